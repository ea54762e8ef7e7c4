// What stands behind `\` and `$` inside of strings.
extension Lexer {
  private static let replacementCharacter: Unicode.Scalar = "\u{FFFD}"

  /// Reads the escape at the position, which has at least one byte behind its `\`.
  mutating func readEscape(upTo limit: Int, into builder: inout LiteralBuilder) {
    let start = position
    position += 2
    switch bytes[start + 1] {
    case UInt8(ascii: "n"): builder.append(SyntaxByte.lineFeed)
    case UInt8(ascii: "t"): builder.append(SyntaxByte.tab)
    case SyntaxByte.quote, SyntaxByte.backslash, SyntaxByte.dollar:
      builder.append(bytes[start + 1])
    case UInt8(ascii: "u"): readUnicodeEscape(from: start, upTo: limit, into: &builder)
    default: readUnknownEscape(from: start, upTo: limit, into: &builder)
    }
  }

  // MARK: Characters by number

  private mutating func readUnicodeEscape(
    from start: Int, upTo limit: Int, into builder: inout LiteralBuilder
  ) {
    guard byte(at: position) == SyntaxByte.leftBrace, position < limit else {
      readJSONEscape(from: start, upTo: limit, into: &builder)
      return
    }
    let digits = position + 1
    position = hexEnd(from: digits, upTo: limit, count: 8)
    let isClosed = position < limit && bytes[position] == SyntaxByte.rightBrace
    if isClosed {
      position += 1
      if let value = UInt32(text(digits, position - 1), radix: 16),
        let scalar = Unicode.Scalar(value)
      {
        builder.append(scalar)
        return
      }
    }
    builder.append(Self.replacementCharacter)
    report(
      Diagnostic(
        .unicodeEscape, "`\\u{…}` names a character by one to six hexadecimal digits",
        at: span(start, position),
        label: isClosed ? "no such character" : "no `}` follows the digits",
        help: ["for example `\\u{1f98a}`"]))
  }

  /// Reads `\uXXXX`, the form of JSON, two of them as one character where they are a pair.
  private mutating func readJSONEscape(
    from start: Int, upTo limit: Int, into builder: inout LiteralBuilder
  ) {
    position = hexEnd(from: start + 2, upTo: limit, count: 4)
    guard position == start + 6, var value = UInt32(text(start + 2, position), radix: 16) else {
      position = start + 2
      builder.append(bytes[start..<position])
      let span = span(start, position)
      report(
        Diagnostic(
          .unicodeEscape, "`\\u` is followed by the number of a character in braces", at: span,
          help: ["for example `\\u{1f98a}`"],
          fix: Diagnostic.Fix(title: "write `\\\\u`", replacing: span, with: "\\\\u")))
      return
    }
    if 0xD800..<0xDC00 ~= value, has("\\u", at: position),
      case let end = hexEnd(from: position + 2, upTo: limit, count: 4), end == position + 6,
      let low = UInt32(text(position + 2, end), radix: 16), 0xDC00..<0xE000 ~= low
    {
      value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
      position = end
    }
    let scalar = Unicode.Scalar(value)
    builder.append(scalar ?? Self.replacementCharacter)
    let span = span(start, position)
    let mended = "\\u{\(String(value, radix: 16))}"
    let fix = Diagnostic.Fix(writing: mended, at: span)
    report(
      Diagnostic(
        .unicodeEscape, "the number of a character stands in braces", at: span,
        label: scalar == nil ? "half of a pair, and no character" : "",
        fix: scalar == nil ? nil : fix))
  }

  private func hexEnd(from start: Int, upTo limit: Int, count: Int) -> Int {
    var end = start
    while end < limit, end < start + count, SyntaxByte.isHexDigit(bytes[end]) { end += 1 }
    return end
  }

  // MARK: Escapes of other languages

  private mutating func readUnknownEscape(
    from start: Int, upTo limit: Int, into builder: inout LiteralBuilder
  ) {
    position = start + 1
    position += ScalarReader.piece(in: bytes, at: position, end: limit).length
    let mended: String
    switch bytes[start + 1] {
    case UInt8(ascii: "r"):
      mended = has("\\n", at: position) ? "" : "\\n"
    case UInt8(ascii: "b"): mended = "\\u{8}"
    case UInt8(ascii: "f"): mended = "\\u{c}"
    case UInt8(ascii: "0"): mended = "\\u{0}"
    case SyntaxByte.apostrophe, UInt8(ascii: "/"): mended = text(start + 1, position)
    case UInt8(ascii: "x"):
      let end = hexEnd(from: position, upTo: limit, count: 2)
      mended = end > position ? "\\u{\(text(position, end))}" : "\\\\x"
      position = end
    case SyntaxByte.leftParenthesis:
      if let (path, end) = PathReader.read(bytes, from: position, source: source),
        byte(at: end) == SyntaxByte.rightParenthesis
      {
        mended = "${\(path.text)}"
        position = end + 1
      } else {
        mended = "\\\\("
      }
    default: mended = "\\\\" + text(start + 1, position)
    }
    builder.append(bytes[start..<position])
    let span = span(start, position)
    let title = mended.isEmpty ? "take it out" : "write `\(mended)`"
    report(
      Diagnostic(
        .unknownEscape, "\(Quoting.mention(text(start, position))) is not an escape", at: span,
        help: ["the escapes are `\\n`, `\\t`, `\\\"`, `\\\\`, `\\$` and `\\u{…}`"],
        fix: Diagnostic.Fix(title: title, replacing: span, with: mended)))
  }

  // MARK: Interpolations

  /// Whether what stands behind `${` is a number or a name and the sign of a calculation.
  private func isCalculation(at start: Int, upTo limit: Int) -> Bool {
    var offset = start
    while offset < limit, SyntaxByte.isNamePart(bytes[offset]) || SyntaxByte.isBlank(bytes[offset])
    {
      if bytes[offset] == SyntaxByte.hyphen, offset > start,
        SyntaxByte.isBlank(bytes[offset - 1])
      {
        return true
      }
      offset += 1
    }
    guard offset > start, offset < limit else { return false }
    return "+*/%".utf8.contains(bytes[offset])
  }

  /// Reads the `${…}` at the position.
  mutating func readInterpolation(upTo limit: Int, into builder: inout LiteralBuilder) {
    let start = position
    if let (path, end) = PathReader.read(bytes, from: start + 2, source: source), end < limit,
      bytes[end] == SyntaxByte.rightBrace
    {
      builder.append(path)
      position = end + 1
      return
    }
    position = start + 2
    let dollar = span(start, position)
    var fix = Diagnostic.Fix(title: "write `\\${` for the text", replacing: dollar, with: "\\${")
    var blanks = position
    while blanks < limit, SyntaxByte.isBlank(bytes[blanks]) { blanks += 1 }
    var whole = dollar
    let calculates = isCalculation(at: dollar.end, upTo: limit)
    if let (path, end) = PathReader.read(bytes, from: blanks, source: source) {
      var close = end
      while close < limit, SyntaxByte.isBlank(bytes[close]) { close += 1 }
      if close < limit, bytes[close] == SyntaxByte.rightBrace {
        position = close + 1
        whole = span(start, position)
        let mended = "${\(path.text)}"
        fix = Diagnostic.Fix(writing: mended, at: whole)
      }
    }
    builder.append(bytes[start..<position])
    report(
      Diagnostic(
        .malformedInterpolation, "`${` is followed by a name and `}`, as in `${still.credits}`",
        at: whole, help: calculates ? [FlawReport.noArithmetic] : [],
        fix: fix))
  }
}
