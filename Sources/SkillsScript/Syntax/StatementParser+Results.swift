import LosslessJSON

// The operands of `wait`, `expect` and `save`, which speak of results.
extension StatementParser {
  mutating func readWait() -> Statement.Kind {
    var labels: [Path] = []
    while !token.endsStatement, !isBroken {
      guard let path = readResult("a result") else { return .malformed }
      labels.append(path)
    }
    return .wait(labels)
  }

  mutating func readExpect() -> Statement.Kind {
    guard let subject = readResult("a result") else { return .malformed }
    if isAt(word: "exists") {
      _ = take()
      return .expect(ExpectOperands(subject: subject))
    }
    guard let test = readOperator() else { return .malformed }
    guard let value = readValue("a value") else { return .malformed }
    return .expect(ExpectOperands(subject: subject, comparison: .init(test: test, value: value)))
  }

  mutating func readSave() -> Statement.Kind {
    guard let subject = readResult("a result") else { return .malformed }
    guard isAt(word: "to") else {
      let fix: Diagnostic.Fix? =
        if case .string = token.kind {
          insertion(of: "to ", at: token.span.start, title: "write `to` before the path")
        } else if isAt(word: "as") {
          replacement(of: token.span, with: "to")
        } else {
          nil
        }
      failMissing("`to`", fix: fix)
      return .malformed
    }
    _ = take()
    guard let path = readDestination() else { return .malformed }
    return .save(subject, destination: path)
  }

  /// Reads a reference; a path without its `$` is told apart.
  private mutating func readResult(_ what: String) -> Path? {
    if case .reference(var path) = token.kind {
      path.span = take().span
      return path
    }
    var fix: Diagnostic.Fix?
    switch token.kind {
    case .word(let word) where PathReader.path(word) != nil:
      fix = insertion(of: "$", at: token.span.start, title: "write `$\(word)`")
    case .string(let literal):
      if let text = literal.plainText, PathReader.path(text) != nil {
        fix = replacement(of: token.span, with: "$" + text)
      }
    default: break
    }
    failMissing(what, fix: fix)
    return nil
  }

  private mutating func readOperator() -> Spanned<ComparisonOperator>? {
    switch token.kind {
    case .punctuation(let mark):
      if let test = ComparisonOperator(rawValue: mark.rawValue) {
        return Spanned(test, take().span)
      }
    case .word(let word):
      if let test = ComparisonOperator(rawValue: word) { return Spanned(test, take().span) }
    default: break
    }
    failOperator()
    return nil
  }

  private mutating func failOperator() {
    if case .invalid = token.kind { return fallSilent() }
    let names = ["exists"] + ComparisonOperator.allCases.map(\.rawValue)
    var meant: String?
    switch token.kind {
    case .punctuation(.assign): meant = "=="
    case .word(let word):
      meant =
        Self.otherOperators[word.lowercased()]
        ?? Suggestion.nearest(to: word, in: names, synonyms: [:]).first
    default: break
    }
    let isEnd = token.endsStatement
    fail(
      Diagnostic(
        .unknownOperator, "expected an operator\(formText)", at: isEnd ? here : token.span,
        label: meant.map { "did you mean `\($0)`?" } ?? (isEnd ? "an operator belongs here" : ""),
        help: ["the operators are " + names.map { "`\($0)`" }.joined(separator: " ")],
        fix: meant.map { replacement(of: token.span, with: $0) }
          ?? (isEnd
            ? insertion(of: " exists", at: lastEnd, title: "write `exists` behind it") : nil)))
  }

  /// What people write for the operators elsewhere.
  private static let otherOperators = [
    "is": "==", "equals": "==", "eq": "==", "ne": "!=", "not": "!=", "lt": "<", "le": "<=",
    "gt": ">", "ge": ">=", "has": "contains", "includes": "contains", "like": "matches",
  ]
}
