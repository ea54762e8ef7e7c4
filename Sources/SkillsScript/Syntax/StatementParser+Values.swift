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
    return Value(kind: .list(values), span: open.union(takeClosing()))
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
    return Value(kind: .object(members), span: open.union(takeClosing()))
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
          .malformedObject, "expected `:` after the name of a member", at: here,
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
    closers.append(isAt(.leftBracket) ? .rightBracket : .rightBrace)
    _ = take()
    return open
  }

  private mutating func takeClosing() -> SourceSpan {
    closers.removeLast()
    return take().span
  }

  /// Reports a bracket that is not closed before the statement ends, or by the wrong bracket.
  private mutating func refuseEnd(of open: SourceSpan, closer: String) -> Bool {
    let opener = source.text(of: open)
    if token.endsStatement {
      if !refuseSemicolons(in: open) { failOpen(open, opener, closer: closer) }
      return true
    }
    let wrong: Token.Punctuation = closer == "]" ? .rightBrace : .rightBracket
    guard isAt(wrong) else { return false }
    let closes = replacement(of: token.span, with: closer)
    let adds = insertion(of: closer, at: lastEnd, title: "write `\(closer)`")
    let isOuter = closers.dropLast().last == wrong
    fail(
      Diagnostic(
        .openBracket, "`\(opener)` is closed by `\(wrong.rawValue)`", at: token.span,
        label: "expected `\(closer)`",
        secondary: [Diagnostic.Label(span: open, text: "opened here")],
        fix: isOuter ? adds : closes), otherFixes: [isOuter ? closes : adds])
    return true
  }

  /// Reports a bracket that is never closed; a line that is `run` alone is a statement again.
  private mutating func failOpen(_ open: SourceSpan, _ opener: String, closer: String) {
    let missing = closers.reversed().map(\.rawValue).joined()
    var place = index
    if let run = runLine(behind: open) {
      place = run
      beginsAnew = true
    }
    let end = tokens[place - 1].span.end
    let here = SourceSpan(source: open.source, start: end, end: end)
    fail(
      Diagnostic(
        .openBracket, "`\(opener)` is never closed", at: open, label: "opened here",
        secondary: [Diagnostic.Label(span: here, text: "expected `\(closer)`")],
        fix: insertion(of: missing, at: end, title: "write `\(missing)`")))
    index = place
  }

  /// The index of the first `run` that has a line for itself behind an open bracket.
  private func runLine(behind open: SourceSpan) -> Int? {
    var found: Int?
    var place = index
    // A statement has one fault, so that what stands in the bracket is looked at once more only.
    while place > 0, tokens[place].span.start > open.start {
      if isRunLine(place) { found = place }
      place -= 1
    }
    return found
  }

  private func isRunLine(_ place: Int) -> Bool {
    guard tokens[place].kind == .word("run"), place > 0 else { return false }
    guard hasLineEnd(tokens[place - 1].span.end, tokens[place].span.start) else { return false }
    return tokens[place + 1].endsStatement
      || hasLineEnd(tokens[place].span.end, tokens[place + 1].span.start)
  }

  private func hasLineEnd(_ start: Int, _ end: Int) -> Bool {
    source.bytes[start..<end].contains(where: SyntaxByte.isLineEnd)
  }

  /// Reports `;` between the values of a list or the members of an object that is closed on the
  /// same line, and takes all of it.
  private mutating func refuseSemicolons(in open: SourceSpan) -> Bool {
    guard token.kind == .semicolon else { return false }
    var missing = closers
    var edits: [Diagnostic.Edit] = []
    var place = index
    while let closer = missing.last {
      let token = tokens[place]
      switch token.kind {
      case .newline, .endOfFile: return false
      case .semicolon:
        if case .word(let word) = tokens[place + 1].kind, StatementForm.isKeyword(word) {
          return false
        }
        edits.append(Diagnostic.Edit(span: token.span, replacement: ","))
      case .punctuation(.leftBracket): missing.append(.rightBracket)
      case .punctuation(.leftBrace): missing.append(.rightBrace)
      case .punctuation(closer): missing.removeLast()
      default: break
      }
      place += 1
    }
    var fix = Diagnostic.Fix(title: "write `,`", replacing: token.span, with: ",")
    fix.edits = edits
    let isList = closers.last == .rightBracket
    fail(
      Diagnostic(
        isList ? .malformedList : .malformedObject,
        "`;` ends a statement; \(isList ? "the values of a list" : "the members of an object")"
          + " have `,` between them", at: token.span,
        secondary: [Diagnostic.Label(span: open, text: "opened here")], fix: fix))
    skip(to: place)
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
    if isRunLine(index) {
      failOpen(open, source.text(of: open), closer: closer.rawValue)
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
    let fix = Diagnostic.Fix(title: "take out the comma", replacing: token.span, with: "")
    fail(Diagnostic(code, message, at: token.span, fix: fix))
  }
}
