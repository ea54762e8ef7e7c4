import LosslessJSON
import SkillsScript

/// The results of all checks, as they are printed.
struct HealthReport {
  /// The results by the names of their checks.
  let results: [(name: String, result: CheckResult)]

  /// Whether nothing keeps skv from working.
  var isSound: Bool { !results.contains { $0.result.state == .problem } }

  /// The report as one object.
  var json: JSON {
    [
      "ok": .bool(isSound),
      "checks": .array(
        results.map { name, result in
          [
            "name": .string(name), "state": .string(result.state.rawValue),
            "found": .string(result.found),
            "advice": result.advice.map { .string($0) } ?? .null,
          ]
        }),
    ]
  }

  /// A line a check and one that sums up; with `columns` they are broken at spaces.
  func lines(columns: Int?, color: Bool) -> [String] {
    let width = results.map(\.name.count).max() ?? 0
    var lines: [String] = []
    for (name, result) in results {
      let head =
        pad(result.state.rawValue, to: Self.stateWidth) + "  " + pad(name, to: width) + "  "
      let advice = result.advice.map { "; " + $0 } ?? ""
      let text = TerminalText.escaped(result.found + advice)
      let indent = String(repeating: " ", count: head.count)
      let body: [String]
      switch columns {
      case nil: body = [head + text]
      case let columns? where columns < head.count + Self.leastColumns:
        let below = TextWrap.lines(text, columns: columns, first: "  ")
        body = ["\(result.state.rawValue) \(name)"] + below
      case let columns?:
        body = TextWrap.lines(text, columns: columns, first: head, rest: indent)
      }
      lines += [painted(body[0], result.state, color)] + body.dropFirst()
    }
    return lines + (columns.map { TextWrap.lines(summary, columns: $0) } ?? [summary])
  }

  private static let stateWidth = CheckResult.State.allCases.map(\.rawValue.count).max() ?? 0

  // With less for what was found, that stands below its name.
  private static let leastColumns = 20

  private var summary: String {
    let problems = results.count { $0.result.state == .problem }
    let notes = results.count { $0.result.state == .note }
    let noted = notes == 0 ? "" : notes == 1 ? "; 1 note" : "; \(notes) notes"
    return switch problems {
    case 0: "nothing keeps skv from working" + noted
    case 1: "1 problem keeps skv from working" + noted
    default: "\(problems) problems keep skv from working" + noted
    }
  }

  /// A line with its first word, the state, in colour.
  private func painted(_ line: String, _ state: CheckResult.State, _ color: Bool) -> String {
    guard color else { return line }
    let style: StyledText.Style =
      switch state {
      case .ok: .green
      case .note: .yellow
      case .problem: .red
      }
    let word = state.rawValue
    return "\u{1B}[\(style.rawValue)m\(word)\u{1B}[0m" + line.dropFirst(word.count)
  }

  private func pad(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
