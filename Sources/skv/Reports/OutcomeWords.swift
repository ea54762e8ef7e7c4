import LosslessJSON
import SkillsScript
import SkillsVideo

/// How one job ended, in words for a person.
struct OutcomeWords {
  /// One sentence without a full stop.
  let sentence: String
  /// The code that `skv explain` explains; nil where nothing is wrong.
  let code: DiagnosticCode?
  /// What to do about it, a line each.
  let advice: [String]
  /// The absolute paths of what is on disk.
  let files: [String]

  /// Finds the words for an outcome; `commands` are what it names as the next step.
  init(_ outcome: Outcome, commands: CommandNames) {
    files = outcome.record?.files.map(\.path) ?? []
    code = Self.code(of: outcome)
    switch outcome {
    case .saved(let record):
      sentence = "saved" + Self.price(record)
      advice = []
    case .reused(let record):
      sentence = "done before, nothing paid" + Self.before(record)
      advice = []
    case .finished(let record, let error):
      sentence = "paid for and finished, but not on disk: \(error.message)"
      advice =
        record.state == .saved
        ? ["`\(commands.named("download")) \(record.number)` tries again"] : []
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
      advice = Self.advice(error)
    case .timedOut:
      sentence = "still running at the service; the time for following it is up"
      advice = []
    case .pollingRefused(_, let error):
      sentence = "the service no longer answers for it: \(error.message)"
      advice = ["it was accepted, and may be paid for and finished"]
    case .inDoubt(let record, let reason):
      sentence = "in doubt: \(reason)"
      advice = RunAdvice(commands: commands).settling(record)
    case .notSent(let error), .ledgerUnusable(let error):
      sentence = "not sent: \(error.description)"
      advice = []
    case .detached(let record):
      sentence =
        switch record.state {
        case .planned: "not sent"
        case .finished: "finished at the service, not yet on disk"
        default: "left running at the service"
        }
      advice = []
    }
  }

  private static func code(of outcome: Outcome) -> DiagnosticCode? {
    switch outcome {
    case .saved, .reused, .detached: nil
    case .finished: .outputNotSaved
    case .failed(let record):
      record.state == .canceled
        ? .generationCanceled : record.state == .refused ? .requestRefused : .generationFailed
    case .refused(_, let error): code(of: error)
    case .timedOut: .timedOut
    case .pollingRefused: .pollingRefused
    case .inDoubt: .inDoubt
    case .notSent(let error):
      error.code == .budgetExhausted || error.code == .unknownPrice ? .budgetExhausted : .notSent
    case .ledgerUnusable: .notSent
    }
  }

  private static func code(of error: ServiceError) -> DiagnosticCode {
    switch error.category {
    case .insufficientCredits: .insufficientCredits
    case .auth: .keyRefused
    case .validation: .requestRefused
    case .notFound: .endpointNotFound
    case .transient: .serviceBusy
    case .unknown: .refusedOtherwise
    }
  }

  private static func price(_ record: RunRecord) -> String {
    guard let credits = record.credits else { return ", price not told" }
    return ", \(credits.text) credits"
  }

  private static func before(_ record: RunRecord) -> String {
    record.credits.map { " (run \(record.number) cost \($0.text) credits)" }
      ?? " (run \(record.number))"
  }

  private static func advice(_ error: ServiceError) -> [String] {
    switch error.category {
    case .insufficientCredits:
      ["recharge at https://skills.video/dashboard; prices: https://skills.video/pricing"]
    case .auth:
      ["check SKILLS_VIDEO_API_KEY; keys: https://skills.video/dashboard/developer"]
    case .validation: ["nothing was made; mend the request and run it again"]
    case .notFound, .unknown: ["nothing was made"]
    case .transient:
      if let pause = error.retryAfter {
        ["no generation was named; the service asks to come back in \(Clockface.text(pause))"]
      } else {
        ["no generation was named; https://skills.video/dashboard shows what the service has"]
      }
    }
  }
}

extension Outcome {
  /// The short number of a run that can be taken up and pays nothing for it; nil for any other.
  var resumable: Int? {
    switch self {
    case .finished(let record, _), .timedOut(let record), .pollingRefused(let record, _),
      .detached(let record):
      record.state == .planned || record.state == .saved ? nil : record.number
    case .saved, .reused, .failed, .refused, .inDoubt, .notSent, .ledgerUnusable: nil
    }
  }
}
