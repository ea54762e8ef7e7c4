// Quotes that word processors and chats put in place of straight ones.
extension Lexer {
  private enum QuoteFamily {
    case double
    case single
  }

  /// Reads a text that begins with a typographic quote, and returns it in straight ones; nil if
  /// none begins here, or if the statement line has its error already.
  mutating func readTypographicString() -> String? {
    guard faultStart == nil, case let (family, length)? = typographicQuote(at: position) else {
      return nil
    }
    let inner = position + length
    let close = closingQuote(family, from: inner)
    let content = text(inner, close.lowerBound)
    position = close.upperBound
    if content.unicodeScalars.contains(where: { $0 == "\n" || $0 == "\r" }) {
      return "\"\"\"\n\(content)\n\"\"\""
    }
    return quotedSource(content)
  }

  /// The last typographic double quote of the line that ends an operand.
  func typographicCloser(from start: Int) -> Range<Int>? {
    var found: Range<Int>?
    var offset = start
    let limit = min(bytes.count, start + Self.farthestEnd)
    while offset < limit, !SyntaxByte.isLineEnd(bytes[offset]) {
      let length = ScalarReader.piece(in: bytes, at: offset, end: bytes.count).length
      if case (.double, _)? = typographicQuote(at: offset), isEndOfOperand(offset + length) {
        found = offset..<offset + length
      }
      offset += length
    }
    return found
  }

  /// How far behind its beginning the end of a broken text is looked for, in bytes, so that many of them
  /// take no more than so many times their number.
  static let farthestEnd = 2_048

  /// The quote of the family that closes a text some lines on; nil if a statement, or too many bytes,
  /// come first.
  private func closingQuoteOnLaterLine(_ family: QuoteFamily, from end: Int) -> Range<Int>? {
    let limit = min(bytes.count, end + Self.farthestEnd)
    var offset = behindLineEnd(at: end)
    while offset < limit, offset > end, !isStatementLine(at: offset) {
      while offset < limit, !SyntaxByte.isLineEnd(bytes[offset]) {
        let length = ScalarReader.piece(in: bytes, at: offset, end: bytes.count).length
        if typographicQuote(at: offset)?.0 == family, isEndOfOperand(offset + length) {
          return offset..<offset + length
        }
        offset += length
      }
      offset = offset < limit ? behindLineEnd(at: offset) : limit
    }
    return nil
  }

  private func typographicQuote(at offset: Int) -> (QuoteFamily, Int)? {
    let piece = ScalarReader.piece(in: bytes, at: offset, end: bytes.count)
    guard let scalar = piece.scalar else { return nil }
    switch scalar.value {
    case 0xAB, 0xBB, 0x201C...0x201F, 0x2033, 0x2036, 0x301D...0x301F, 0xFF02:
      return (.double, piece.length)
    case 0x60, 0xB4, 0x2018...0x201B, 0x2032, 0x2035, 0x2039...0x203A, 0xFF07:
      return (.single, piece.length)
    default: return nil
    }
  }

  /// The quote that closes a text: one at the end of a word before others, one of the family
  /// before a straight one; else one on a later line; else the end of the line without its
  /// trailing blanks.
  private func closingQuote(_ family: QuoteFamily, from start: Int) -> Range<Int> {
    let straight = family == .double ? SyntaxByte.quote : SyntaxByte.apostrophe
    var found: [Range<Int>?] = [nil, nil, nil, nil]
    var offset = start
    let limit = min(bytes.count, start + Self.farthestEnd)
    while offset < limit, !SyntaxByte.isLineEnd(bytes[offset]) {
      let length = ScalarReader.piece(in: bytes, at: offset, end: bytes.count).length
      let range = offset..<offset + length
      let isOfFamily = typographicQuote(at: offset)?.0 == family
      if isOfFamily || bytes[offset] == straight {
        let rank = (endsWord(range.upperBound) ? 0 : 2) + (isOfFamily ? 0 : 1)
        if found[rank] == nil { found[rank] = range }
        if rank == 0 { break }
      }
      offset += length
    }
    if let best = found.compactMap({ $0 }).first { return best }
    if offset < limit || limit == bytes.count,
      let later = closingQuoteOnLaterLine(family, from: offset)
    {
      return later
    }
    while offset > start, SyntaxByte.isBlank(bytes[offset - 1]) { offset -= 1 }
    return offset..<offset
  }

  private func endsWord(_ offset: Int) -> Bool {
    guard let next = byte(at: offset) else { return true }
    switch next {
    case SyntaxByte.semicolon, SyntaxByte.comma, SyntaxByte.rightBracket, SyntaxByte.rightBrace,
      SyntaxByte.colon:
      return true
    default: return SyntaxByte.isBlank(next) || SyntaxByte.isLineEnd(next)
    }
  }
}
