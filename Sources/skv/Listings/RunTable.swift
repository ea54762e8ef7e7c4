import LosslessJSON
import SkillsScript
import SkillsVideo

/// The runs as `runs` prints them.
struct RunTable {
  /// The runs, oldest first.
  let records: [RunRecord]
  /// The numbers of those that something is owed to.
  let unfinished: Set<Int>
  /// The wall clock in milliseconds since 1970.
  let now: Int64

  /// A headline and a line a run, none wider than `columns`; a `*` marks what is unfinished.
  func lines(columns: Int) -> [String] {
    guard !records.isEmpty else { return [] }
    let rows =
      [["", "run", "state", "label", "model", "credits", "age", "script"]] + records.map(row)
    var widths = rows[0].indices.map { column in
      rows.map { DisplayWidth.columns(of: $0[column]) }.max() ?? 0
    }
    // What names a run and tells how it stands is never cut.
    for (column, least) in [(7, 6), (4, 12), (3, 8), (4, 5), (3, 5)] {
      let surplus = widths.reduce(0, +) + 2 * (widths.count - 1) - 1 - columns
      guard surplus > 0 else { break }
      widths[column] = min(widths[column], max(least, widths[column] - surplus))
    }
    return rows.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let text = Self.fitted(cell, to: widths[column])
        let padding = String(
          repeating: " ", count: max(0, widths[column] - DisplayWidth.columns(of: text)))
        let isNumber = column == 1 || column == 5 || column == 6
        line += (isNumber ? padding + text : text + padding) + (column == 0 ? " " : "  ")
      }
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }

  private func row(_ record: RunRecord) -> [String] {
    [
      unfinished.contains(record.number) ? "*" : "", String(record.number),
      Self.words(record.state), label(record), record.model, record.credits?.text ?? "-",
      Moment.age(record.submittedAt ?? record.plannedAt, now: now), record.script ?? "-",
    ].map(DisplayWidth.shown)
  }

  /// `fox`, or `fox[2]` where its run had several jobs, as far as the list shows it.
  private func label(_ record: RunRecord) -> String {
    let hasSiblings = records.contains {
      $0.label == record.label && $0.script == record.script && $0.item > 0
    }
    return hasSiblings ? "\(record.label)[\(record.item)]" : record.label
  }

  /// The state's word of the ledger, with spaces.
  static func words(_ state: RunState) -> String {
    String(state.rawValue.map { $0 == "_" ? " " : $0 })
  }

  private static func fitted(_ text: String, to width: Int) -> String {
    guard DisplayWidth.columns(of: text) > width else { return text }
    var cut = ""
    var used = 0
    for character in text {
      let columns = DisplayWidth.columns(of: String(character))
      guard used + columns < width else { break }
      cut.append(character)
      used += columns
    }
    return cut + "…"
  }
}
