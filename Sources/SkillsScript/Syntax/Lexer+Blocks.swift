// Strings of several lines between """ and """, whose last line sets the indentation.
extension Lexer {
  /// Reads the block that begins at the position.
  mutating func readBlock() -> ReadString {
    let start = position
    let inner = start + 3
    guard let close = blockClose(from: inner) else { return readOpenBlock(from: start) }
    guard let firstEnd = bytes[inner..<close].firstIndex(where: SyntaxByte.isLineEnd) else {
      return readOneLineBlock(from: start, to: close)
    }

    var builder = LiteralBuilder()
    let lastStart = lineStart(of: close)
    let indentation = lastStart..<blanksEnd(from: lastStart)
    var isFirst = true
    var isJoined = false
    if blanksEnd(from: inner) < firstEnd {
      reportTextBehindQuotes(at: inner, indentation: indentation)
      position = inner
      isJoined = readText(upTo: firstEnd, endsAtQuote: false, into: &builder) == .join
      isFirst = false
    }
    var badLines: [Range<Int>] = []
    let end = indentation.upperBound == close ? lastStart : close
    var line = behindLineEnd(at: firstEnd)
    while line < end {
      if !isFirst, !isJoined { builder.append(SyntaxByte.lineFeed) }
      isFirst = false
      let lineEnd = min(self.lineEnd(from: line), close)
      let text = textStart(of: line..<lineEnd, indentation: indentation)
      if text.isBad { badLines.append(line..<text.start) }
      position = text.start
      isJoined = readText(upTo: lineEnd, endsAtQuote: false, into: &builder) == .join
      line = behindLineEnd(at: lineEnd)
      if lineEnd == close { break }
    }
    if indentation.upperBound != close {
      reportTextBeforeQuotes(at: close, indentation: indentation)
    }
    reportIndentation(badLines, indentation: indentation, close: close)
    position = close + 3
    return ReadString(literal: builder.literal(at: span(start, position)))
  }

  // MARK: Places

  /// The offset of the first `"""` that no `\` stands before.
  private func blockClose(from start: Int) -> Int? {
    var offset = start
    while offset + 3 <= bytes.count {
      switch bytes[offset] {
      case SyntaxByte.backslash: offset += 2
      case SyntaxByte.quote where has("\"\"\"", at: offset): return offset
      default: offset += 1
      }
    }
    return nil
  }

  private func lineStart(of offset: Int) -> Int {
    var start = offset
    while start > 0, !SyntaxByte.isLineEnd(bytes[start - 1]) { start -= 1 }
    return start
  }

  private func blanksEnd(from offset: Int) -> Int {
    var end = offset
    while end < bytes.count, SyntaxByte.isBlank(bytes[end]) { end += 1 }
    return end
  }

  /// Where the text of a line begins, and whether its indentation is not that of the block.
  private func textStart(of line: Range<Int>, indentation: Range<Int>)
    -> (start: Int, isBad: Bool)
  {
    if bytes[line].starts(with: bytes[indentation]) {
      return (line.lowerBound + indentation.count, false)
    }
    let start = min(blanksEnd(from: line.lowerBound), line.upperBound)
    return (start, start < line.upperBound)
  }

  // MARK: Faults

  private mutating func readOpenBlock(from start: Int) -> ReadString {
    position = bytes.count
    isIncomplete = true
    report(
      Diagnostic(
        .openBlock, "the block is never closed", at: span(start, start + 3), label: "opened here",
        help: ["a block ends with `\"\"\"` on a line of its own"]))
    var builder = LiteralBuilder()
    builder.append(bytes[start + 3..<position])
    return ReadString(literal: builder.literal(at: span(start, position)), isClosed: false)
  }

  private mutating func readOneLineBlock(from start: Int, to close: Int) -> ReadString {
    let whole = span(start, close + 3)
    let mended = quotedSource(text(start + 3, close))
    report(
      Diagnostic(
        .blockQuotes, "`\"\"\"` opens a text of several lines", at: whole,
        label: "a text of one line stands in `\"`",
        fix: Diagnostic.Fix(writing: mended, at: whole)))
    var builder = LiteralBuilder()
    position = start + 3
    _ = readText(upTo: close, endsAtQuote: false, into: &builder)
    position = close + 3
    return ReadString(literal: builder.literal(at: whole))
  }

  private mutating func reportTextBehindQuotes(at offset: Int, indentation: Range<Int>) {
    let place = span(offset, blanksEnd(from: offset))
    let mended = "\n" + text(indentation.lowerBound, indentation.upperBound)
    report(
      Diagnostic(
        .blockQuotes, "the text of a block begins on the line after its `\"\"\"`",
        at: span(place.end, lineEnd(from: offset)),
        fix: Diagnostic.Fix(title: "begin a new line", replacing: place, with: mended)))
  }

  private mutating func reportTextBeforeQuotes(at close: Int, indentation: Range<Int>) {
    let mended = "\n" + text(indentation.lowerBound, indentation.upperBound)
    report(
      Diagnostic(
        .blockQuotes, "the closing `\"\"\"` of a block stands on a line of its own",
        at: span(close, close + 3),
        fix: Diagnostic.Fix(
          title: "begin a new line", replacing: span(close, close), with: mended)))
  }

  private mutating func reportIndentation(
    _ lines: [Range<Int>], indentation: Range<Int>, close: Int
  ) {
    guard let first = lines.first else { return }
    let blanks = text(indentation.lowerBound, indentation.upperBound)
    let edits = lines.map {
      Diagnostic.Edit(span: span($0.lowerBound, $0.upperBound), replacement: blanks)
    }
    var fix = Diagnostic.Fix(
      title: "indent like the closing `\"\"\"`", replacing: edits[0].span, with: blanks)
    fix.edits = edits
    let count = lines.count == 1 ? "this line is" : "\(lines.count) lines are"
    report(
      Diagnostic(
        .blockIndentation, "\(count) not indented like the end of the block",
        at: span(first.lowerBound, max(first.upperBound, first.lowerBound + 1)),
        secondary: [
          Diagnostic.Label(span: span(close, close + 3), text: "the indentation is set here")
        ], fix: fix))
  }
}
