/// One text that statements are read from, as its bytes, with the places of its lines.
///
/// A line ends with LF, CRLF or CR. A byte order mark at the start belongs to no line. Bytes that
/// are not UTF-8 stay as they are; texts that are made of them show U+FFFD in their place.
package struct SourceText: Sendable {
  /// What the text is called in diagnostics: `film.skv`, `<stdin>`, `<arg>`, `<prompt>`.
  package let name: String
  /// Every byte, a byte order mark included.
  package let bytes: [UInt8]
  /// The offset of the first byte behind the byte order mark, 0 or 3.
  package let contentStart: Int
  private let lineStarts: [Int]
  /// The columns before some places of long lines, in order, so that no place is far behind one.
  private let columnMarks: [(offset: Int, columns: Int)]

  /// How many bytes of a line lie between two such places.
  private static let markDistance = 1_024

  /// Creates a text from bytes, in time linear in their number.
  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    contentStart = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var starts = [contentStart]
    for (offset, byte) in bytes.enumerated() {
      switch byte {
      case SyntaxByte.lineFeed: starts.append(offset + 1)
      case SyntaxByte.carriageReturn:
        let isPair = offset + 1 < bytes.count && bytes[offset + 1] == SyntaxByte.lineFeed
        if !isPair { starts.append(offset + 1) }
      default: break
      }
    }
    lineStarts = starts
    var marks: [(offset: Int, columns: Int)] = []
    for (number, start) in starts.enumerated() {
      let end = number + 1 < starts.count ? starts[number + 1] : bytes.count
      var (offset, columns) = (start, 0)
      while end - offset > Self.markDistance {
        let next = offset + Self.markDistance
        while offset < next {
          let piece = ScalarReader.piece(in: bytes, at: offset, end: end)
          columns += DisplayWidth.columns(of: piece.scalar)
          offset += piece.length
        }
        marks.append((offset, columns))
      }
    }
    columnMarks = marks
  }

  /// Creates a text from a string.
  package init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// A place as people count it.
  package struct Position: Sendable, Hashable {
    /// The line, from 1.
    package var line: Int
    /// The column, from 1, by display width: a tab takes 4 columns, a wide character 2, a
    /// combining one none, and what `DisplayWidth.shown` escapes takes the columns of its escape.
    package var column: Int

    /// Creates a place.
    package init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }
  }
}

// MARK: - Lines

extension SourceText {
  /// The number of lines; a text that ends with the end of a line has one more, empty one.
  package var lineCount: Int { lineStarts.count }

  /// The line, from 1, that holds the byte at `offset`; offsets outside the text are moved into it.
  package func lineNumber(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The bytes of line `number`, from 1, without its end; empty where there is no such line.
  package func line(_ number: Int) -> Range<Int> {
    guard number >= 1, number <= lineStarts.count else { return bytes.count..<bytes.count }
    let start = lineStarts[number - 1]
    guard number < lineStarts.count else { return start..<max(start, bytes.count) }
    var end = lineStarts[number] - 1
    if end > start, bytes[end] == SyntaxByte.lineFeed, bytes[end - 1] == SyntaxByte.carriageReturn {
      end -= 1
    }
    return start..<max(start, end)
  }

  /// The line and column of the byte at `offset`; offsets outside the text are moved into it.
  package func position(of offset: Int) -> Position {
    let number = lineNumber(at: offset)
    let range = line(number)
    let end = min(max(offset, range.lowerBound), range.upperBound)
    var start = (offset: range.lowerBound, columns: 0)
    if let mark = mark(before: end), mark.offset > start.offset { start = mark }
    let columns = start.columns + DisplayWidth.columns(of: bytes, in: start.offset..<end)
    return Position(line: number, column: columns + 1)
  }

  /// The last mark that does not lie behind a byte.
  private func mark(before end: Int) -> (offset: Int, columns: Int)? {
    var low = 0
    var high = columnMarks.count
    while low < high {
      let middle = (low + high) / 2
      if columnMarks[middle].offset <= end { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? columnMarks[low - 1] : nil
  }
}

// MARK: - Texts

extension SourceText {
  /// The text of a span of this source; what lies outside is left out.
  package func text(of span: SourceSpan) -> String {
    text(in: span.start..<span.end)
  }

  /// The text of a range of bytes; what lies outside is left out.
  package func text(in range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }
}
