import Contracts
import LosslessJSON
import SkillsScript

/// The draft as `show` prints it.
enum DraftLines {
  /// Model and mode, what is set, and what is missing.
  static func lines(_ draft: DraftView) -> [String] {
    let mode = draft.mode.map { " for \($0.rawValue)" } ?? ""
    let head = "use \(draft.model.path)\(mode)"
    let rows = draft.values.map { ($0.name, $0.value.sketch.printed(.spaced)) }
    let missing =
      draft.missing.isEmpty ? [] : ["missing: " + draft.missing.joined(separator: ", ")]
    let isEmpty = rows.isEmpty && missing.isEmpty
    return [head] + TwoColumns.lines(rows) + missing + (isEmpty ? ["  nothing is set"] : [])
  }
}
