/// What the standard streams are connected to, and what can be drawn there.
struct TerminalCheck: HealthCheck {
  let name = "terminal"
  /// The variables.
  let environment: [String: String]
  /// What there is.
  let facts: TerminalFacts

  func examine() -> CheckResult? {
    let streams = [
      ("input", facts.inputIsTerminal), ("output", facts.outputIsTerminal),
      ("errors", facts.errorIsTerminal),
    ]
    let terminals = streams.filter(\.1).map(\.0)
    guard !terminals.isEmpty else {
      return .ok("none: a script is read from standard input, and nothing is drawn")
    }
    let all = terminals.count == streams.count ? "" : terminals.joined(separator: " and ") + " on "
    let type = environment["TERM"] ?? ""
    let size = facts.size.map { ", \($0.columns)×\($0.rows)" } ?? ""
    guard !type.isEmpty, type != "dumb" else {
      return .note(
        "\(all)a terminal that cannot move its cursor (\(type.isEmpty ? "TERM is not set" : "TERM=dumb"))"
          + size,
        advice: "set TERM to its type for line editing, live lines and colours")
    }
    let isPlain = !(environment["NO_COLOR"] ?? "").isEmpty
    let colors = facts.showsColor ? ", colours" : isPlain ? ", no colours by NO_COLOR" : ""
    return .ok("\(all)TERM=\(type)\(size)\(colors)")
  }
}
