import LosslessJSON
import SkillsVideo

/// How one job ended, in words for a person.
struct OutcomeWords {
  /// One sentence without a full stop.
  let sentence: String
  /// What to do about it, a line each.
  let advice: [String]
  /// The absolute paths of what is on disk.
  let files: [String]

  /// Finds the words for an outcome.
  init(_ outcome: Outcome) {
    files = outcome.record?.files.map(\.path) ?? []
    switch outcome {
    case .saved(let record):
      sentence = "saved" + Self.price(record)
      advice = []
    case .finished(let record, let error):
      sentence = "paid for and finished, but not on disk: \(error.message)"
      advice = ["`skv resume \(record.number)` fetches it again and pays nothing"]
    case .failed(let record):
      let code = record.errorCode.map { " (\($0))" } ?? ""
      let isCanceled = record.state == .canceled
      sentence =
        "\(isCanceled ? "canceled" : "failed") at the service\(code)"
        + (record.errorMessage.map { ": \($0)" } ?? "")
      advice = ["whether it was charged is not documented: https://skills.video/dashboard"]
    case .refused(_, let error):
      let code = [error.status.map { "HTTP \($0)" }, error.code].compactMap { $0 }
      sentence = "refused (\(code.joined(separator: ", "))): \(error.message)"
      advice = Self.advice(error.category)
    case .timedOut(let record):
      sentence = "still running at the service; the time for following it is up"
      advice = ["`skv resume \(record.number)` takes it up again and pays nothing"]
    case .pollingRefused(let record, let error):
      sentence = "the service no longer answers for it: \(error.message)"
      advice = ["it is paid for; `skv resume \(record.number)` asks again"]
    case .inDoubt(let record, let reason):
      sentence = "in doubt: \(reason)"
      advice = [
        "it may have been taken and paid for, so it is not sent again; it is run \(record.number)",
        "https://skills.video/dashboard shows what the service has",
      ]
    case .notSent(let error):
      sentence = "not sent: \(error.message)"
      advice = []
    case .ledgerUnusable(let error):
      sentence = "not sent: \(error.message)"
      advice = []
    case .detached(let record):
      if record.state == .planned {
        sentence = "not sent"
        advice = []
      } else {
        sentence = "left running at the service"
        advice = ["`skv resume \(record.number)` takes it up again and pays nothing"]
      }
    }
  }

  private static func price(_ record: RunRecord) -> String {
    guard let credits = record.credits else { return ", price not told" }
    return ", \(credits.text) credits"
  }

  private static func advice(_ category: ServiceError.Category) -> [String] {
    switch category {
    case .insufficientCredits:
      ["recharge at https://skills.video/dashboard; prices: https://skills.video/pricing"]
    case .auth:
      ["check SKILLS_VIDEO_API_KEY; keys: https://skills.video/dashboard/developer"]
    case .validation: ["nothing was made; mend the request and run it again"]
    case .notFound, .unknown: ["nothing was made"]
    case .transient: ["nothing was made; try again later"]
    }
  }
}
