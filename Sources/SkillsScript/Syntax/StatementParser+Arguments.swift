import LosslessJSON

// The operands of `include` and `arg`, which take in what stands outside of the script.
extension StatementParser {
  mutating func readInclude() -> Statement.Kind {
    guard let path = readDestination() else { return .malformed }
    return .include(path)
  }

  mutating func readArgument() -> Statement.Kind {
    guard let name = readName("a name") else { return .malformed }
    var operands = ArgumentOperands(name: name)
    if isAt(word: "in") {
      _ = take()
      operands.choices = readChoices()
    } else if case .word(let word) = token.kind {
      operands.type = readType(word)
    }
    guard !isBroken, !token.endsStatement else { return .argument(operands) }
    if isAt(.assign) {
      _ = take()
      operands.standard = readValue("a value")
    } else {
      failStandard(of: operands)
    }
    return .argument(operands)
  }

  private mutating func readChoices() -> Value? {
    switch token.kind {
    case .punctuation(.leftBracket), .range: return readValue("a list")
    default:
      failMissing("a list of the values it can have")
      return nil
    }
  }

  private mutating func readType(_ word: String) -> Spanned<ArgumentType>? {
    if let type = ArgumentType(rawValue: word) { return Spanned(type, take().span) }
    let names = ArgumentType.allCases.map(\.rawValue)
    let meant = Self.otherTypeNames[word.lowercased()]
    let near = meant ?? Suggestion.nearest(to: word, in: names, synonyms: [:]).first
    fail(
      Diagnostic(
        .unknownArgumentType, "\(Quoting.mention(word)) is not a type of arguments",
        at: token.span, label: near.map { "did you mean `\($0)`?" } ?? "",
        help: ["the types are " + names.map { "`\($0)`" }.joined(separator: ", ")],
        fix: near.map { replacement(of: token.span, with: $0) }))
    return nil
  }

  /// What people call the types elsewhere.
  private static let otherTypeNames = [
    "str": "string", "text": "string", "integer": "int", "float": "number", "double": "number",
    "decimal": "number", "boolean": "bool", "flag": "bool", "path": "file", "image": "file",
    "time": "duration",
  ]

  private mutating func failStandard(of operands: ArgumentOperands) {
    if case .invalid = token.kind { return fallSilent() }
    if isAt(.equal) {
      failMissing("`=`", fix: replacement(of: token.span, with: "="))
      return
    }
    switch token.kind {
    case .punctuation, .word: failSurplus(of: .argument(operands))
    default:
      failMissing(
        "`=`", fix: insertion(of: " =", at: lastEnd, title: "write `=` before the value"))
    }
  }
}
