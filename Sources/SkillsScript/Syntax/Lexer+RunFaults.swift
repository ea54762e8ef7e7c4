// The findings about runs that are no token, with the form that was probably meant as fix.
extension Lexer {
  /// Reports a run of pieces that is no token.
  mutating func reportRun(_ pieces: [Piece]) {
    // The first error of a statement line stays, and looking for fixes is not free.
    if let start = faultStart, start < pieces[0].range.lowerBound { return }
    let span = span(pieces[0].range.lowerBound, position)
    switch pieces[0].kind {
    case .typographic(let mended):
      reportTypographic(pieces[0].range, mended: mended)
    case .stray where bytes[span.start] == SyntaxByte.dollar:
      report(
        Diagnostic(
          .malformedReference, "`$` is followed by a name, as in `$still`", at: span,
          label: "no name follows", help: isValuePlace ? ["a text is quoted"] : [],
          fix: quotedFix(pieces, at: span)))
    case .stray where bytes[span.start] == SyntaxByte.at && pieces.count == 1:
      report(
        Diagnostic(
          .malformedFile, "`@` is followed by a path or an address, as in `@frame.png`", at: span,
          label: "no path follows", fix: quotedFix(pieces, at: span)))
    default:
      if pieces.count == 1 {
        reportPiece(pieces[0], at: span)
      } else {
        reportTouching(pieces, span)
      }
    }
  }

  private mutating func reportPiece(_ piece: Piece, at span: SourceSpan) {
    let text = text(span.start, span.end)
    switch piece.kind {
    case .word:
      reportWord(text, at: span)
    case .bracedReference(let path):
      report(
        Diagnostic(
          .malformedReference, "braces around a name stand only inside of strings", at: span,
          fix: Diagnostic.Fix(writing: "$" + path.text, at: span)))
    case .interpolatedFile:
      let escaped = text.dropFirst().split(separator: "\\", omittingEmptySubsequences: false)
      let quoted = "@\"" + escaped.joined(separator: "\\\\") + "\""
      report(
        Diagnostic(
          .malformedFile, "a path with `${…}` stands in quotes", at: span,
          fix: Diagnostic.Fix(writing: quoted, at: span)))
    default:
      reportStray([piece], at: span, .unexpectedCharacter)
    }
  }

  private mutating func reportTypographic(_ range: Range<Int>, mended: String) {
    let whole = span(range.lowerBound, range.upperBound)
    if let lineEnd = bytes[range].firstIndex(where: SyntaxByte.isLineEnd) {
      report(
        Diagnostic(
          .typographicQuote, "a text of several lines stands between `\"\"\"`",
          at: span(range.lowerBound, lineEnd), label: "opened by a typographic quote",
          fix: Diagnostic.Fix(
            title: "write it as a block between `\"\"\"`", replacing: whole, with: mended)))
      return
    }
    report(
      Diagnostic(
        .typographicQuote, "a text stands in straight quotes", at: whole,
        label: "typographic quotes", fix: Diagnostic.Fix(writing: mended, at: whole)))
  }

  /// Reports a run for the first character in it that stands for nothing.
  private mutating func reportStray(
    _ pieces: [Piece], at span: SourceSpan, _ code: DiagnosticCode
  ) {
    let stray = pieces.first { isStray($0) } ?? pieces[0]
    let first = ScalarReader.piece(in: bytes, at: stray.range.lowerBound, end: span.end)
    guard let scalar = first.scalar else { return }
    let isParenthesis = scalar == "(" || scalar == ")"
    var help = isParenthesis ? ["there are no parentheses, no calls and no arithmetic"] : []
    if isValuePlace { help.append("a text is quoted") }
    let fixes = [plainFix(pieces), bareFix(pieces, at: span), quotedFix(pieces, at: span)]
      .compactMap { $0 }
    report(
      Diagnostic(
        code, "`\(scalar)` means nothing outside of a text", at: span,
        label: LookAlike.name(of: scalar), help: help, fix: fixes.first),
      otherFixes: Array(fixes.dropFirst()))
  }

  /// A fix that writes plain characters for those that only look like them.
  private func plainFix(_ pieces: [Piece]) -> Diagnostic.Fix? {
    var edits: [Diagnostic.Edit] = []
    for piece in pieces where isStray(piece) {
      var offset = piece.range.lowerBound
      while offset < piece.range.upperBound {
        let next = ScalarReader.piece(in: bytes, at: offset, end: piece.range.upperBound)
        if let plain = next.scalar.flatMap(LookAlike.plainForm) {
          let place = span(offset, offset + next.length)
          edits.append(Diagnostic.Edit(span: place, replacement: plain))
        }
        offset += next.length
      }
    }
    guard let first = edits.first else { return nil }
    var fix = Diagnostic.Fix(writing: first.replacement, at: first.span)
    fix.edits = edits
    return fix
  }

