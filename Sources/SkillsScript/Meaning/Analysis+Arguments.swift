import LosslessJSON

// MARK: - arg

extension Analysis {
  mutating func argument(_ operands: ArgumentOperands, _ statement: Statement) {
    let name = operands.name
    if isReserved(name, for: "an argument") { return }
    _ = isTaken(name)
    let choices = operands.choices.map { self.choices($0) }
    let standard = operands.standard.map { self.term(of: $0, in: .constant) }
    let form = ArgumentForm(
      type: operands.type?.value ?? standard.flatMap(ArgumentForm.type), choices: choices ?? nil)
    arguments.append(
      DeclaredArgument(
        name: name.value, usage: form.usage,
        standard: operands.standard.map { sources.text(of: $0.span) },
        help: comment(above: statement)))
    var value: Term?
    if let standard {
      if case .unknown = standard.kind {
        value = standard
      } else if let refusal = form.refusal(of: standard) {
        report(refusal)
        value = Term(.unknown, at: standard.span)
      } else {
        value = standard
      }
    }
    if let given = context.argument(name.value) { value = self.value(of: given, form, name) }
    // What is wrong with the list of choices, or cannot be read, is reported already.
    if value == nil, !isFaulty {
      report(
        Diagnostic(
          .argumentNotGiven, "the argument `\(name.value)` has no value", at: name.span,
          label: "takes \(form.usage)",
          help: [
            context.origin == .prompt
              ? "give it one here: `arg \(name.value) = …`"
              : "give it one, as in `\(name.value)=…` behind the script, or a default: `= …`"
          ]))
    }
    let term = value ?? Term(.unknown, at: name.span)
    if case .unknown = term.kind {
      scope.bind(name.value, to: .unknown, at: name.span)
    } else {
      scope.bind(name.value, to: .constant(term), at: name.span)
    }
  }

  private mutating func choices(_ value: Value) -> [Term]? {
    let term = term(of: value, in: .constant)
    let elements: [Term]
    switch term.kind {
    case .unknown: return nil
    case .list(let all): elements = all
    default: elements = [term]
    }
    let choices = elements.flatMap { element -> [Term] in
      guard case .range(let first, let last) = element.kind else { return [element] }
      return (first...last).map { Term(.number(JSONNumber($0)), at: element.span) }
    }
    if choices.isEmpty {
      report(
        Diagnostic(
          .emptyAxis, "an argument can have at least one value", at: value.span,
          label: "an empty list"))
      return nil
    }
    return choices
  }

  /// The value that was given from outside; unknown if it is not of the type, which is reported.
  private mutating func value(
    of given: GivenArgument, _ form: ArgumentForm, _ name: Spanned<String>
  ) -> Term {
    let term = form.term(for: given, at: name.span)
    if let term, !given.isSecret || term.plainText != nil { return term }
    let shown = given.isSecret ? "what was given" : Quoting.mention(given.text)
    report(
      Diagnostic(
        .argumentNotOfType, "\(shown) (\(given.place)) is not what `\(name.value)` takes",
        at: name.span, label: "takes \(form.usage)",
        help: term == nil
          ? [] : ["only a text can be secret, since what is recorded holds `***` in its place"]))
    return Term(.unknown, at: name.span)
  }

  /// The comment lines that end right above a statement which is the first of its line.
  private func comment(above statement: Statement) -> [String] {
    guard let source = sources[statement.span] else { return [] }
    var number = source.lineNumber(at: statement.span.start)
    let lead = source.bytes[source.line(number).lowerBound..<statement.span.start]
    guard lead.count < 80, lead.allSatisfy(SyntaxByte.isBlank) else { return [] }
    number -= 1
    var lines: [String] = []
    while number >= 1 {
      let text = source.text(in: source.line(number)).drop { $0 == " " || $0 == "\t" }
      guard text.hasPrefix("#"), !text.hasPrefix("#!") else { break }
      lines.append(String(text.dropFirst().trimmingPrefix(" ")))
      number -= 1
    }
    return lines.reversed()
  }
}

/// What an argument takes.
struct ArgumentForm {
  /// Its type; nil for a text, or one of the choices.
  var type: ArgumentType?
  /// The values that it can have; nil for any.
  var choices: [Term]?

