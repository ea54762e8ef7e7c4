// Strings of one line: "…" with escapes and interpolations, and '…' as it stands.
extension Lexer {
  /// A string as read.
  struct ReadString {
    var literal: StringLiteral
    /// Whether its closing quote was there.
    var isClosed = true
  }

  /// Reads the string that begins at the position with `"`, `"""` or `'`.
  mutating func readString() -> ReadString {
    if bytes[position] == SyntaxByte.apostrophe {
      return readApostropheBlock() ?? readRawString()
    }
    return has("\"\"\"", at: position) ? readBlock() : readQuotedString()
  }

  private mutating func readQuotedString() -> ReadString {
    let start = position
    position += 1
    var builder = LiteralBuilder()
    let end = readText(upTo: bytes.count, endsAtQuote: true, into: &builder)
    if end == .quote {
      position += 1
      return ReadString(literal: builder.literal(at: span(start, position)))
    }
    if end == .join { builder.append(SyntaxByte.backslash) }
    if let close = typographicCloser(from: start + 1) {
      return readHalfTypographicString(from: start, to: close)
    }
    if let close = quoteOnLaterLine(from: position) {
      return readBrokenString(from: start, to: close)
    }
    reportOpenString(from: start)
    return ReadString(literal: builder.literal(at: span(start, position)), isClosed: false)
  }

  private mutating func readRawString() -> ReadString {
    let start = position
    position += 1
    while let next = byte(at: position), next != SyntaxByte.apostrophe,
      !SyntaxByte.isLineEnd(next)
    {
      position += 1
    }
    var builder = LiteralBuilder()
    builder.append(bytes[start + 1..<position])
    let isClosed = byte(at: position) == SyntaxByte.apostrophe
    if isClosed { position += 1 } else { reportOpenString(from: start) }
    return ReadString(literal: builder.literal(at: span(start, position)), isClosed: isClosed)
  }

  // MARK: Text

  /// What ended a stretch of text.
  enum TextEnd {
    /// A `"`, which the position is at.
    case quote
    /// The end of the line or of the stretch.
    case end
    /// A `\` directly before the end, which the position is behind.
    case join
  }

  /// Reads text with escapes and interpolations from the position to the end of the line.
  mutating func readText(
    upTo limit: Int, endsAtQuote: Bool, into builder: inout LiteralBuilder
  ) -> TextEnd {
    var plain = position
    while position < limit, !SyntaxByte.isLineEnd(bytes[position]) {
      let byte = bytes[position]
      if byte == SyntaxByte.quote, endsAtQuote {
        builder.append(bytes[plain..<position])
        return .quote
      }
      if byte == SyntaxByte.backslash {
        builder.append(bytes[plain..<position])
        let next = position + 1
        if next >= limit || SyntaxByte.isLineEnd(bytes[next]) {
          position = next
          return .join
        }
        readEscape(upTo: limit, into: &builder)
        plain = position
      } else if byte == SyntaxByte.dollar, has("${", at: position) {
        builder.append(bytes[plain..<position])
        readInterpolation(upTo: limit, into: &builder)
        plain = position
      } else {
        position += 1
      }
    }
    builder.append(bytes[plain..<position])
    return .end
  }

  // MARK: Open strings

  private mutating func reportOpenString(from start: Int) {
    var end = position
    while end > start + 1, SyntaxByte.isBlank(bytes[end - 1]) { end -= 1 }
    let quote = bytes[start]
    let mark = quote == SyntaxByte.quote ? "\"" : "'"
    var replaced = span(end, end)
    if quote == SyntaxByte.quote {
      if endsWithOpenEscape(start + 1, end) {
        replaced = span(end - 1, end)
      }
    }
    report(
      Diagnostic(
        .openString, "the text has no closing quote on its line", at: span(start, start + 1),
        label: "opened here",
        help: ["a text of several lines stands between `\"\"\"` on lines of their own"],
        fix: Diagnostic.Fix(title: "close it with `\(mark)`", replacing: replaced, with: mark)))
  }

  private func endsWithOpenEscape(_ start: Int, _ end: Int) -> Bool {
    var first = end
    while first > start, bytes[first - 1] == SyntaxByte.backslash { first -= 1 }
    return (end - first) % 2 == 1
  }

