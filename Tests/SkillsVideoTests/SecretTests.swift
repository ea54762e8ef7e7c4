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
