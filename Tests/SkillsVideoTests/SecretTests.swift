import LosslessJSON
import Testing

@testable import SkillsVideo

@Suite("A secret")
struct SecretTests {
  @Test("never shows its text, however it is printed")
  func isRedacted() throws {
    let secret = try #require(Secret("hunter2"))
    var dumped = ""
    dump(secret, to: &dumped)
    for text in ["\(secret)", String(reflecting: secret), String(describing: [secret]), dumped] {
      #expect(!text.contains("hunter2"))
      #expect(text.contains("***"))
    }
  }

  @Test("is found inside whatever holds it, and still does not show")
  func isRedactedInsideOthers() {
    let request = HTTPRequest(url: "https://a.example", bearer: Secret("hunter2"), purpose: .read)
    var dumped = ""
    dump(request, to: &dumped)
    #expect(!dumped.contains("hunter2"))
    #expect(!"\(request)".contains("hunter2"))
  }

  @Test("loses the white space around it", arguments: [" k", "k\n", "\t k \r\n", "\u{A0}k"])
  func isTrimmed(raw: String) throws {
    let secret = try #require(Secret(raw))
    #expect(secret.withValue { $0 } == "k")
  }

  @Test("is none without text", arguments: ["", " ", "\n\t "])
  func emptyIsNone(raw: String) {
    #expect(Secret(raw) == nil)
  }
}

@Suite("A secret in what others say")
struct SecretRedactionTests {
  @Test(
    "is replaced wherever it stands",
    arguments: [
      ("sk-1234567", "***"), ("Bearer sk-1234567.", "Bearer ***."), ("sk-123456", "sk-123456"),
      ("sk-1234567sk-1234567", "******"), ("sk-sk-1234567", "sk-***"), ("", ""), ("ü", "ü"),
    ])
  func replaced(text: String, expected: String) throws {
    let secret = try #require(Secret("sk-1234567"))
    #expect(secret.redacted(text) == expected)
    #expect(secret.redacted(Array(text.utf8)) == Array(expected.utf8))
  }

  @Test(
    "is replaced in JSON, percent-encoded and in base64 too",
    arguments: [
      (#"{"a":"s+\"/\\12345"}"#, #"{"a":"***"}"#), ("?k=s%2B%22%2F%5C12345&", "?k=***&"),
      ("?k=s%2b%22%2f%5c12345", "?k=***"), ("x cysiL1wxMjM0NQ= y", "x ***= y"),
      (#"s+"/\1234"#, #"s+"/\1234"#),
    ])
  func spelled(text: String, expected: String) throws {
    let secret = try #require(Secret(#"s+"/\12345"#))
    #expect(secret.redacted(text) == expected)
    #expect(secret.stands(in: Array(text.utf8)) == (text != expected))
  }

  @Test("is found as JSON writes line breaks and other control characters")
  func escapedControls() throws {
    let secret = try #require(Secret("one\ntwo\t\u{1}three"))
    let printed = JSON.string("a one\ntwo\t\u{1}three b").printed()
    #expect(secret.redacted(printed) == #""a *** b""#)
  }

  @Test(
    "is taken out where it was cut",
    arguments: [
      ("x sk-1…", "x ***…"), ("sk-123456…", "***…"), ("a sk-…", "a sk-…"), ("sk-1 …", "sk-1 …"),
      ("…sk-12…sk-123…", "…***…***…"), ("sk-12", "sk-12"), ("…", "…"), ("", ""),
    ])
  func cuts(text: String, expected: String) throws {
    #expect(try #require(Secret("sk-1234567")).redactingCuts(in: text) == expected)
  }

  @Test("is found in the names and texts of a value, at any depth")
  func standsInValues() throws {
    let secret = try #require(Secret("sk-1234567"))
    #expect(secret.stands(in: ["a": [["b": "x sk-1234567"]]]))
    #expect(secret.stands(in: ["sk-1234567": 1]))
    #expect(!secret.stands(in: ["a": ["sk-", "1234567"]]))
  }

  @Test(
    "that is a short word is replaced as a bearer alone",
    arguments: [
      ("https://m/sandbox/1", "https://m/sandbox/1"), ("key: bearer sandbox!", "key: bearer ***!"),
      ("BEARER sandbox", "BEARER ***"), ("bearer sand", "bearer sand"),
    ])
  func short(text: String, expected: String) throws {
    #expect(try #require(Secret("sandbox")).redacted(text) == expected)
  }
}
