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
    let table = ColumnTable(
      columns: [
        .init(""), .init("run", isNumber: true), .init("state"), .init("label", least: 8),
        .init("model", least: 6, isOptional: true),
        .init("credits", isNumber: true, isOptional: true),
        .init("age", isNumber: true), .init("script", least: 6, isOptional: true),
      ], rows: records.map(row))
    return table.lines(width: columns) ?? records.map { "\($0.number) \(Self.words($0.state))" }
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
}
