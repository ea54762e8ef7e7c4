/// Breaks a text into lines at its spaces.
enum TextWrap {
  /// The lines, none wider than `columns` unless one word is; those behind the first are indented.
  static func lines(_ text: String, columns: Int) -> [String] {
    var lines: [ScreenRow] = []
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      var piece = ScreenRow()
      piece.append(StyledText(String(word)), upTo: .max, color: false)
      if let last = lines.last, last.columns + 1 + piece.columns <= columns {
        lines[lines.count - 1].append(" " + piece.text, columns: 1 + piece.columns)
      } else {
        var line = ScreenRow()
        if !lines.isEmpty { line.append("  ", columns: 2) }
        line.append(piece.text, columns: piece.columns)
        lines.append(line)
      }
    }
    return lines.map(\.text)
  }
}
