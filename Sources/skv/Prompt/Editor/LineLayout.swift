/// A prompt and the text after it as rows of a terminal.
///
/// Long lines go on in the next row; each line of a block has a row of its own with the
/// continuation prompt before it. A character that takes two columns is never cut at the margin.
struct LineLayout: Equatable {
  /// The rows from the top; there is always one.
  private(set) var rows: [ScreenRow] = []
  /// Where the cursor stands; its column is always inside the row.
  private(set) var cursor = ScreenPosition()

  private var row = ScreenRow()
  private let width: Int

  /// Lays out `text` with the cursor before its scalar number `cursor`.
  init(prompt: Prompt, text: [Unicode.Scalar], cursor: Int, columns: Int, color: Bool) {
    width = max(columns, 2)
    append(prompt.text, color: color)
    for (index, scalar) in text.enumerated() {
      if scalar == "\n" {
        if index == cursor { markCursor() }
        breakLine()
        append(prompt.continuation, color: color)
        continue
      }
      let cell = CharacterCell(scalar, at: row.columns)
      if cell.columns > 0 { makeRoom(for: cell.columns) }
      if index == cursor { markCursor() }
      append(cell)
    }
    if cursor >= text.count { markCursor() }
    placeRight(prompt.right, color: color)
    rows.append(row)
  }

  private mutating func append(_ styled: StyledText, color: Bool) {
    row.append(styled, upTo: width - 1, color: color)
  }

  /// Writes a cell; one that is wider than the rest of the row, such as a shown escape in a narrow
  /// terminal, goes on in the next.
  private mutating func append(_ cell: CharacterCell) {
    if row.columns + cell.columns <= width {
      row.append(cell.text, columns: cell.columns)
      return
    }
    for scalar in cell.text.unicodeScalars {
      makeRoom(for: 1)
      row.append(String(scalar), columns: 1)
    }
  }

  private mutating func makeRoom(for columns: Int) {
    guard row.columns + min(columns, width) > width else { return }
    row.goesOn = true
    breakLine()
  }

  private mutating func breakLine() {
    rows.append(row)
    row = ScreenRow()
  }

  /// A cursor past the last column stands at the beginning of the next row.
  private mutating func markCursor() {
    makeRoom(for: 1)
    cursor = ScreenPosition(row: rows.count, column: row.columns)
  }

  private mutating func placeRight(_ right: StyledText, color: Bool) {
    guard rows.isEmpty, !right.pieces.isEmpty else { return }
    var side = ScreenRow()
    side.append(right, upTo: width, color: color)
    let gap = width - 1 - row.columns - side.columns
    guard gap > 0 else { return }
    row.append(String(repeating: " ", count: gap), columns: gap)
    row.append(side.text, columns: side.columns)
  }
}
