import LosslessJSON

// The first word of a statement: a keyword, or the explanation why it is none.
extension StatementParser {
  /// Reads the keyword and the operands of a statement.
  mutating func readKind() -> Statement.Kind {
    guard case .word(let word) = token.kind else {
      failBeginning()
      return .malformed
    }
    if allowsCommands, let command = PromptCommand.named(word) { return readCommand(command) }
    guard let form = StatementForm.named(word) else {
      failWord(word)
      return .malformed
    }
    self.form = form
    _ = take()
    return readOperands(of: word)
  }

  private static let statements = StatementForm.all.map { "`\($0.keyword)`" }
    .joined(separator: ", ")
  private static let commands = PromptCommand.available.map { "`\($0.keyword)`" }
    .joined(separator: ", ")

  /// What a statement can begin with, as help.
  private var beginnings: [String] {
    ["the statements are \(Self.statements)"]
      + (allowsCommands ? ["the commands are \(Self.commands)"] : [])
  }

  /// Reads the line that names the version of the language, which is no statement of its own.
  mutating func readVersion(isFirst: Bool) {
    form = StatementForm.named("skv")
    let keyword = take().span
    guard isFirst else {
      fail(
        Diagnostic(
          .misplacedVersion, "`skv` stands first in the file, before every other statement",
          at: keyword))
      return
    }
    guard case .number(let number) = token.kind else {
      failMissing(
        "the version of the language",
        fix: token.endsStatement
          ? insertion(of: " 1", at: lastEnd, title: "write `skv 1`")
          : nil)
      return
    }
    guard number.text == "1" else {
      fail(
        Diagnostic(
          .unreadVersion, "this skv reads version 1 of the language, not \(number.text)",
          at: token.span))
      return
    }
    _ = take()
  }

  private mutating func failBeginning() {
    if case .invalid = token.kind { return fallSilent() }
    let fix: Diagnostic.Fix?
    if case .string = token.kind, next.endsStatement {
      fix = insertion(
        of: "set prompt ", at: token.span.start, title: "write `set prompt` before it")
    } else {
      fix = nil
    }
    fail(
      Diagnostic(
        .expectedStatement, "a statement begins with a word", at: token.span,
        help: beginnings, fix: fix))
  }

  private mutating func failWord(_ word: String) {
    if let reserved = ReservedWord.named(word) {
      fail(
        Diagnostic(
          .reservedWord, "`\(word)` is not a statement of this language", at: token.span,
          help: [reserved.explanation]))
      return
    }
    if let command = PromptCommand.named(word) {
      fail(
        Diagnostic(
          .promptCommand, "`\(word)` is a command of the prompt", at: token.span,
          label: "not in a script", help: [command.instead]))
      return
    }
    failUnknown(word)
  }

  private mutating func failUnknown(_ word: String) {
    let mention = Quoting.mention(word)
    if next.kind == .punctuation(.assign), SyntaxByte.isName(word) {
      fail(
        Diagnostic(
          .unknownStatement, "\(mention) is not a statement", at: token.span,
          label: "a constant is given a name with `let`",
          fix: insertion(of: "let ", at: token.span.start, title: "write `let` before it")))
      return
    }
    if allowsCommands, PromptCommand.ofTheShell.contains(word) {
      fail(
        Diagnostic(
          .unknownStatement, "\(mention) is not a statement", at: token.span,
          label: "a command of the shell", help: ["write `skv \(word) …` there"]))
      return
    }
    let commands = allowsCommands ? PromptCommand.available.map(\.keyword) : []
    let keywords = StatementForm.all.map(\.keyword).filter { $0 != "skv" } + commands
    if let meant = Suggestion.nearest(to: word, in: keywords).first {
      fail(
        Diagnostic(
          .unknownStatement, "\(mention) is not a statement", at: token.span,
          label: "did you mean `\(meant)`?", fix: replacement(of: token.span, with: meant)))
      return
    }
    var fix: Diagnostic.Fix?
    var help = beginnings
    if isValueStart(next), PathReader.path(word) != nil {
      fix = insertion(of: "set ", at: token.span.start, title: "write `set` before it")
      help = ["a field gets its value with `set PATH value`"]
    }
    fail(
      Diagnostic(
        .unknownStatement, "\(mention) is not a statement", at: token.span, help: help, fix: fix))
  }

  private func isValueStart(_ token: Token) -> Bool {
    switch token.kind {
    case .string, .number, .quantity, .file, .reference, .bool, .null: true
    default: false
    }
  }

  // MARK: What stands behind a statement

