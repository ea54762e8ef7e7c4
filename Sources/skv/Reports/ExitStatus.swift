import SkillsVideo
import SkvInterpreter

/// The exit codes of skv, which scripts and agents rely on.
enum ExitStatus: Int32, Sendable {
  case done = 0
  case usage = 1
  case noGenerationID = 3
  case failed = 10
  case timedOut = 11
  case pollingRefused = 12
  case insufficientCredits = 20
  case auth = 21
  case validation = 22
  case notFound = 23
  case transient = 24
  case unknown = 25
  case expectation = 30
  case budget = 31
  case inDoubt = 32
  case downloadFailed = 33
  case lockDiffers = 34
  case ledgerUnusable = 35
  case scriptErrors = 65
  case interrupted = 130

  /// The code of a whole script: of several, the one that most needs an answer from the person.
  init(_ summary: SessionSummary) {
    var codes = summary.ended.map { ExitStatus($0.outcome) }
    if summary.skipped.count > summary.skippedByExpectations, !summary.wasInterrupted {
      codes.append(.failed)
    }
    if summary.wasInterrupted { codes.append(.interrupted) }
    if summary.unprinted > 0 { codes.append(.failed) }
    if summary.uncopied > 0 { codes.append(.downloadFailed) }
    if summary.expectations.contains(where: { !$0.holds }) { codes.append(.expectation) }
    if summary.unkept != nil { codes.append(.usage) }
    self = Self.foremost(of: codes)
  }

  /// The code that stands for several.
  static func foremost(of codes: [ExitStatus]) -> ExitStatus {
    codes.min { $0.rank < $1.rank } ?? .done
  }

  /// The code of one outcome.
  init(_ outcome: Outcome) {
    self = ExitStatus(rawValue: outcome.exitCode) ?? .unknown
  }

  /// The code of an error that kept everything from being sent.
  init(_ error: EngineError) {
    self = ExitStatus(rawValue: error.exitCode) ?? .usage
  }

  private var rank: Int {
    switch self {
    case .inDoubt: 0
    case .downloadFailed: 1
    case .ledgerUnusable: 2
    case .insufficientCredits, .auth, .validation, .notFound, .transient, .unknown:
      3 + Int(rawValue) - 20
    case .interrupted: 10
    case .budget: 11
    case .lockDiffers: 12
    case .pollingRefused: 13
    case .timedOut: 14
    case .failed: 15
    case .expectation: 16
    case .done: 100
    default: 20
    }
  }
}
