import LosslessJSON

// The operands of `sweep`.
extension StatementParser {
  mutating func readSweep() -> Statement.Kind {
    if isAt(word: "from"), let table = readTable() { return .sweep(.table(table)) }
    if isBroken { return .malformed }
    if case .reference(let path) = token.kind {
      guard path.steps.isEmpty else {
        let span = token.span
        fail(
          Diagnostic(
            .malformedName, "a variable of a sweep is one name", at: span,
            label: "has parts", fix: replacement(of: span, with: "$" + path.head.value)))
        return .malformed
      }
      _ = take()
      return .sweep(.variable(path.head, readValues()))
    }
    guard let path = readPath() else { return .malformed }
    return .sweep(.field(path, readValues()))
  }

  /// Reads `from` and the table behind it; nil if `from` is the name of a field.
  private mutating func readTable() -> Value? {
    let clause = token.span
    switch next.kind {
    case .file, .reference:
      _ = take()
      return readValue("a table")
    case .string(let literal):
      _ = take()
      fail(
        Diagnostic(
          .missingOperand, "expected a table\(formText)", at: token.span,
          label: "a table is a file",
          fix: replacement(of: token.span, with: "@" + Quoting.quoted(literal))))
      return nil
    case .word(let word) where word != "in":
      _ = take()
      fail(
        Diagnostic(
          .missingOperand, "expected a table\(formText)", at: token.span,
          label: "a table is a file", fix: replacement(of: token.span, with: "@" + word)))
      return nil
    case .newline, .semicolon, .endOfFile:
      _ = take()
      fail(
        Diagnostic(
          .missingOperand, "expected a table\(formText)", at: here, label: "a table belongs here",
          secondary: [Diagnostic.Label(span: clause, text: "a table follows this")]))
      return nil
    default: return nil
    }
  }

  private mutating func readValues() -> Value {
    guard !isBroken else { return malformedValue() }
    guard isAt(word: "in") else {
      failIn()
      return malformedValue()
    }
    _ = take()
    return readValue("a list, a range or a result") ?? malformedValue()
  }

  private mutating func failIn() {
    let fix: Diagnostic.Fix?
    switch token.kind {
    case .punctuation(.assign), .punctuation(.equal):
      fix = replacement(of: token.span, with: "in")
    case .word("over"), .word("from"), .word("of"): fix = replacement(of: token.span, with: "in")
    case .punctuation(.leftBracket), .range, .reference, .file:
      fix = insertion(of: "in ", at: token.span.start, title: "write `in` before the values")
    default: fix = nil
    }
    failMissing("`in`", fix: fix)
  }
}
