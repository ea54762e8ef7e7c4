// The operands of each statement.
extension StatementParser {
  /// Reads the operands of the statement whose keyword was taken.
  mutating func readOperands(of keyword: String) -> Statement.Kind {
    switch keyword {
    case "include": return readInclude()
    case "arg": return readArgument()
    case "let": return readLet()
    case "option": return readOption()
    case "budget": return .budget(readBudget())
    case "use": return readUse()
    case "set": return readSet()
    case "unset": return readUnset()
    case "sweep": return readSweep()
    case "run": return .run(readRunClauses())
    case "start": return .start(readRunClauses())
    case "wait": return readWait()
    case "expect": return readExpect()
    case "save": return readSave()
    case "print":
      guard let value = readValue("a value") else { return .malformed }
      return .print(value)
    default:
      // The table has no other statement, and a test holds it to that.
      fallSilent()
      return .malformed
    }
  }

  func malformedValue() -> Value { Value(kind: .malformed, span: here) }

  // MARK: let and option

  private mutating func readLet() -> Statement.Kind {
    guard let name = readName("a name") else { return .malformed }
    guard isAt(.assign) else {
      if isAt(.equal) {
        failMissing("`=`", fix: replacement(of: token.span, with: "="))
        return .bind(name: name, value: malformedValue())
      }
      failMissing(
        "`=`", fix: insertion(of: " =", at: lastEnd, title: "write `=` before the value"))
      return .bind(name: name, value: malformedValue())
    }
    _ = take()
    return .bind(name: name, value: readValue("a value") ?? malformedValue())
  }

  private mutating func readOption() -> Statement.Kind {
    guard let name = readName("the name of an option") else { return .malformed }
    if refuseAssign() { return .option(name: name, value: malformedValue()) }
    return .option(name: name, value: readValue("a value") ?? malformedValue())
  }

  /// Reports an `=` where the statement has none.
  private mutating func refuseAssign() -> Bool {
    guard isAt(.assign) else { return false }
    let keyword = form?.keyword ?? ""
    let gap = SourceSpan(
      source: token.span.source, start: lastEnd, end: next.span.start)
    let fix = Diagnostic.Fix(title: "take out the `=`", replacing: gap, with: " ")
    fail(
      Diagnostic(
        .surplusOperand, "`\(keyword)` takes its value without `=`\(formText)", at: token.span,
        fix: next.endsStatement ? nil : fix))
    return true
  }

  // MARK: use

  /// The modes of the grammar.
  static let modes = ["t2v", "i2v", "v2v", "a2v", "t2i", "i2i"]

  private mutating func readUse() -> Statement.Kind {
    let model: Value
    switch token.kind {
    case .word(let text): model = Value(kind: .word(text), span: take().span)
    case .string(let literal): model = Value(kind: .string(literal), span: take().span)
    case .reference(let path): model = Value(kind: .reference(path), span: take().span)
    case .invalid, .newline, .semicolon, .endOfFile:
      failMissing("a model")
      return .use(model: malformedValue(), mode: nil)
    default:
      let span = token.span
      failMissing("a model")
      return .use(model: Value(kind: .malformed, span: span), mode: nil)
    }
    guard isAt(word: "for") else { return .use(model: model, mode: nil) }
    _ = take()
    guard case .word(let mode) = token.kind else {
      failMissing("a mode")
      return .use(model: model, mode: nil)
    }
    guard Self.modes.contains(mode) else {
      failMode(mode)
      return .use(model: model, mode: nil)
    }
    return .use(model: model, mode: Spanned(mode, take().span))
  }

  private mutating func failMode(_ mode: String) {
    let meant = Suggestion.nearest(to: mode, in: Self.modes, synonyms: [:], limit: 2)
    let isSure = meant.count == 1
    fail(
      Diagnostic(
        .unknownMode, "\(Quoting.mention(mode)) is not a mode", at: token.span,
        label: isSure ? "did you mean `\(meant[0])`?" : "",
        help: ["the modes are " + Self.modes.map { "`\($0)`" }.joined(separator: ", ")],
        fix: isSure ? replacement(of: token.span, with: meant[0]) : nil))
  }

  // MARK: set and unset

  private mutating func readSet() -> Statement.Kind {
    guard let path = readPath() else { return .malformed }
    if refuseAssign() { return .set(path: path, value: malformedValue()) }
    return .set(path: path, value: readValue("a value") ?? malformedValue())
  }

  private mutating func readUnset() -> Statement.Kind {
    if isAt(word: "*") {
      _ = take()
      return .unset(path: nil)
    }
    return readPath().map { .unset(path: $0) } ?? .malformed
  }
}
