/// How far texts are from one text, as Damerau and Levenshtein count: insertions, deletions,
/// replacements, and swaps of neighbours.
///
/// Texts are compared by Unicode scalars, without case; of longer texts the first 128 count, so
/// that a pasted page costs no more than a word.
package struct EditDistance: Sendable {
  private let text: [Unicode.Scalar]

  /// Measures from `text`.
  package init(to text: String) {
    self.text = Self.scalars(of: text)
  }

  private static func scalars(of text: String) -> [Unicode.Scalar] {
    Array(String(text.prefix(128)).lowercased().unicodeScalars.prefix(128))
  }

  /// The distance to a candidate, where a candidate that begins with the text is as near as one
  /// with a single mistake: `kling` means the kling models. The text must have three scalars for
  /// that.
  func rank(_ candidate: String) -> Int {
    let other = Self.scalars(of: candidate)
    let distance = distance(to: other)
    return text.count >= 3 && other.starts(with: text) ? min(distance, 1) : distance
  }

  /// The number of edits to a candidate.
  package func distance(to candidate: String) -> Int {
    distance(to: Self.scalars(of: candidate))
  }

  private func distance(to other: [Unicode.Scalar]) -> Int {
    var before: [Int] = []
    var above = Array(0...other.count)
    for (row, scalar) in text.enumerated() {
      var current = [row + 1]
      for (column, candidate) in other.enumerated() {
        let replaced = above[column] + (scalar == candidate ? 0 : 1)
        var best = min(replaced, above[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, scalar == other[column - 1], text[row - 1] == candidate {
          best = min(best, before[column - 1] + 1)
        }
        current.append(best)
      }
      (before, above) = (above, current)
    }
    return above[other.count]
  }
}
