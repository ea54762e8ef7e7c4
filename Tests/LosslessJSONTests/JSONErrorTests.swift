import LosslessJSON
import Testing

@Suite("Errors")
struct JSONErrorTests {
  @Test(
    "Lines end with LF, and columns count scalars",
    arguments: [
      Mistake("[1,\n 2,\n  x]", .invalidWord, at: 10, line: 3, column: 3),
      Mistake("[1,\r\n x]", .invalidWord, at: 6, line: 2, column: 2),
      Mistake("[1,\r x]", .invalidWord, at: 5, line: 1, column: 6),
      Mistake("\n\n\n,", .expectedValue, at: 3, line: 4, column: 1),
      Mistake("[\"é\", x]", .invalidWord, at: 7, line: 1, column: 7),
      Mistake("[\"😀e\u{301}\", x]", .invalidWord, at: 12, line: 1, column: 9),
      Mistake("{\"é\":\n\"€\", x", .expectedKey, at: 14, line: 2, column: 6),
      Mistake("\u{FEFF}x", .invalidWord, at: 3, line: 1, column: 1),
      Mistake("\u{FEFF}\n x", .invalidWord, at: 5, line: 2, column: 2),
      Mistake("[\n", .unexpectedEnd, at: 2, line: 2, column: 1),
    ])
  func places(mistake: Mistake) throws {
    try mistake.check()
  }

  @Test(
    "A message says what was expected and what is there",
    arguments: [
      ("", "there is no JSON value, only white space or nothing"),
      ("[1", "the text ends too early; expected a comma or ] after an element"),
      ("{\"a\":1", "the text ends too early; expected a comma or } after a member"),
      ("{\"a\"", "the text ends too early; expected a colon after the key"),
      ("[1 2]", "expected a comma or ] after an element, found \"2\""),
      ("['a']", "expected a value, found \"'\"; strings stand in double quotes"),
      ("1 // one", "expected the end of the text, found \"/\"; JSON has no comments"),
      ("{\"a\"\n1}", "expected a colon after the key, found \"1\""),
      ("{\n1", "expected a key in double quotes, found \"1\""),
      ("[1,]", "a comma stands before the closing bracket; remove it"),
      ("007", "a number begins with a needless zero; remove it"),
      ("[-]", "expected a digit of the number, found \"]\""),
      (
        "True",
        "True is no JSON value; the words are true, false and null, and text stands in quotes"
      ),
      (
        "aaaaaaaaaaaaaaaaaaaaaaaa",
        "aaaaaaaaaaaaaaaaaaaa… is no JSON value; the words are true, false and null, and text stands"
          + " in quotes"
      ),
      ("\"a", "the string that begins here has no closing quote"),
      (
        "\"a\n",
        "a string holds a line break; write it as an escape, or close the string before it"
      ),
      (
        "\"\u{1B}", "a string holds U+001B; write it as an escape, or close the string before it"
      ),
      (
        #""C:\dir""#,
        "a backslash in a string is followed by something that is no escape; for the backslash itself"
          + " write two"
      ),
      (#""\u00""#, #"\u in a string needs four hexadecimal digits after it"#),
      (
        #""\ud800""#,
        #"a \u escape from D800 to DFFF stands for half a character; it needs its other half"#
      ),
      ("1\u{A0}", "expected the end of the text, found U+00A0"),
      ("1\u{E0001}", "expected the end of the text, found U+E0001"),
      ("1é", "expected the end of the text, found \"é\""),
    ])
  func messages(text: String, message: String) throws {
    let error = try #require(throws: JSONError.self) { try JSON(parsing: text) }
    #expect(error.message == message)
  }

  @Test("A description has the place before the message")
  func description() throws {
    let error = try #require(throws: JSONError.self) { try JSON(parsing: "[\n  1,\n]") }
    #expect(
      String(describing: error)
        == "line 2, column 4: a comma stands before the closing bracket; remove it")
  }

  @Test("A message for bytes that are no text names the first of them")
  func messageForBytes() throws {
    let error = try #require(throws: JSONError.self) {
      try JSON(parsing: [0x22, 0xE4, 0x22] as [UInt8])
    }
    #expect(error.message == "the text is not UTF-8: the bytes from 0xE4 on are no character")
  }

  @Test("Every code is given for some text")
  func everyCode() {
    let texts = [
      "", "[", "[+]", "{1", "{\"a\"1", "[1 1", "[1,]", "1 1", "no", "01", "-x", "\"", "\"\n",
      "\"\\q",
      "\"\\udc00", String(repeating: "[", count: 513), "{\"a\":1,\"a\":2}",
    ]
    let options = JSONParser.Options(duplicateKeys: .reject)
    let codes = (texts.map { Array($0.utf8) } + [[0xFF]]).compactMap { bytes in
      #expect(throws: JSONError.self) { try JSON(parsing: bytes, options: options) }?.code
    }
    #expect(Set(codes) == Set(JSONError.Code.allCases))
  }
}
