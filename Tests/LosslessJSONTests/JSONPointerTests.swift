import LosslessJSON
import Testing

@Suite("Pointers")
struct JSONPointerTests {
  @Test(
    "A pointer's text is taken apart and put together",
    arguments: [
      ("", []), ("/", [""]), ("/a", ["a"]), ("/a/b", ["a", "b"]), ("/a/", ["a", ""]),
      ("//", ["", ""]), ("/a~1b", ["a/b"]), ("/m~0n", ["m~n"]), ("/~01", ["~1"]), ("/~10", ["/0"]),
      ("/~0~1", ["~/"]), ("/é 😀", ["é 😀"]), ("/0/-", ["0", "-"]), ("/%25", ["%25"]),
    ] as [(String, [String])])
  func text(text: String, tokens: [String]) throws {
    let pointer = try #require(JSONPointer(parsing: text))
    #expect(pointer.tokens == tokens)
    #expect(String(describing: pointer) == text)
    #expect(JSONPointer(tokens) == pointer)
  }

  @Test(
    "Text outside RFC 6901 is no pointer",
    arguments: ["a", "a/b", " /a", "#/a", "/~", "/a~", "/~2", "/~a", "/a/~/b", "~0"])
  func noPointer(text: String) {
    #expect(JSONPointer(parsing: text) == nil)
  }

  private static let document = """
    {"foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, "i\\\\j": 5,
     "k\\"l": 6, " ": 7, "m~n": 8, "twice": 9, "0": {"01": 10}, "twice": [[11]]}
    """

  @Test(
    "A pointer leads to a value",
    arguments: [
      ("/foo", #"["bar","baz"]"#), ("/foo/0", #""bar""#), ("/foo/1", #""baz""#), ("/", "0"),
      ("/a~1b", "1"), ("/c%d", "2"), ("/e^f", "3"), ("/g|h", "4"), (#"/i\j"#, "5"), (#"/k"l"#, "6"),
      ("/ ", "7"), ("/m~0n", "8"), ("/0/01", "10"), ("/twice/0/0", "11"),
    ])
  func leads(text: String, value: String) throws {
    let document = try JSON(parsing: Self.document)
    let pointer = try #require(JSONPointer(parsing: text))
    #expect(document.value(at: pointer)?.printed() == value)
  }

  @Test("The empty pointer leads to the whole document")
  func whole() throws {
    let document = try JSON(parsing: Self.document)
    #expect(document.value(at: JSONPointer()) == document)
  }

  @Test(
    "A pointer to nothing leads nowhere",
    arguments: [
      "/nothing", "/foo/2", "/foo/-", "/foo/-1", "/foo/00", "/foo/01", "/foo/+1", "/foo/ 1",
      "/foo/1.0", "/foo/", "/foo/99999999999999999999", "/foo/٠", "/foo/bar", "/foo/0/0", "//a",
      "/a", "/m",
    ])
  func nowhere(text: String) throws {
    let document = try JSON(parsing: Self.document)
    let pointer = try #require(JSONPointer(parsing: text))
    #expect(document.value(at: pointer) == nil)
  }

  @Test("Appended tokens are escaped in the text")
  func appending() {
    let pointer = JSONPointer().appending("a/b").appending(3).appending("~")
    #expect(pointer.tokens == ["a/b", "3", "~"])
    #expect(String(describing: pointer) == "/a~1b/3/~0")
  }

  @Test("Pointers that only look alike differ")
  func equivalentSpellings() {
    #expect(JSONPointer(["\u{E9}"]) != JSONPointer(["e\u{301}"]))
    #expect(JSONPointer(["a", "b"]) != JSONPointer(["ab"]))
    #expect(Set([JSONPointer(["\u{E9}"]), JSONPointer(["e\u{301}"])]).count == 2)
  }
}