  /// Reports that the statement goes on behind its end.
  mutating func failSurplus(of kind: Statement.Kind) {
    if case .invalid = token.kind { return fallSilent() }
    if isAt(.leftBracket), touchesLast, index > 0, case .reference = tokens[index - 1].kind {
      failIndex()
      return
    }
    let usage = form.map { "`\($0.usage)`" } ?? "the statement"
    var help = ["a statement ends at `;` or at the end of the line"]
    let fix = surplusFix(of: kind)
    if fix == nil, form != nil { help.append("the form is \(usage)") }
    if isArithmetic { help = [FlawReport.noArithmetic] }
    fail(
      Diagnostic(
        .surplusOperand, "expected the end of the statement", at: token.span,
        label: form.map { "`\($0.keyword)` ends before this" } ?? "", help: help, fix: fix))
  }

  /// Whether what follows the value is the sign of a calculation, such as `+` or `+1`.
  private var isArithmetic: Bool {
    guard case .word(let word) = token.kind, let first = word.utf8.first else {
      if case .number(let number) = token.kind { return number.isNegative }
      return false
    }
    return "+-*/%".utf8.contains(first) && word.utf8.dropFirst().allSatisfy(SyntaxByte.isDigit)
  }

  private mutating func surplusFix(of kind: Statement.Kind) -> Diagnostic.Fix? {
    if case .word(let word) = token.kind {
      if StatementForm.isKeyword(word), next.span.start > token.span.end || next.endsStatement,
        isStatement(word)
      {
        return newStatement()
      }
      if case .use = kind, Self.modes.contains(word) {
        return insertion(of: "for ", at: token.span.start, title: "write `for \(word)`")
      }
    }
    switch kind {
    case .set(_, let value), .bind(_, let value), .print(let value), .option(_, let value):
      return quotingFix(of: value)
    case .expect(let operands):
      return operands.comparison.flatMap { quotingFix(of: $0.value) }
    case .argument(let operands): return operands.standard.flatMap(quotingFix)
    default: return nil
    }
  }

  /// Whether a keyword inside of a line is more likely a statement than a word of a text.
  private func isStatement(_ word: String) -> Bool {
    switch (word, next.kind) {
    case ("run", .newline), ("run", .semicolon), ("run", .endOfFile): true
    case ("start", .newline), ("start", .semicolon), ("start", .endOfFile): true
    case ("run", .word(let clause)), ("start", .word(let clause)):
      ["as", "x", "to"].contains(clause)
    case ("set", .word): isValueStart(tokens[min(index + 2, tokens.count - 1)])
    case ("use", .word(let model)): model.contains("/") || model.contains("-")
    case ("print", .string), ("print", .reference): true
    default: false
    }
  }

  /// A fix that quotes a value and everything behind it as one text, if that reads as words.
  private func quotingFix(of value: Value) -> Diagnostic.Fix? {
    switch value.kind {
    case .word, .number, .quantity, .bool, .null, .range: break
    default: return nil
    }
    var last = index
    while !tokens[last].endsStatement { last += 1 }
    let whole = value.span.union(tokens[last - 1].span)
    if case .number(let number) = value.kind, last == index + 1, case .word(let text) = token.kind,
      let unit = Unit(rawValue: text)
    {
      return replacement(of: whole, with: number.text + unit.rawValue)
    }
    guard isText(value, tokens[index..<last]) else { return nil }
    return Diagnostic.Fix(
      title: "quote it as one text", replacing: whole, with: Quoting.quoted(source.text(of: whole)))
  }

  /// Whether a value and what follows it are words of a text: nothing but words, numbers and
  /// commas, and at least two words that begin with a letter.
  private func isText(_ value: Value, _ rest: ArraySlice<Token>) -> Bool {
    func isWritten(_ text: String) -> Bool {
      text.unicodeScalars.first.map(\.properties.isAlphabetic) ?? false
    }
    var words = 0
    if case .word(let text) = value.kind, isWritten(text) { words += 1 }
    for token in rest {
      switch token.kind {
      case .word(let text): words += isWritten(text) ? 1 : 0
      case .number, .quantity, .bool, .null, .range, .punctuation(.comma): break
      default: return false
      }
    }
    return words >= 2
  }

  /// The statement without a value that is only the beginning of what was meant.
  func surplusTolerant(_ kind: Statement.Kind) -> Statement.Kind {
    guard isBroken else { return kind }
    func emptied(_ value: Value) -> Value { Value(kind: .malformed, span: value.span) }
    switch kind {
    case .set(let path, let value): return .set(path: path, value: emptied(value))
    case .bind(let name, let value): return .bind(name: name, value: emptied(value))
    case .option(let name, let value): return .option(name: name, value: emptied(value))
    case .print, .unset, .expect: return .malformed
    case .sweep(.field(let path, let value)): return .sweep(.field(path, emptied(value)))
    case .sweep(.variable(let name, let value)): return .sweep(.variable(name, emptied(value)))
    case .sweep(.table(let value)): return .sweep(.table(emptied(value)))
    case .argument(var operands):
      operands.standard = operands.standard.map(emptied)
      return .argument(operands)
    default: return kind
    }
  }
}
