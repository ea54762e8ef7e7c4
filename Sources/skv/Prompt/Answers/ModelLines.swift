import Contracts

/// The catalogue as `models` prints it.
enum ModelLines {
  /// A line a model: its name, what it makes from what, and how well it is known.
  static func lines(_ models: [Model], texts: [String]) -> [String] {
    guard !models.isEmpty else {
      return ["no model has \(texts.map { "`\($0)`" }.joined(separator: " and "))"]
    }
    let names = models.map(\.name)
    let modes = models.map(Self.modes)
    let rows = zip(zip(names, modes), models).map { pair, model in
      (pair.0, pad(pair.1, to: modes.map(\.count).max() ?? 0) + "  " + evidence(model))
    }
    let count = models.count == 1 ? "1 model" : "\(models.count) models"
    return TwoColumns.lines(rows) + ["\(count); `fields MODEL` lists what can be set"]
  }

  /// `t2v i2v`, or the kind of output where no mode is known.
  static func modes(_ model: Model) -> String {
    let known = Set(model.modes.map(\.mode))
    let modes = Mode.allCases.filter(known.contains).map(\.rawValue)
    return modes.isEmpty ? model.output.rawValue : modes.joined(separator: " ")
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