  /// A fix that takes the parentheses off a value that is no bare word.
  private func bareFix(_ pieces: [Piece], at span: SourceSpan) -> Diagnostic.Fix? {
    guard pieces.count == 3, text(span.start, span.start + 1) == "(",
      text(span.end - 1, span.end) == ")", let token = tokenKind(of: pieces[1])
    else { return nil }
    if case .word = token { return nil }
    return Diagnostic.Fix(
      writing: text(pieces[1].range.lowerBound, pieces[1].range.upperBound), at: span)
  }

  // MARK: Places

  /// Whether a value stands at the end of the tokens, so that a text could.
  private var isValuePlace: Bool {
    let count = tokens.count - statementStart
    guard count > 0, case .word(let keyword) = tokens[statementStart].kind else { return false }
    switch keyword {
    case "print": return true
    case "let": return count >= 3
    case "set", "option": return count >= 2 && !isIndexPlace
    case "use": return count == 1
    case "run": return tokens[tokens.count - 1].kind == .word("to")
    default: return false
    }
  }

  /// Whether the last token is a `[` that touches a path.
  private var isIndexPlace: Bool {
    guard tokens.count >= 2, let last = tokens.last, last.kind == .punctuation(.leftBracket),
      case let before = tokens[tokens.count - 2], before.span.end == last.span.start
    else { return false }
    switch before.kind {
    case .word, .reference, .punctuation(.rightBracket): return true
    default: return false
    }
  }

  private mutating func reportWord(_ text: String, at span: SourceSpan) {
    let quoted = Quoting.quoted(text)
    switch WordForm(text) {
    case .badNumber(let mended):
      report(
        Diagnostic(
          .malformedNumber, "\(Quoting.mention(text)) is not how a number is written", at: span,
          help: isSummand(text)
            ? [FlawReport.noArithmetic] : isValuePlace ? ["if it is a text, quote it"] : [],
          fix: Diagnostic.Fix(writing: mended, at: span)))
    case .badRange(let reason, let mended):
      let fix = mended.map { Diagnostic.Fix(writing: $0, at: span) }
      report(
        Diagnostic(
          .malformedRange, "\(Quoting.mention(text)) is not a range: \(reason)", at: span, fix: fix)
      )
    default:
      report(
        Diagnostic(
          .unexpectedCharacter, "a word does not begin with `:`", at: span,
          fix: isValuePlace
            ? Diagnostic.Fix(title: "quote it as a text", replacing: span, with: quoted) : nil))
    }
  }

  /// Whether `text` is `+1` or the like behind a number or a result.
  private func isSummand(_ text: String) -> Bool {
    guard text.hasPrefix("+"), tokens.count > statementStart else { return false }
    switch tokens.last?.kind {
    case .number, .quantity, .reference: return true
    default: return false
    }
  }

  private mutating func reportTouching(_ pieces: [Piece], _ span: SourceSpan) {
    if isComment(pieces) {
      let place = self.span(pieces[1].range.lowerBound, pieces[1].range.lowerBound)
      report(
        Diagnostic(
          .touchingTokens, "a comment begins at the beginning of a line or after white space",
          at: self.span(place.start, place.start + 1),
          fix: Diagnostic.Fix(title: "write a space before it", replacing: place, with: " ")))
      return
    }
    if let fix = spaceFix(pieces) {
      report(
        Diagnostic(
          .touchingTokens, "a word and what follows it have a space between them", at: span,
          fix: fix))
      return
    }
    if let quotes = apostrophes(pieces) {
      let inner = text(quotes.lowerBound + 1, quotes.upperBound - 1)
      let span = self.span(quotes.lowerBound, quotes.upperBound)
      report(
        Diagnostic(
          .touchingTokens, "a text in `'…'` ends at the first apostrophe", at: span,
          fix: Diagnostic.Fix(
            title: "quote it with `\"`", replacing: span, with: Quoting.quoted(inner))))
      return
    }
    if pieces.contains(where: isStray) {
      reportStray(pieces, at: span, .touchingTokens)
      return
    }
    let mention = Quoting.mention(text(span.start, span.end))
    let fix = quotedFix(pieces, at: span)
    if pieces.allSatisfy(isString) {
      report(
        Diagnostic(
          .touchingTokens, "\(mention) is more than one text, with nothing between them",
          at: span, label: "one text has one pair of quotes", fix: fix))
      return
    }
    report(
      Diagnostic(
        .touchingTokens, "\(mention) is not one value", at: span,
        label: isValuePlace ? "a text stands in quotes" : "",
        help: isArithmetic(pieces) ? [FlawReport.noArithmetic] : [], fix: fix))
  }

