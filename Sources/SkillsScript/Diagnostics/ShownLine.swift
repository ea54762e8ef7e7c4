/// One line of a source as a terminal shows it.
struct ShownLine {
  private let bytes: [UInt8]
  private let range: Range<Int>

  /// The columns of the whole line.
  let width: Int

  /// Creates the line `number`, from 1, of `source`.
  init(_ number: Int, of source: SourceText) {
    bytes = source.bytes
    range = source.line(number)
    width = DisplayWidth.columns(of: bytes, in: range)
  }

  /// The column, from 0, at which the byte at `offset` begins; offsets outside are moved inside.
  func column(of offset: Int) -> Int {
    let end = min(max(offset, range.lowerBound), range.upperBound)
    return DisplayWidth.columns(of: bytes, in: range.lowerBound..<end)
  }

  /// The column, from 0, of the first character that is no blank; the width if there is none.
  var textColumn: Int {
    let first = bytes[range].firstIndex { !SyntaxByte.isBlank($0) }
    return first.map { column(of: $0) } ?? width
  }

  /// What stands in a range of columns; a character that is cut becomes spaces.
  func text(columns: Range<Int>) -> String {
    var text = ""
    var column = 0
    var offset = range.lowerBound
    while offset < range.upperBound, column <= columns.upperBound {
      let piece = ScalarReader.piece(in: bytes, at: offset, end: range.upperBound)
      let end = column + DisplayWidth.columns(of: piece.scalar)
      if column >= columns.lowerBound, end <= columns.upperBound {
        DisplayWidth.append(piece.scalar, to: &text)
      } else if end > columns.lowerBound, column < columns.upperBound {
        let inside = (column..<end).clamped(to: columns)
        text += String(repeating: " ", count: inside.count)
      }
      column = end
      offset += piece.length
    }
    return text
  }
}
