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
    var columnsLeft = [
      "", "run", "state", "label", "model", "credits", "age", "script",
    ].enumerated().map { ($0.offset, $0.element) }
    let rows = records.map(row)
    // On a terminal that has no room for the shortest form of all, the least needed ones give way.
    for dropped in ["none", "script", "credits", "model"] {
      columnsLeft.removeAll { $0.1 == dropped }
      let cells = [columnsLeft.map(\.1)] + rows.map { row in columnsLeft.map { row[$0.0] } }
      if let widths = Self.widths(of: cells, columns: columns) {
        return cells.map { Self.line($0, names: cells[0], widths: widths) }
      }
    }
    return records.map { "\($0.number) \(Self.words($0.state))" }
  }

  /// How wide each column may be; nil if the line would be too wide all the same.
  private static func widths(of cells: [[String]], columns: Int) -> [Int]? {
    var widths = cells[0].indices.map { column in
      cells.map { DisplayWidth.columns(of: $0[column]) }.max() ?? 0
    }
    func surplus() -> Int { widths.reduce(0, +) + 2 * (widths.count - 1) - 1 - columns }
    // What names a run and tells how it stands is never cut.
    for (name, least) in [("script", 6), ("model", 12), ("label", 8), ("model", 6)] {
      guard surplus() > 0, let column = cells[0].firstIndex(of: name) else { continue }
      widths[column] = min(widths[column], max(least, widths[column] - surplus()))
    }
    return surplus() > 0 ? nil : widths
  }

  private static func line(_ cells: [String], names: [String], widths: [Int]) -> String {
    var line = ""
    for (column, cell) in cells.enumerated() {
      let text = fitted(cell, to: widths[column])
      let padding = String(
        repeating: " ", count: max(0, widths[column] - DisplayWidth.columns(of: text)))
      let isNumber = ["run", "credits", "age"].contains(names[column])
      line += (isNumber ? padding + text : text + padding) + (column == 0 ? " " : "  ")
    }
    return String(line.reversed().drop { $0 == " " }.reversed())
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
