import LosslessJSON
import Testing

@testable import SkillsVideo

@Suite("The identity of a job")
struct RunIdentityTests {
  private func digest(
    _ body: String, base: String = "https://s", model: String = "m/x", take: Int = 1
  ) throws -> String {
    RunIdentity(baseURL: base, model: model, body: try JSON(parsing: body), take: take).digest
  }

  @Test("is the same for requests that say the same")
  func same() throws {
    #expect(
      try digest(#"{"a":1.0,"b":{"c":"x","d":[1e2]}}"#)
        == digest(#"{ "b" : {"d":[100],"c":"\u0078"}, "a":1 }"#))
  }

  @Test("differs with each of its four parts")
  func differs() throws {
    let digests = [
      try digest(#"{"a":1}"#), try digest(#"{"a":2}"#), try digest(#"{"a":"1"}"#),
      try digest(#"{"a":1}"#, base: "https://t"), try digest(#"{"a":1}"#, model: "m/y"),
      try digest(#"{"a":1}"#, take: 2),
    ]
    #expect(Set(digests).count == digests.count)
  }
}
