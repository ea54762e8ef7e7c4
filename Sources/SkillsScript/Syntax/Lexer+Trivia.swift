// What stands between tokens: spaces, comments, joined lines, ends of lines inside brackets.
extension Lexer {
  /// Reads trivia up to the next token or the end.
  mutating func readTrivia() {
    while position < bytes.count {
      let start = position
      switch bytes[position] {
      case SyntaxByte.backslash where joinEnd(at: position) != nil:
        readJoin()
      case SyntaxByte.numberSign where isCommentPlace:
        position = lineEnd(from: position)
        add(.comment, from: start)
        _ = settleFlaws(before: position, in: .comment)
      case SyntaxByte.lineFeed, SyntaxByte.carriageReturn:
        let next = behindLineEnd(at: position)
        if brackets.isEmpty || statementBegins(at: next) { return }
        position = next
        add(.lineEnd, from: start)
      default:
        readSpace()
        if position == start { return }
      }
    }
  }

  /// Whether a `#` at the position begins a comment.
  private var isCommentPlace: Bool {
    guard let last = tokens.last else { return true }
    if position > last.span.end { return true }
    switch last.kind {
    case .newline, .semicolon: return true
    case .punctuation(let mark): return [.comma, .leftBracket, .leftBrace].contains(mark)
    default: return false
    }
  }

  // MARK: Spaces

  private mutating func readSpace() {
    let start = position
    while position < bytes.count {
      if SyntaxByte.isBlank(bytes[position]) {
        position += 1
      } else if let space = unusualSpace(at: position) {
        reportUnusualSpace(space)
        position += space.length
      } else {
        break
      }
    }
    if position > start { add(.space, from: start) }
  }

  /// A white space other than those of the language.
  struct UnusualSpace {
    var scalar: Unicode.Scalar
    var length: Int
    var name: String
    var replacement: String
  }

  /// The white space other than a space or a tab that begins at `offset`.
  func unusualSpace(at offset: Int) -> UnusualSpace? {
    guard bytes[offset] >= 0x80 else { return nil }
    let piece = ScalarReader.piece(in: bytes, at: offset, end: bytes.count)
    guard let scalar = piece.scalar else { return nil }
    let name: String
    var replacement = " "
    switch scalar.value {
    case 0xA0, 0x202F: name = "no-break space"
    case 0x3000: name = "ideographic space"
    case 0x1680, 0x2000...0x200A, 0x205F: name = "typographic space"
    case 0x2028, 0x2029: name = "line separator"
    case 0x200B, 0x2060, 0xFEFF:
      name = "invisible space"
      replacement = ""
    default: return nil
    }
    return UnusualSpace(
      scalar: scalar, length: piece.length, name: name, replacement: replacement)
  }

  private mutating func reportUnusualSpace(_ space: UnusualSpace) {
    let span = span(position, position + space.length)
    let code = String(space.scalar.value, radix: 16, uppercase: true)
    let padded = String(repeating: "0", count: max(0, 4 - code.count)) + code
    // What nobody sees may still be all that keeps two words apart.
    let parts = !isSeparated(before: position) && !isSeparated(behind: position + space.length)
    let replacement = parts ? " " : space.replacement
    let title = replacement.isEmpty ? "take it out" : "write a plain space"
    report(
      Diagnostic(
        .unusualSpace, "a space that is not a plain one separates words", at: span,
        label: "U+\(padded), \(space.name)",
        fix: Diagnostic.Fix(title: title, replacing: span, with: replacement)),
      otherFixes: parts && space.replacement.isEmpty
        ? [Diagnostic.Fix(title: "take it out", replacing: span, with: "")] : [])
  }

  private func isSeparated(before offset: Int) -> Bool {
    offset <= contentStart || separates(bytes[offset - 1])
  }

  private func isSeparated(behind offset: Int) -> Bool {
    byte(at: offset).map(separates) ?? true
  }

  private func separates(_ byte: UInt8) -> Bool {
    if SyntaxByte.isBlank(byte) || SyntaxByte.isLineEnd(byte) { return true }
    return [
      SyntaxByte.semicolon, SyntaxByte.comma, SyntaxByte.leftBracket, SyntaxByte.rightBracket,
      SyntaxByte.leftBrace, SyntaxByte.rightBrace,
    ].contains(byte)
  }

  // MARK: Joined lines

  /// The offset behind the end of the line, if a `\` at `offset` has nothing but blanks before it.
  private func joinEnd(at offset: Int) -> Int? {
    var end = offset + 1
    while end < bytes.count, SyntaxByte.isBlank(bytes[end]) { end += 1 }
    guard end == bytes.count || SyntaxByte.isLineEnd(bytes[end]) else { return nil }
    return behindLineEnd(at: end)
  }

  private mutating func readJoin() {
    let start = position
    guard let end = joinEnd(at: position) else { return }
    var blanks = start + 1
    while blanks < end, SyntaxByte.isBlank(bytes[blanks]) { blanks += 1 }
    if blanks > start + 1 {
      let surplus = span(start + 1, blanks)
      report(
        Diagnostic(
          .unexpectedCharacter, "a `\\` joins two lines only directly before the end of the line",
          at: span(start, start + 1), label: "blanks follow",
          fix: Diagnostic.Fix(title: "take out the blanks", replacing: surplus, with: "")))
    }
    position = end
    if end == bytes.count, !SyntaxByte.isLineEnd(bytes[end - 1]) { isIncomplete = true }
    add(.lineJoin, from: start)
  }

  // MARK: Recovery

  /// Whether the line at `offset` can only be a statement: a keyword, blanks, and an operand.
  ///
  /// Inside brackets two values never stand side by side without a comma, so such a line shows
  /// that a bracket before it was left open.
  func statementBegins(at offset: Int) -> Bool {
    var start = offset
    while start < bytes.count, SyntaxByte.isBlank(bytes[start]) { start += 1 }
    var end = start
    while end < bytes.count, end - start <= StatementForm.longestKeyword,
      SyntaxByte.isWordPart(bytes[end])
    {
      end += 1
    }
    guard end > start, end < bytes.count, SyntaxByte.isBlank(bytes[end]),
      StatementForm.isKeyword(text(start, end))
    else { return false }
    while end < bytes.count, SyntaxByte.isBlank(bytes[end]) { end += 1 }
    guard end < bytes.count else { return false }
    switch bytes[end] {
    case SyntaxByte.colon: return false
    case SyntaxByte.quote, SyntaxByte.apostrophe, SyntaxByte.dollar, SyntaxByte.at: return true
    default: return SyntaxByte.isWordPart(bytes[end])
    }
  }

  /// Whether the line at `offset` is a statement, `run` alone included.
  func isStatementLine(at offset: Int) -> Bool {
    if statementBegins(at: offset) { return true }
    var start = offset
    while start < bytes.count, SyntaxByte.isBlank(bytes[start]) { start += 1 }
    guard has("run", at: start) else { return false }
    return byte(at: start + 3).map { SyntaxByte.isLineEnd($0) || $0 == SyntaxByte.semicolon }
      ?? true
  }
}
