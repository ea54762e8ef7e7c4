import LosslessJSON

// The clauses of `run` and `start`, each at most once, in any order.
extension StatementParser {
  /// Reads clauses up to the end of the statement or the first that is wrong.
  mutating func readRunClauses() -> RunClauses {
    var clauses = RunClauses()
    var seen: [String: SourceSpan] = [:]
    while !token.endsStatement, !isBroken {
      guard case .word(let word) = token.kind, ["as", "x", "to"].contains(word) else {
        failClause(given: seen)
        break
      }
      let keyword = take().span
      if let first = seen[word] {
        fail(
          Diagnostic(
            .repeatedClause, "`\(word)` stands twice in one `\(form?.keyword ?? "run")`",
            at: keyword,
            secondary: [Diagnostic.Label(span: first, text: "first given here")]))
        break
      }
      seen[word] = keyword
      switch word {
      case "as": clauses.label = readLabel()
      case "x": clauses.takes = readTakes()
      default: clauses.destination = readDestination()
      }
    }
    return clauses
  }

  private mutating func readLabel() -> Spanned<String>? {
    guard let name = readName("a label") else { return nil }
    guard name.value == "run" || name.value == "last" else { return name }
    let use = name.value == "run" ? "`run.label` and its like in output paths" : "the newest result"
    fail(
      Diagnostic(
        .reservedLabel, "a run is not labelled `\(name.value)`", at: name.span,
        label: "this name stands for \(use)"))
    return nil
  }

  private mutating func readTakes() -> Spanned<Int>? {
    guard case .number(let number) = token.kind else {
      failMissing("a number of takes")
      return nil
    }
    guard let count = Int(number.text), count >= 1 else {
      fail(
        Diagnostic(
          .malformedTakes, "a run has a whole number of takes, at least 1", at: token.span))
      return nil
    }
    return Spanned(count, take().span)
  }

  mutating func readDestination() -> StringLiteral? {
    if case .string(let literal) = token.kind {
      _ = take()
      return literal
    }
    var fix: Diagnostic.Fix?
    if case .word(let text) = token.kind {
      fix = replacement(of: token.span, with: Quoting.quoted(text))
    } else if case .file(let literal) = token.kind {
      fix = replacement(of: token.span, with: Quoting.quoted(literal))
    }
    failMissing("a path in quotes", fix: fix)
    return nil
  }

  private mutating func failClause(given: [String: SourceSpan]) {
    if case .invalid = token.kind { return fallSilent() }
    var fix: Diagnostic.Fix?
    func clause(_ word: String) -> Diagnostic.Fix? {
      guard given[word] == nil else { return nil }
      let shown = Quoting.mention("\(word) \(source.text(of: token.span))")
      return insertion(
        of: word + " ", at: token.span.start, title: "write \(shown)")
    }
    switch token.kind {
    case .string: fix = clause("to")
    case .number(let number) where Int(number.text) ?? 0 >= 1: fix = clause("x")
    case .word(let word) where word.hasPrefix("x") && Int(word.dropFirst()) ?? 0 >= 1:
      fix = given["x"] == nil ? replacement(of: token.span, with: "x " + word.dropFirst()) : nil
    case .word(let word) where StatementForm.isKeyword(word):
      fix = newStatement()
    case .word(let word) where SyntaxByte.isName(word): fix = clause("as")
    default: break
    }
    fail(
      Diagnostic(
        .unknownClause, "expected a clause of `\(form?.keyword ?? "run")`\(formText)",
        at: token.span, fix: fix))
  }
}
