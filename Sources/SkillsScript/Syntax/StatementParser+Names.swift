import LosslessJSON

// Names and paths.
extension StatementParser {
  /// Reads a NAME; `what` says what for.
  mutating func readName(_ what: String) -> Spanned<String>? {
    if let text = name(of: token), SyntaxByte.isName(text) {
      return Spanned(text, take().span)
    }
    if token.endsStatement {
      failMissing(what)
      return nil
    }
    if case .invalid = token.kind {
      fallSilent()
      return nil
    }
    fail(
      Diagnostic(
        .malformedName, "expected \(what)\(formText)", at: token.span,
        label: "not a name",
        help: ["a name is letters, digits, `_` and `-`, a letter or `_` first"],
        fix: plainFix(isName: true)))
    return nil
  }

  /// Reads the PATH of a field.
  mutating func readPath() -> Path? {
    if token.endsStatement {
      failMissing("a field")
      return nil
    }
    guard let text = name(of: token),
      var path = PathReader.path(text, at: token.span.start, source: token.span.source)
    else {
      failPath()
      return nil
    }
    _ = take()
    while touchesLast, !token.endsStatement {
      guard let steps = readSteps() else { break }
      path.steps += steps
      path.span = path.span.union(tokens[index - 1].span)
    }
    return isBroken ? nil : path
  }

  /// Reads the `[0]` or `.name` that touches the path before it.
  private mutating func readSteps() -> [Spanned<Path.Step>]? {
    if isAt(.leftBracket) {
      let open = token.span
      guard
        let (step, last) = PathReader.index(source.bytes, from: open.start, source: open.source),
        index + 2 < tokens.count, tokens[index + 2].span.end == last
      else {
        failIndex()
        return nil
      }
      index += 3
      return [step]
    }
    guard case .word(let text) = token.kind, text.hasPrefix("."),
      index > 0, tokens[index - 1].kind == .punctuation(.rightBracket)
    else { return nil }
    let start = token.span.start
    guard let rest = PathReader.path("a" + text, at: start - 1, source: token.span.source) else {
      failPath()
      return nil
    }
    _ = take()
    return rest.steps
  }

  /// Reports a `[` that touches a path and is not an index.
  mutating func failIndex() {
    if case .invalid = next.kind { return fallSilent() }
    let open = token.span
    func failAt(_ span: SourceSpan, _ label: String, _ fix: Diagnostic.Fix? = nil) {
      fail(
        Diagnostic(
          .malformedPath, "an index is a whole number in brackets, as in `image_urls[0]`",
          at: span, label: label, fix: fix))
    }
    if case .number(let number) = next.kind,
      number.text.utf8.allSatisfy({ SyntaxByte.isDigit($0) || $0 == SyntaxByte.hyphen })
    {
      let digits = next.span
      if number.isNegative { return failAt(digits, "an index counts from 0") }
      if digits.end - digits.start > PathReader.maximumIndexDigits {
        return failAt(digits, "this index is too large")
      }
      let close = tokens[min(index + 2, tokens.count - 1)]
      if close.kind == .punctuation(.rightBracket) {
        return failAt(
          open, "no spaces stand in the brackets",
          replacement(of: open.union(close.span), with: "[\(number.text)]"))
      }
      return failAt(
        open, "no `]` follows the number",
        insertion(of: "]", at: digits.end, title: "write `]`"))
    }
    let isList = form?.keyword == "set"
    failAt(
      open, "no index follows",
      isList
        ? insertion(of: " ", at: open.start, title: "write a space before a list") : nil)
  }

  private mutating func failPath() {
    if case .invalid = token.kind { return fallSilent() }
    fail(
      Diagnostic(
        .malformedPath, "expected a field\(formText)", at: token.span,
        label: "not the name of a field",
        help: ["a field is written as `prompt`, `image_urls[0]` or `camera.zoom`"],
        fix: plainFix(isName: false)))
  }

  /// A fix that takes `$` or quotes off the token at hand, if a name or a path is left.
  private func plainFix(isName: Bool) -> Diagnostic.Fix? {
    let text: String
    switch token.kind {
    case .reference(let path): text = path.text
    case .string(let literal): text = literal.plainText ?? ""
    default: return nil
    }
    let fits = isName ? SyntaxByte.isName(text) : PathReader.path(text) != nil
    return fits ? replacement(of: token.span, with: text) : nil
  }
}
