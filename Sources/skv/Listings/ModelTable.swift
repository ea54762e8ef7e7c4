import Contracts
import SkillsScript

/// The catalogue as `models` prints it.
struct ModelTable {
  /// The models, in the order they are listed in.
  let models: [Model]
  /// The mode that was asked for; then its reason stands below each model.
  var mode: Mode?

  /// A line a model: its path, what it makes from what, and how well it is known; where a line is
  /// wider than `rows`, nil for any width, each model has as many as it needs.
  ///
  /// Reasons are no wider than `columns`.
  func lines(columns: Int, rows widest: Int?) -> [String] {
    let rows = rows(columns: widest)
    guard let mode else { return rows.flatMap(\.self) }
    return zip(rows, models).flatMap { lines, model in
      let reasons = model.modes.filter { $0.mode == mode }
      return lines
        + reasons.flatMap {
          TextWrap.lines($0.explanation, columns: columns, first: "    ", rest: "    ")
        }
    }
  }

  private func rows(columns: Int?) -> [[String]] {
    let modes = models.map(\.modeWords)
    let width = modes.map(\.count).max() ?? 0
    let table = zip(models, modes).map { model, words in
      (model.path, words + String(repeating: " ", count: width - words.count + 2) + known(model))
    }
    guard let columns, !TwoColumns.fit(table, columns: columns, indent: "") else {
      return TwoColumns.lines(table, indent: "").map { [$0] }
    }
    let narrow = zip(models, modes).map { ($0.path, "\($1), \(known($0))") }
    return TwoColumns.wrappedRows(narrow, columns: columns, indent: "")
  }

  /// How many there are, and what to do next.
  func summary(fields: String) -> [String] {
    let count = models.count == 1 ? "1 model" : "\(models.count) models"
    let hasDoubt = models.contains { $0.modes.contains { $0.how == .nameOnly } }
    return (hasDoubt ? ["? the mode is known by name only, its fields are not documented"] : [])
      + ["\(count); \(fields) lists what can be set"]
  }

  /// What is said where no model was found.
  static func nothing(_ texts: [String]) -> String {
    "no model has " + texts.map { "`\(DisplayWidth.shown($0))`" }.joined(separator: " and ")
  }

  private func known(_ model: Model) -> String {
    switch model.evidence {
    case .complete: "documented"
    case .partial: "documented in part"
    case .pathOnly: "fields not documented"
    }
  }
}
