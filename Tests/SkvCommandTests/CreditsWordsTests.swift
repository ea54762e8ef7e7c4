import LosslessJSON
import SkillsVideo
import Testing

@testable import skv

@Suite("The balance in words")
struct CreditsWordsTests {
  @Test(
    "is shown as it comes: plain members a line each, other JSON as JSON, text as text",
    arguments: [
      ("1.50", ["1.50"]), (#""plenty""#, [#""plenty""#]), ("null", ["null"]), ("{}", ["{}"]),
      (
        #"{"total":1.50,"plan":"pro","left":null,"on":true,"total":2E+2}"#,
        ["total: 1.50", "plan: pro", "left: null", "on: true", "total: 2E+2"]
      ),
      (#"{"a":{"b":1}}"#, ["{", #"  "a": {"#, #"    "b": 1"#, "  }", "}"]),
      ("[1]", ["[", "  1", "]"]),
      // A line could be taken for another member's.
      (#"{"a":"1\nb: 2"}"#, ["{", #"  "a": "1\nb: 2""#, "}"]),
      (#"{"":1}"#, ["{", #"  "": 1"#, "}"]),
    ])
  func json(text: String, lines: [String]) throws {
    let answer = CreditsAnswer.json(try JSON(parsing: text))
    #expect(CreditsWords.lines(answer) == lines)
    #expect(CreditsWords.trouble(answer) == nil)
  }

  @Test("is text where it is no JSON, and said to be nothing where nothing came")
  func text() {
    #expect(CreditsWords.lines(.text("a\n\nb\n\n")) == ["a", "", "b"])
    #expect(CreditsWords.json(.text("a\nb")) == "a\nb")
    #expect(CreditsWords.lines(.empty) == ["the service's answer is empty"])
    #expect(CreditsWords.json(.empty) == "")
  }

  @Test(
    "that is refused is one line that says what to do",
    arguments: [
      (401, "keys: https://skills.video/dashboard/developer"),
      (402, "recharge at https://skills.video/dashboard"), (404, "check SKILLS_VIDEO_BASE_URL"),
      (503, "try again later"), (400, "https://skills.video/dashboard shows it too"),
    ])
  func refused(status: Int, advice: String) {
    let error = ServiceError(status: status, text: "no\n\u{1B}[31mway", body: nil)
    let line = CreditsWords.trouble(.refused(error)) ?? ""
    #expect(line.hasPrefix("the service does not tell the balance (HTTP \(status): no [31mway); "))
    #expect(line.hasSuffix(advice))
    #expect(CreditsWords.json(.refused(error)) == nil)
    #expect(CreditsWords.lines(.refused(error)) == [])
  }

  @Test("says when the service asks to come back")
  func retryAfter() {
    let error = ServiceError(
      status: 429, text: "busy", body: nil, retryAfter: .seconds(120))
    #expect(CreditsWords.trouble(.refused(error))?.hasSuffix("asks to come back in 2:00") == true)
  }
}
