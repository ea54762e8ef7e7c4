import Contracts
import SkillsScript

/// The catalogue as `models` prints it.
enum ModelLines {
  /// A line a model: its name, what it makes from what, and how well it is known.
  static func lines(_ models: [Model], texts: [String]) -> [String] {
    guard !models.isEmpty else {
      return ["no model has \(texts.map { "`\($0)`" }.joined(separator: " and "))"]
    }
    let names = models.map(\.name)
    let modes = models.map(\.modeWords)
    let rows = zip(zip(names, modes), models).map { pair, model in
      (pair.0, pad(pair.1, to: modes.map(\.count).max() ?? 0) + "  " + evidence(model))
    }
    let count = models.count == 1 ? "1 model" : "\(models.count) models"
    return TwoColumns.lines(rows) + ["\(count); `fields MODEL` lists what can be set"]
  }

  /// How well the body is known.
  static func evidence(_ model: Model) -> String {
    switch model.evidence {
    case .complete: "fields documented"
    case .partial: "fields documented in part"
    case .pathOnly: "fields not documented"
    }
  }

  private static func pad(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: width - text.count)
  }
}
