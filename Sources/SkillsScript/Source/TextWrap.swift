/// Breaks a text into lines at its spaces, by display width.
package enum TextWrap {
  /// The lines, none wider than `columns`; a word that is wider than a line is broken after a `/`,
  /// `,`, `;` or `_`, and anywhere where it has none, unless `breaksWords` is false.
  ///
  /// `first` stands before the first line and `rest` before each further one; both count as part of
  /// the width, and each line has at least one character beside them. Control characters are shown as
  /// `DisplayWidth.shown(_:)` does.
  package static func lines(
    _ text: String, columns: Int, first: String = "", rest: String = "  ",
    breaksWords: Bool = true
  ) -> [String] {
    var lines: [String] = []
    var line = first
    var width = DisplayWidth.columns(of: first)
    var isBare = true
    let restWidth = DisplayWidth.columns(of: rest)
    for word in DisplayWidth.shown(text).split(separator: " ", omittingEmptySubsequences: false) {
      let length = DisplayWidth.columns(of: String(word))
      if !isBare, width + 1 + length <= columns {
        line += " " + word
        width += 1 + length
        continue
      }
      if !isBare {
        lines.append(line)
        line = rest
        width = restWidth
      }
      let pieces =
        width + length <= columns || !breaksWords
        ? [word] : pieces(of: word, columns - width, columns - restWidth)
      for (place, piece) in pieces.enumerated() {
        if place > 0 {
          lines.append(line)
          line = rest
          width = restWidth
        }
        line += piece
        width += DisplayWidth.columns(of: String(piece))
      }
      isBare = false
    }
    return lines + [line]
  }

  private static let joints: Set<Character> = ["/", ",", ";", "_"]

  /// A word in pieces, the first no wider than `first` and each further one than `rest`.
  private static func pieces(of word: Substring, _ first: Int, _ rest: Int) -> [Substring] {
    var pieces: [Substring] = []
    var start = word.startIndex
    var joint: Substring.Index?
    var width = 0
    var index = start
    while index < word.endIndex {
      let next = word.index(after: index)
      let length = DisplayWidth.columns(of: String(word[index]))
      if index > start, width + length > (pieces.isEmpty ? first : rest) {
        let end = joint ?? index
        pieces.append(word[start..<end])
        start = end
        joint = nil
        width = 0
        index = end
        continue
      }
      width += length
      if joints.contains(word[index]) { joint = next }
      index = next
    }
    return pieces + [word[start...]]
  }
}
