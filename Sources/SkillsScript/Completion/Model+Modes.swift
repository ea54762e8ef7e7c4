package import Contracts

extension Model {
  /// What it can be used for, in a few words: `t2v i2v`, or the kind of its output where no mode is
  /// known.
  package var modeWords: String {
    let known = Set(modes.map(\.mode))
    let words = Mode.allCases.filter(known.contains).map(\.rawValue)
    return words.isEmpty ? output.rawValue : words.joined(separator: " ")
  }
}
