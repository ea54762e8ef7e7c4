extension Model {
  /// What it can be used for, in a few words: `t2v i2v v2v?`, or the kind of its output where no
  /// mode is known.
  ///
  /// A question mark stands behind a mode that is known by name only.
  package var modeWords: String {
    let words = Mode.allCases.compactMap { mode in
      evidence(for: mode).map { mode.rawValue + ($0.how == .documented ? "" : "?") }
    }
    return words.isEmpty ? output.rawValue : words.joined(separator: " ")
  }
}
