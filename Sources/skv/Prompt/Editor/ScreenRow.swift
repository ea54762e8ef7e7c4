/// One row of the terminal as the prompt draws it.
struct ScreenRow: Equatable {
  /// What is written, with the sequences for its colours.
  var text = ""
  /// How many columns it fills.
  var columns = 0
  /// Whether the same line goes on in the next row.
  var goesOn = false
  /// The columns before the blanks at its end.
  var solidColumns: Int {
    columns - text.unicodeScalars.reversed().prefix { $0 == " " }.count
  }

  /// Adds characters that take so many columns.
  mutating func append(_ text: String, columns: Int) {
    self.text += text
    self.columns += columns
  }

  /// Adds as much of a styled text as fits before column `limit`.
  mutating func append(_ styled: StyledText, upTo limit: Int, color: Bool) {
    for piece in styled.pieces {
      let isColored = color && piece.style != .plain
      if isColored { text += "\u{1B}[\(piece.style.rawValue)m" }
      for scalar in piece.text.unicodeScalars {
        let cell = CharacterCell(scalar, at: columns)
        guard columns + cell.columns <= limit else { break }
        append(cell.text, columns: cell.columns)
      }
      if isColored { text += "\u{1B}[0m" }
    }
  }

  /// A row that holds the beginning of a text and leaves the last column free.
  static func clipped(_ styled: StyledText, columns: Int, color: Bool) -> ScreenRow {
    var row = ScreenRow()
    row.append(styled, upTo: max(columns - 1, 1), color: color)
    return row
  }
}

/// A place on the screen, both numbers from 0.
struct ScreenPosition: Equatable {
  var row = 0
  var column = 0
}

/// The size of a terminal in characters.
struct ScreenSize: Equatable, Sendable {
  var columns: Int
  var rows: Int
}