  private func isArithmetic(_ pieces: [Piece]) -> Bool {
    guard pieces.count > 1, case .reference = pieces[0].kind else { return false }
    let sign = bytes[pieces[1].range.lowerBound]
    return sign == UInt8(ascii: "+") || sign == UInt8(ascii: "*")
  }

  /// Whether a comment begins behind the first piece: one behind a text or a keyword, or one with
  /// a blank behind its `#`.
  private func isComment(_ pieces: [Piece]) -> Bool {
    guard pieces.count > 1 else { return false }
    let start = pieces[1].range.lowerBound
    guard bytes[start] == SyntaxByte.numberSign else { return false }
    if byte(at: start + 1).map(SyntaxByte.isBlank) ?? false { return true }
    switch pieces[0].kind {
    case .string: return true
    case .word:
      let word = text(pieces[0].range.lowerBound, pieces[0].range.upperBound)
      return tokens.count == statementStart && StatementForm.isKeyword(word)
    default: return false
    }
  }

  /// A fix that puts a space behind a keyword that touches its operand: `print"a"`.
  private func spaceFix(_ pieces: [Piece]) -> Diagnostic.Fix? {
    guard pieces.count == 2, case .word = pieces[0].kind else { return nil }
    switch pieces[1].kind {
    case .string, .reference, .file: break
    default: return nil
    }
    let end = pieces[0].range.upperBound
    let word = text(pieces[0].range.lowerBound, end)
    let isFirst = tokens.last.map(\.endsStatement) ?? true
    guard isFirst ? StatementForm.isKeyword(word) : word == "to" else { return nil }
    return Diagnostic.Fix(title: "write a space", replacing: span(end, end), with: " ")
  }

  /// The bytes from the first to the last apostrophe of the line, if the run begins as a raw string
  /// that an apostrophe inside of a word has ended.
  private func apostrophes(_ pieces: [Piece]) -> Range<Int>? {
    guard bytes[pieces[0].range.lowerBound] == SyntaxByte.apostrophe,
      case .word = pieces[1].kind
    else { return nil }
    let limit = min(bytes.count, position + Self.farthestEnd)
    let end = bytes[position..<limit].firstIndex(where: SyntaxByte.isLineEnd) ?? limit
    guard let last = bytes[position..<end].lastIndex(of: SyntaxByte.apostrophe),
      last + 1 == end || !SyntaxByte.isWordPart(bytes[last + 1])
    else { return nil }
    return pieces[0].range.lowerBound..<last + 1
  }

  /// A fix that makes one text of the run, where a text can stand.
  private func quotedFix(_ pieces: [Piece], at span: SourceSpan) -> Diagnostic.Fix? {
    guard isValuePlace else { return nil }
    return Diagnostic.Fix(
      title: "quote it as one text", replacing: span, with: quotedForm(of: pieces, at: span))
  }

  /// The pieces as one string, or as one file if the first is one.
  private func quotedForm(of pieces: [Piece], at span: SourceSpan) -> String {
    var builder = LiteralBuilder()
    var prefix = ""
    for (index, piece) in pieces.enumerated() {
      switch piece.kind {
      // An apostrophe behind a word belongs to the text: `it's`.
      case .string
      where index > 0 && bytes[piece.range.lowerBound] == SyntaxByte.apostrophe
        && !isString(pieces[0]):
        builder.append(bytes[piece.range])
      case .string(let literal): append(literal, to: &builder)
      case .file(let literal) where index == 0:
        prefix = "@"
        append(literal, to: &builder)
      case .reference(let path), .bracedReference(let path): builder.append(path)
      default: builder.append(bytes[piece.range])
      }
    }
    return prefix + Quoting.quoted(builder.literal(at: span))
  }

  private func isString(_ piece: Piece) -> Bool {
    if case .string = piece.kind { true } else { false }
  }

  private func append(_ literal: StringLiteral, to builder: inout LiteralBuilder) {
    for segment in literal.segments {
      switch segment {
      case .text(let text): builder.append(Array(text.utf8)[...])
      case .interpolation(let path): builder.append(path)
      }
    }
  }

  /// Source text as a string in double quotes, its escapes and interpolations as they stand.
  func quotedSource(_ text: some StringProtocol) -> String {
    var result = "\""
    var isEscaped = false
    for scalar in text.unicodeScalars {
      if scalar == "\"", !isEscaped { result += "\\" }
      isEscaped = scalar == "\\" && !isEscaped
      result.unicodeScalars.append(scalar)
    }
    return isEscaped ? result + "\\\"" : result + "\""
  }
}
