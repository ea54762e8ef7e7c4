import LosslessJSON
import SkillsScript
import Testing

@testable import SkillsVideo
@testable import skv

@Suite("Codes of outcomes")
struct OutcomeCodeTests {
  private static func record(_ state: RunState) -> RunRecord {
    RunRecord(
      number: 1, state: state, generationID: "g", model: "maker/model", baseURL: "https://x",
      label: "fox", item: 0, take: 1, script: nil, request: ["prompt": "p"],
      destination: Destination(folder: "/out", pieces: [.text("fox.png")]), status: nil,
      credits: nil, seed: nil, data: nil, files: [], outputCount: 0, errorCode: nil,
      errorMessage: nil, plannedAt: 0, submittedAt: 0, acceptedAt: 0, endedAt: 0)
  }

  private static func refusal(_ status: Int, _ code: String? = nil) -> ServiceError {
    ServiceError(
      status: status, text: "no", body: code.map { ["code": .string($0), "message": "no"] })
  }

  private static let outcomes: [(Outcome, String?)] = [
    (.saved(record(.saved)), nil), (.reused(record(.saved)), nil),
    (.detached(record(.accepted)), nil),
    (.finished(record(.finished), DownloadError(.notWritable, "full")), "E0712"),
    (.failed(record(.failed)), "E0707"), (.failed(record(.canceled)), "E0708"),
    (.failed(record(.refused)), "E0703"), (.timedOut(record(.accepted)), "E0710"),
    (.pollingRefused(record(.accepted), refusal(404)), "E0711"),
    (.inDoubt(record(.inDoubt), reason: "reset"), "E0709"),
    (.refused(record(.refused), refusal(402)), "E0701"),
    (.refused(record(.refused), refusal(401)), "E0702"),
    (.refused(record(.refused), refusal(422)), "E0703"),
    (.refused(record(.refused), refusal(404)), "E0704"),
    (.refused(record(.refused), refusal(503)), "E0705"),
    (.refused(record(.refused), refusal(418)), "E0706"),
    (.notSent(EngineError(.outputExists, "there")), "E0713"),
    (.notSent(EngineError(.budgetExhausted, "spent")), "E0602"),
    (.notSent(EngineError(.unknownPrice, "unknown")), "E0602"),
    (.ledgerUnusable(EngineError(.ledgerUnusable, "locked")), "E0713"),
  ]

  @Test("every outcome that is not as it should be has a code with a page", arguments: outcomes)
  func codes(_ outcome: Outcome, _ code: String?) {
    let words = OutcomeWords(outcome, commands: CommandNames())
    #expect(words.code?.rawValue == code, "\(words.sentence)")
    if let code { #expect(DiagnosticPage.of(code) != nil) }
  }
}