  /// The offset of the `"` that closes a string some lines on, as people paste texts; nil if a
  /// statement, or 4,096 bytes, come first.
  private func quoteOnLaterLine(from end: Int) -> Int? {
    let limit = min(bytes.count, end + 4_096)
    var offset = behindLineEnd(at: end)
    while offset < limit, offset > end, !isStatementLine(at: offset) {
      while offset < limit, !SyntaxByte.isLineEnd(bytes[offset]) {
        if bytes[offset] == SyntaxByte.quote {
          return isEndOfOperand(offset + 1) ? offset : nil
        }
        offset += bytes[offset] == SyntaxByte.backslash ? 2 : 1
      }
      offset = offset < limit ? behindLineEnd(at: offset) : limit
    }
    return nil
  }

  /// Whether an operand could end at `offset`: nothing but the end of a statement, a comma, a
  /// closing bracket or a comment follows.
  func isEndOfOperand(_ offset: Int) -> Bool {
    var next = offset
    while next < bytes.count, SyntaxByte.isBlank(bytes[next]) { next += 1 }
    guard next < bytes.count else { return true }
    switch bytes[next] {
    case SyntaxByte.numberSign: return next > offset
    case SyntaxByte.lineFeed, SyntaxByte.carriageReturn, SyntaxByte.semicolon, SyntaxByte.comma,
      SyntaxByte.rightBracket, SyntaxByte.rightBrace:
      return true
    default: return false
    }
  }

  private mutating func readHalfTypographicString(from start: Int, to close: Range<Int>)
    -> ReadString
  {
    position = close.upperBound
    var builder = LiteralBuilder()
    builder.append(bytes[start + 1..<close.lowerBound])
    let quote = span(close.lowerBound, close.upperBound)
    report(
      Diagnostic(
        .openString, "the text has no straight closing quote", at: span(start, start + 1),
        label: "opened here",
        secondary: [Diagnostic.Label(span: quote, text: "this quote is typographic")],
        fix: Diagnostic.Fix(writing: "\"", at: quote)))
    return ReadString(literal: builder.literal(at: span(start, position)))
  }

  // MARK: Blocks of other languages

  /// Reads a text between `'''` and `'''`; nil if the second is not there before a statement.
  private mutating func readApostropheBlock() -> ReadString? {
    let start = position
    guard has("'''", at: start), let close = apostropheBlockClose(from: start + 3) else {
      return nil
    }
    position = close + 3
    var builder = LiteralBuilder()
    builder.append(bytes[start + 3..<close])
    let content = text(start + 3, close)
    let whole = span(start, position)
    if bytes[start + 3..<close].contains(where: SyntaxByte.isLineEnd) {
      var quotes = Diagnostic.Fix(
        title: "write `\"\"\"` at both ends", replacing: span(start, start + 3), with: "\"\"\"")
      quotes.edits.append(Diagnostic.Edit(span: span(close, close + 3), replacement: "\"\"\""))
      let block = Diagnostic.Fix(
        title: "write it as a block between `\"\"\"`", replacing: whole,
        with: "\"\"\"\n\(content)\n\"\"\"")
      report(
        Diagnostic(
          .blockQuotes, "a text of several lines stands between `\"\"\"`",
          at: span(start, start + 3), label: "opened here",
          secondary: [Diagnostic.Label(span: span(close, close + 3), text: "closed here")],
          fix: quotes), otherFixes: [block])
    } else {
      report(
        Diagnostic(
          .blockQuotes, "a text of one line stands in single quotes", at: whole,
          fix: Diagnostic.Fix(writing: quotedSource(content), at: whole)))
    }
    return ReadString(literal: builder.literal(at: whole))
  }

  private func apostropheBlockClose(from start: Int) -> Int? {
    var offset = start
    while offset < bytes.count {
      if has("'''", at: offset) { return offset }
      if SyntaxByte.isLineEnd(bytes[offset]) {
        offset = behindLineEnd(at: offset)
        if isStatementLine(at: offset) { return nil }
      } else {
        offset += 1
      }
    }
    return nil
  }

  // MARK: Strings over several lines

  private mutating func readBrokenString(from start: Int, to close: Int) -> ReadString {
    position = close + 1
    var builder = LiteralBuilder()
    builder.append(bytes[start + 1..<close])
    let whole = span(start, position)
    let block = "\"\"\"\n" + text(start + 1, close) + "\n\"\"\""
    report(
      Diagnostic(
        .openString, "a text in quotes stands on one line", at: span(start, start + 1),
        label: "opened here",
        secondary: [Diagnostic.Label(span: span(close, close + 1), text: "closed here")],
        fix: Diagnostic.Fix(
          title: "write it as a block between `\"\"\"`", replacing: whole, with: block)))
    return ReadString(literal: builder.literal(at: whole))
  }
}
