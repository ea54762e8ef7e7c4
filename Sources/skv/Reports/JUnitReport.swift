import ArgumentParser
import SkillsScript
import SkillsVideo
import SkvInterpreter
import Synchronization

/// Writes how a script went as a JUnit XML file: one case for each job and for each expectation.
///
/// A job whose outputs are on disk passes, also one that was done before; one that the service failed or
/// refused is a failure, one that has no end yet, or is in doubt, an error. What was not submitted is
/// skipped.
final class JUnitReport: Reporter {
  private let suite: String
  private let commands: CommandNames
  private let clock = ContinuousClock()
  private let state = Mutex(State())

  private struct State {
    var begun: [JobName: ContinuousClock.Instant] = [:]
    var cases: [Case] = []
  }

  /// One test case.
  fileprivate struct Case {
    var name: String
    var time: Duration = .zero
    var verdict = Verdict.passed

    enum Verdict {
      case passed
      case failed(type: String, message: String)
      case error(type: String, message: String)
      case skipped(message: String)
    }
  }

  /// Creates a report of the script that is called `suite`.
  init(suite: String, commands: CommandNames) {
    self.suite = suite
    self.commands = commands
  }

  func hear(_ event: SessionEvent) {
    state.withLock { state in
      switch event {
      case .started(let name): state.begun[name] = clock.now
      case .ended(let name, let outcome):
        let time = state.begun[name].map { clock.now - $0 } ?? .zero
        state.cases.append(
          Case(name: name.description, time: time, verdict: verdict(of: outcome)))
      case .skipped(let name, let reason):
        state.cases.append(
          Case(name: name.description, verdict: .skipped(message: "not submitted, \(reason)")))
      case .expected(let expectation):
        state.cases.append(Case(name: expectation.text, verdict: Self.verdict(of: expectation)))
      case .notPrinted(let reason):
        state.cases.append(
          Case(name: "print", verdict: .error(type: "print", message: reason)))
      case .notCopied(let reason):
        state.cases.append(Case(name: "save", verdict: .error(type: "save", message: reason)))
      case .planned, .run, .printed, .copied, .finished: break
      }
    }
  }

  /// Takes note that nothing was begun, and why; the first reason that is told counts.
  func note(notBegun error: any Error) {
    state.withLock { state in
      guard state.cases.isEmpty else { return }
      let status =
        (error as? EngineError).map { ExitStatus($0).rawValue }
        ?? (error as? ExitCode)?.rawValue ?? ExitStatus.usage.rawValue
      let message =
        switch error {
        case let error as EngineError: error.description
        case is ExitCode: "the script was not begun; standard error of the program says why"
        default: "\(error)"
        }
      state.cases.append(
        Case(name: "begin", verdict: .error(type: "exit \(status)", message: message)))
    }
  }

  private func verdict(of outcome: Outcome) -> Case.Verdict {
    let words = OutcomeWords(outcome, commands: commands)
    let message = ([words.sentence] + words.advice).joined(separator: "\n")
    let type = words.code?.rawValue ?? "error"
    switch outcome {
    case .saved, .reused: return .passed
    case .failed, .refused: return .failed(type: type, message: message)
    default: return .error(type: type, message: message)
    }
  }

  private static func verdict(of expectation: ExpectationReport) -> Case.Verdict {
    let message = ExpectationWords(expectation).lines.joined(separator: "\n")
    if expectation.holds { return .passed }
    if expectation.obstacle != nil { return .skipped(message: message) }
    return .failed(type: DiagnosticCode.expectationFailed.rawValue, message: message)
  }

  // MARK: - XML

  /// The whole file.
  var text: String {
    let cases = state.withLock { $0.cases }
    let counts =
      "tests=\"\(cases.count)\" failures=\"\(cases.count(where: \.isFailure))\""
      + " errors=\"\(cases.count(where: \.isError))\""
      + " skipped=\"\(cases.count(where: \.isSkipped))\""
      + " time=\"\(Self.seconds(cases.reduce(.zero) { $0 + $1.time }))\""
    let name = Self.escaped(suite)
    var lines = [
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<testsuites name=\"skv\" \(counts)>",
      "  <testsuite name=\"\(name)\" \(counts)>",
    ]
    for one in cases {
      let head =
        "    <testcase classname=\"\(name)\" name=\"\(Self.escaped(one.name))\""
        + " time=\"\(Self.seconds(one.time))\""
      guard let (element, type, message) = one.element else {
        lines.append(head + "/>")
        continue
      }
      let first = message.split(separator: "\n").first.map(String.init) ?? ""
      let attribute = type.map { " type=\"\(Self.escaped($0))\"" } ?? ""
      lines.append(head + ">")
      lines.append(
        "      <\(element)\(attribute) message=\"\(Self.escaped(first))\">"
          + "\(Self.escaped(message))</\(element)>")
      lines.append("    </testcase>")
    }
    lines += ["  </testsuite>", "</testsuites>", ""]
    return lines.joined(separator: "\n")
  }

  private static func seconds(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    let thousandths = String(attoseconds / 1_000_000_000_000_000)
    return "\(seconds)." + String(repeating: "0", count: 3 - thousandths.count) + thousandths
  }

  /// A text without secrets for an attribute or an element; what XML 1.0 cannot hold becomes U+FFFD.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in GivenSecrets.redacted(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n": result += "&#10;"
      case "\t": result += "&#9;"
      default:
        let isAllowed =
          scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
        result.unicodeScalars.append(isAllowed ? scalar : "\u{FFFD}")
      }
    }
    return result
  }
}

extension JUnitReport.Case {
  fileprivate var isFailure: Bool { if case .failed = verdict { true } else { false } }
  fileprivate var isError: Bool { if case .error = verdict { true } else { false } }
  fileprivate var isSkipped: Bool { if case .skipped = verdict { true } else { false } }

  /// What stands in the case; nil for one that passed.
  fileprivate var element: (name: String, type: String?, message: String)? {
    switch verdict {
    case .passed: nil
    case .failed(let type, let message): ("failure", type, message)
    case .error(let type, let message): ("error", type, message)
    case .skipped(let message): ("skipped", nil, message)
    }
  }
}

/// Tells several reporters the same.
struct ReporterGroup: Reporter {
  /// The reporters, in the order in which they hear.
  let members: [any Reporter]

  func hear(_ event: SessionEvent) {
    for member in members { member.hear(event) }
  }
}
