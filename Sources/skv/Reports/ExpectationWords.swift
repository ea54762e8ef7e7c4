import LosslessJSON
import SkillsScript
import SkvInterpreter

/// How an `expect` statement turned out, in words for a person.
struct ExpectationWords {
  /// One line for what holds, and one for each item that does not.
  let lines: [String]
  /// The code that `skv explain` explains; nil for what holds.
  let code: DiagnosticCode?

  /// The most items that are named.
  private static let mostItems = 10

  /// Finds the words for a report.
  init(_ expectation: ExpectationReport) {
    code =
      expectation.holds
      ? nil : expectation.obstacle == nil ? .expectationFailed : .expectationNotLookedAt
    if let obstacle = expectation.obstacle {
      lines = ["`\(expectation.text)` was not looked at: \(obstacle)"]
      return
    }
    let failed = expectation.items.filter { !$0.holds }
    if failed.isEmpty {
      lines = ["`\(expectation.text)` holds"]
      return
    }
    let shown = failed.prefix(Self.mostItems).map { item in
      let found = item.found.map { "is \(Self.text($0))" } ?? "is not there"
      return "`\(expectation.text)` does not hold: \(item.place) \(found)"
    }
    let rest = failed.count - shown.count
    lines = shown + (rest > 0 ? ["… and does not hold for \(rest) more"] : [])
  }

  private static func text(_ found: JSON) -> String {
    let text = found.printed()
    return text.count > 200 ? text.prefix(200) + "…" : text
  }
}
