/// Cuts text into rows and cells (RFC 4180): a cell in quotes may hold separators, line ends and
/// doubled quotes; lines that are empty are passed over.
struct CellScanner {
  private let bytes: [UInt8]
  private let separator: UInt8
  private var position: Int

  /// One cell.
  struct Cell {
    /// What it holds, without quotes.
    var text: String
    /// Its bytes, quotes included.
    var range: Range<Int>
  }

  /// One row.
  struct Row {
    var cells: [Cell] = []
    /// Its bytes, without the end of the line.
    var range: Range<Int>
    /// What is wrong with it.
    var fault: (message: String, range: Range<Int>)?
    /// Whether a quote is open at the end of the text.
    var isOpen = false
  }

  init(bytes: [UInt8], start: Int, separator: UInt8) {
    self.bytes = bytes
    self.separator = separator
    position = start
  }

  /// The next row; nil at the end.
  mutating func next() -> Row? {
    while position < bytes.count, SyntaxByte.isLineEnd(bytes[position]) { position += 1 }
    guard position < bytes.count else { return nil }
    let start = position
    var row = Row(range: start..<start)
    while true {
      row.cells.append(readCell(&row))
      if position < bytes.count, bytes[position] == separator {
        position += 1
      } else {
        break
      }
    }
    row.range = start..<position
    return row
  }

  private mutating func readCell(_ row: inout Row) -> Cell {
    let start = position
    guard position < bytes.count, bytes[position] == SyntaxByte.quote else {
      while position < bytes.count, !isEnd(bytes[position]) {
        if bytes[position] == SyntaxByte.quote, row.fault == nil {
          row.fault = (
            "a quote stands inside of a cell without quotes", position..<position + 1
          )
        }
        position += 1
      }
      return Cell(
        text: String(decoding: bytes[start..<position], as: UTF8.self), range: start..<position)
    }
    position += 1
    var text: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      guard byte == SyntaxByte.quote else {
        text.append(byte)
        continue
      }
      if position < bytes.count, bytes[position] == SyntaxByte.quote {
        text.append(byte)
        position += 1
        continue
      }
      let end = position
      while position < bytes.count, !isEnd(bytes[position]) { position += 1 }
      if position > end, row.fault == nil {
        row.fault = ("the cell goes on behind its closing quote", end..<position)
      }
      return Cell(text: String(decoding: text, as: UTF8.self), range: start..<position)
    }
    row.isOpen = true
    if row.fault == nil { row.fault = ("this quote is never closed", start..<start + 1) }
    return Cell(text: "", range: start..<position)
  }

  private func isEnd(_ byte: UInt8) -> Bool {
    byte == separator || SyntaxByte.isLineEnd(byte)
  }
}
