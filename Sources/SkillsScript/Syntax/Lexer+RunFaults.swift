// The findings about runs that are no token, with the form that was probably meant as fix.
extension Lexer {
  /// Reports a run of pieces that is no token.
  mutating func reportRun(_ pieces: [Piece]) {
    // The first error of a statement line stays, and looking for fixes is not free.
    if let start = faultStart, start < pieces[0].range.lowerBound { return }
    let span = span(pieces[0].range.lowerBound, position)
    switch pieces[0].kind {
    case .typographic(let mended):
      let quotes = self.span(pieces[0].range.lowerBound, pieces[0].range.upperBound)
      report(
        Diagnostic(
          .typographicQuote, "a text stands in straight quotes", at: quotes,
          label: "typographic quotes",
          fix: Diagnostic.Fix(writing: mended, at: quotes)))
    case .stray where bytes[span.start] == SyntaxByte.dollar:
      report(
        Diagnostic(
          .malformedReference, "`$` is followed by a name, as in `$still`", at: span,
          label: "no name follows", help: ["a text is quoted"], fix: quotedFix(pieces, at: span)))
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
      let first = ScalarReader.piece(in: bytes, at: span.start, end: span.end)
      let count = text.unicodeScalars.count
      let shown = count == 1 && first.scalar != nil ? Quoting.mention(text) : "this"
      report(
        Diagnostic(
          .unexpectedCharacter, "\(shown) begins nothing in a script", at: span,
          help: ["a text is quoted"], fix: quotedFix([piece], at: span)))
    }
  }

  private mutating func reportWord(_ text: String, at span: SourceSpan) {
    let quoted = Quoting.quoted(text)
    switch WordForm(text) {
    case .badNumber(let mended):
      report(
        Diagnostic(
          .malformedNumber, "\(Quoting.mention(text)) is not how a number is written", at: span,
          help: ["if it is a text, quote it"],
          fix: Diagnostic.Fix(writing: mended, at: span)))
    case .badRange(let reason, let mended):
      let fix = mended.map { Diagnostic.Fix(writing: $0, at: span) }
      report(
        Diagnostic(
          .malformedRange, "\(Quoting.mention(text)) is no range: \(reason)", at: span, fix: fix))
    default:
      report(
        Diagnostic(
          .unexpectedCharacter, "a word does not begin with `:`", at: span,
          fix: Diagnostic.Fix(title: "quote it as a text", replacing: span, with: quoted)))
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
    report(
      Diagnostic(
        .touchingTokens, "\(Quoting.mention(text(span.start, span.end))) is not one value",
        at: span, label: "a text stands in quotes", fix: quotedFix(pieces, at: span)))
  }

  /// Whether the run is a value in quotes with a comment behind it.
  private func isComment(_ pieces: [Piece]) -> Bool {
    guard pieces.count > 1, case .string = pieces[0].kind,
      bytes[pieces[1].range.lowerBound] == SyntaxByte.numberSign
    else { return false }
    return byte(at: pieces[1].range.lowerBound + 1) == SyntaxByte.space
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
    let end = lineEnd(from: position)
    guard let last = bytes[position..<end].lastIndex(of: SyntaxByte.apostrophe),
      last + 1 == end || !SyntaxByte.isWordPart(bytes[last + 1])
    else { return nil }
    return pieces[0].range.lowerBound..<last + 1
  }

  private func quotedFix(_ pieces: [Piece], at span: SourceSpan) -> Diagnostic.Fix {
    Diagnostic.Fix(
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
