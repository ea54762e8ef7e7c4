/// Breaks a text into lines at its spaces, by display width.
package enum TextWrap {
  /// The lines, none wider than `columns` unless one word is.
  ///
  /// `first` stands before the first line and `rest` before each further one; both count as part of
  /// the width. Control characters are shown as `DisplayWidth.shown(_:)` does.
  package static func lines(
    _ text: String, columns: Int, first: String = "", rest: String = "  "
  ) -> [String] {
    var lines: [String] = []
    var line = first
    var width = DisplayWidth.columns(of: first)
    var isBare = true
    for word in DisplayWidth.shown(text).split(separator: " ", omittingEmptySubsequences: false) {
      let length = DisplayWidth.columns(of: String(word))
      if isBare {
        line += word
        width += length
      } else if width + 1 + length <= columns {
        line += " " + word
        width += 1 + length
      } else {
        lines.append(line)
        line = rest + word
        width = DisplayWidth.columns(of: rest) + length
      }
      isBare = false
    }
    return lines + [line]
  }
}
