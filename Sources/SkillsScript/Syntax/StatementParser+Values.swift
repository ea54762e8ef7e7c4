// Values, with lists and objects in each other up to a depth.
extension StatementParser {
  /// Reads a value; `what` says what for. Nil if there is none, which is reported.
  mutating func readValue(_ what: String, depth: Int = 0) -> Value? {
    let span = token.span
    let kind: Value.Kind
    switch token.kind {
    case .word(let text): kind = .word(text)
    case .number(let number): kind = .number(number)
    case .quantity(let number, let unit): kind = .quantity(number, unit)
    case .bool(let value): kind = .bool(value)
    case .null: kind = .null
    case .range(let first, let last): kind = .range(first, last)
    case .string(let literal): kind = .string(literal)
    case .file(let literal): kind = .file(literal)
    case .reference(let path): kind = .reference(path)
    case .punctuation(.leftBracket): return readList(depth: depth)
    case .punctuation(.leftBrace): return readObject(depth: depth)
    case .invalid:
      fallSilent()
      return nil
    default:
      failMissing(what)
      return nil
    }
    _ = take()
    return Value(kind: kind, span: span)
  }

  // MARK: Lists

  private mutating func readList(depth: Int) -> Value? {
    guard let open = readOpening(depth: depth) else { return nil }
    var values: [Value] = []
    while !isAt(.rightBracket) {
      if refuseEnd(of: open, closer: "]") { return nil }
      if isAt(.comma) {
        failComma(.malformedList, "a list has one value before each comma")
        return nil
      }
      guard let value = readValue("a value", depth: depth + 1) else { return nil }
      values.append(value)
      guard readSeparator(.malformedList, of: open, closer: .rightBracket) else { return nil }
    }
    return Value(kind: .list(values), span: open.union(take().span))
  }

  // MARK: Objects

  private mutating func readObject(depth: Int) -> Value? {
    guard let open = readOpening(depth: depth) else { return nil }
    var members: [ObjectMember] = []
    while !isAt(.rightBrace) {
      if refuseEnd(of: open, closer: "}") { return nil }
      guard let key = readKey() else { return nil }
      guard let value = readValue("a value", depth: depth + 1) else { return nil }
      members.append(ObjectMember(key: key, value: value))
      guard readSeparator(.malformedObject, of: open, closer: .rightBrace) else { return nil }
    }
    return Value(kind: .object(members), span: open.union(take().span))
  }

  private mutating func readKey() -> StringLiteral? {
    guard case .string(let key) = token.kind else {
      failKey()
      return nil
    }
    _ = take()
    guard isAt(.colon) else {
      if case .invalid = token.kind {
        fallSilent()
        return nil
      }
      fail(
        Diagnostic(
          .malformedObject, "expected `:` behind the name of a member", at: here,
          fix: insertion(of: ":", at: lastEnd, title: "write `:`")))
      return nil
    }
    _ = take()
    return key
  }

  private mutating func failKey() {
    if case .invalid = token.kind { return fallSilent() }
    if isAt(.comma) {
      failComma(.malformedObject, "an object has one member before each comma")
      return
    }
    var fix: Diagnostic.Fix?
    if case .word(let text) = token.kind {
      let name = text.prefix { $0 != ":" }
      let rest = text.dropFirst(name.count)
      if !name.isEmpty {
        fix = Diagnostic.Fix(
          title: "quote the name", replacing: token.span,
          with: Quoting.quoted(String(name)) + rest)
      }
    }
    fail(
      Diagnostic(
        .malformedObject, "expected the name of a member in quotes, as in `{\"zoom\": 2}`",
        at: token.span, fix: fix))
  }

  // MARK: Brackets

  private mutating func readOpening(depth: Int) -> SourceSpan? {
    let open = token.span
    guard depth < Parser.maximumDepth else {
      fail(
        Diagnostic(
          .nestingTooDeep,
          "lists and objects are nested more than \(Parser.maximumDepth) deep", at: open))
      return nil
    }
    _ = take()
    return open
  }

  /// Reports a bracket that is not closed before the statement ends, or by the wrong bracket.
  private mutating func refuseEnd(of open: SourceSpan, closer: String) -> Bool {
    let opener = source.text(of: open)
    if token.endsStatement {
      fail(
        Diagnostic(
          .openBracket, "`\(opener)` is never closed", at: open, label: "opened here",
          secondary: [Diagnostic.Label(span: here, text: "expected `\(closer)`")],
          fix: insertion(of: closer, at: lastEnd, title: "write `\(closer)`")))
      return true
    }
    let wrong: Token.Punctuation = closer == "]" ? .rightBrace : .rightBracket
    guard isAt(wrong) else { return false }
    fail(
      Diagnostic(
        .openBracket, "`\(opener)` is closed by `\(wrong.rawValue)`", at: token.span,
        label: "expected `\(closer)`",
        secondary: [Diagnostic.Label(span: open, text: "opened here")],
        fix: replacement(of: token.span, with: closer)))
    return true
  }

  /// Reads the comma behind a value, or sees the closing bracket.
  private mutating func readSeparator(
    _ code: DiagnosticCode, of open: SourceSpan, closer: Token.Punctuation
  ) -> Bool {
    if isAt(.comma) {
      _ = take()
      return true
    }
    if isAt(closer) { return true }
    if refuseEnd(of: open, closer: closer.rawValue) { return false }
    if case .invalid = token.kind {
      fallSilent()
      return false
    }
    fail(
      Diagnostic(
        code, "expected `,` or `\(closer.rawValue)`", at: token.span,
        secondary: [Diagnostic.Label(span: open, text: "opened here")],
        fix: insertion(of: ",", at: lastEnd, title: "write `,` before it")))
    return false
  }

  private mutating func failComma(_ code: DiagnosticCode, _ message: String) {
    let fix = Diagnostic.Fix(title: "take the comma out", replacing: token.span, with: "")
    fail(Diagnostic(code, message, at: token.span, fix: fix))
  }
}
