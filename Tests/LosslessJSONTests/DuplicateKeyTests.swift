import LosslessJSON
import Testing

@Suite("Repeated keys")
struct DuplicateKeyTests {
  private let rejecting = JSONParser.Options(duplicateKeys: .reject)

  @Test("All places of a repeated key are kept, and lookup takes the last")
  func kept() throws {
    let value = try JSON(parsing: #"{"a":1,"b":2,"a":3}"#)
    #expect(value.object?.keys == ["a", "b", "a"])
    #expect(value["a"] == 3)
    #expect(value.printed() == #"{"a":1,"b":2,"a":3}"#)
  }

  @Test("A rejected key is named with both of its places")
  func rejected() throws {
    let error = try #require(throws: JSONError.self) {
      try JSON(parsing: "{\"x\": {\n \"a\": 1,\n \"b\": 2,\n  \"a\": 3}}", options: rejecting)
    }
    #expect(error.code == .duplicateKey)
    #expect((error.offset, error.line, error.column) == (28, 4, 3))
    let earlier = try #require(error.earlierPlace)
    #expect((earlier.offset, earlier.line, earlier.column) == (9, 2, 2))
    #expect(
      error.message == "the key \"a\" stands twice in one object, first at line 2, column 2;"
        + " keep one of them")
  }

  @Test("Keys are compared after their escapes are resolved")
  func escapedKeys() throws {
    try Mistake(#"{"a":1,"\u0061":2}"#, .duplicateKey, at: 7).check(options: rejecting)
  }

  @Test("Keys that only look alike are two keys")
  func equivalentSpellings() throws {
    let value = try JSON(parsing: "{\"\u{E9}\":1,\"e\u{301}\":2}", options: rejecting)
    #expect(value["\u{E9}"] == 1)
    #expect(value["e\u{301}"] == 2)
  }

  @Test("The same key in two objects is no repetition")
  func otherObjects() throws {
    let text = #"[{"a":{"a":1}},{"a":2}]"#
    #expect(try JSON(parsing: text, options: rejecting).printed() == text)
  }

  @Test(
    "A repetition is found at every place in objects of every size",
    arguments: [2, 3, 15, 16, 17, 18, 40])
  func everyPlace(count: Int) throws {
    for first in 0..<count {
      for second in first + 1..<count {
        let keys = (0..<count).map { "k\($0 == second ? first : $0)" }
        let text = "{" + keys.map { "\"\($0)\":0" }.joined(separator: ",") + "}"
        let error = try #require(throws: JSONError.self) {
          try JSON(parsing: text, options: rejecting)
        }
        let offsets = keys.indices.map { index in
          1 + keys[..<index].map { $0.utf8.count + 5 }.reduce(0, +)
        }
        #expect(error.offset == offsets[second])
        #expect(error.earlierPlace?.offset == offsets[first])
      }
    }
  }

  @Test("The default keeps repeated keys")
  func defaultOption() {
    #expect(JSONParser.Options().duplicateKeys == .keep)
  }
}