  /// What it takes, for messages.
  var usage: String {
    if let choices { return choices.map(Self.shown).joinedByOr }
    return switch type ?? .string {
    case .string: "a text"
    case .int: "a whole number"
    case .number: "a number"
    case .bool: "true or false"
    case .file: "a file"
    case .duration: "a length of time such as 15m"
    }
  }

  /// The type of a default, where none is written.
  static func type(of term: Term) -> ArgumentType? {
    switch term.kind {
    case .number: .number
    case .bool: .bool
    case .file, .address: .file
    case .quantity(_, let unit): unit.isTime ? .duration : nil
    default: nil
    }
  }

  private static func shown(_ term: Term) -> String { written(term) ?? term.sketch }

  // MARK: - Defaults

  /// Why a default does not go with the type; nil if it does.
  func refusal(of standard: Term) -> Diagnostic? {
    if let choices {
      if choices.contains(where: { $0.isSame(as: standard) }) { return nil }
      return Self.refuse(standard, usage)
    }
    guard let type else { return nil }
    var fix: Diagnostic.Fix?
    switch (type, standard.kind) {
    case (.string, .text), (.number, .number), (.bool, .bool), (.file, .file), (.file, .address):
      return nil
    case (.int, .number(let number)) where number.isWholeAsWritten: return nil
    case (.duration, .quantity(_, let unit)) where unit.isTime: return nil
    case (.string, _):
      if let token = standard.token {
        fix = .init(writing: Quoting.quoted(token), at: standard.span)
      }
    case (.file, .text):
      if let text = standard.plainText {
        fix = .init(writing: "@" + Quoting.quoted(text), at: standard.span)
      }
    case (_, .text):
      if let text = standard.plainText, Self.term(for: text, type, "", at: standard.span) != nil {
        fix = .init(writing: text, at: standard.span)
      }
    case (.duration, .number(let number)):
      fix = .init(writing: number.text + "s", at: standard.span)
    default: break
    }
    return Self.refuse(standard, usage, fix)
  }

  private static func refuse(
    _ standard: Term, _ usage: String, _ fix: Diagnostic.Fix? = nil
  ) -> Diagnostic {
    Diagnostic(
      .argumentNotOfType, "the default is not what the argument takes", at: standard.span,
      label: "it takes \(usage)", fix: standard.origin == nil ? fix : nil)
  }

  // MARK: - Values from outside

  /// The value that a text stands for; nil if it is not of the type.
  func term(for given: GivenArgument, at span: SourceSpan) -> Term? {
    if let choices {
      return choices.first { Self.written($0) == given.text }
        .map { choice in
          var term = choice
          term.origin = choice.span
          term.span = span
          return term
        }
    }
    return Self.term(for: given.text, type ?? .string, given.folder, at: span)
  }

  /// The text that a choice is given by: without quotes, a file without its `@`.
  private static func written(_ choice: Term) -> String? {
    switch choice.kind {
    case .file(let name): name.written
    case .address(let address): address
    default: choice.plainText ?? choice.token
    }
  }

  private static func term(
    for text: String, _ type: ArgumentType, _ folder: String, at span: SourceSpan
  ) -> Term? {
    switch type {
    case .string: return Term(.text(text.isEmpty ? [] : [.text(text)]), at: span)
    case .int:
      guard let number = JSONNumber(text), number.isWholeAsWritten else { return nil }
      return Term(.number(number), at: span)
    case .number: return JSONNumber(text).map { Term(.number($0), at: span) }
    case .bool:
      return text == "true" || text == "false" ? Term(.bool(text == "true"), at: span) : nil
    case .duration:
      guard case .quantity(let number, let unit) = WordForm(text), unit.isTime else { return nil }
      return Term(.quantity(number, unit), at: span)
    case .file:
      guard !text.isEmpty else { return nil }
      if text.hasPrefix("https://") || text.hasPrefix("http://") {
        return Term(.address(text), at: span)
      }
      return Term(.file(FileName(written: text, isQuoted: true, folder: folder)), at: span)
    }
  }
}
