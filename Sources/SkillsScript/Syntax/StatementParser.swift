/// Reads statements from tokens, one token ahead.
///
/// A statement has at most one fault; after it the rest of its line is skipped in silence. What was
/// read before the fault stays in the statement, so that a field that was set or a label that was
/// given is known, and missing values are `.malformed`.
struct StatementParser {
  let tokens: [Token]
  let source: SourceText
  /// Whether the commands of the prompt are statements.
  let allowsCommands: Bool
  var index = 0
  private(set) var statements: [Statement] = []
  private(set) var faults: [Lexer.Fault] = []
  /// Whether the statement at hand has its fault, or a token that the lexer has reported.
  private(set) var isBroken = false
  /// The form of the statement at hand, where its keyword is known.
  var form: StatementForm?
  /// Whether the token at hand begins a statement although nothing ends the one before it.
  var beginsAnew = false
  /// What would close the brackets that are open, the outermost first.
  var closers: [Token.Punctuation] = []
  private var isAtBeginning: Bool
  private var zone = 0

  /// Creates a parser of tokens that end with `.endOfFile`; `isAtBeginning` says whether no
  /// statement of the file stands before them.
  init(
    tokens: [Token], source: SourceText, isAtBeginning: Bool = true, allowsCommands: Bool = false
  ) {
    self.tokens = tokens
    self.source = source
    self.allowsCommands = allowsCommands
    self.isAtBeginning = isAtBeginning
  }

  /// Reads every statement.
  mutating func run() {
    while true {
      switch token.kind {
      case .endOfFile: return
      case .newline, .semicolon:
        zone += 1
        index += 1
      default: readStatement()
      }
    }
  }

  private mutating func readStatement() {
    isBroken = false
    beginsAnew = false
    form = nil
    closers.removeAll()
    let first = token.span
    let isFirst = isAtBeginning
    isAtBeginning = false
    if isAt(word: "skv") {
      readVersion(isFirst: isFirst)
      if !isBroken, !token.endsStatement { failSurplus(of: .malformed) }
      while !token.endsStatement, !beginsAnew { index += 1 }
      return
    }
    let kind = readKind()
    if !isBroken, !token.endsStatement { failSurplus(of: kind) }
    let known = surplusTolerant(kind)
    while !token.endsStatement, !beginsAnew { index += 1 }
    let last = index > 0 ? tokens[index - 1].span : first
    statements.append(Statement(kind: known, span: first.union(last), keyword: first))
  }
}

// MARK: - Tokens

extension StatementParser {
  /// The token at hand; the last one stays at hand for ever.
  var token: Token { tokens[index] }

  /// The token behind the one at hand.
  var next: Token { tokens[min(index + 1, tokens.count - 1)] }

  /// The end of the token before the one at hand.
  var lastEnd: Int { index > 0 ? tokens[index - 1].span.end : 0 }

  /// Takes the token at hand.
  mutating func take() -> Token {
    let taken = token
    if index + 1 < tokens.count { index += 1 }
    return taken
  }

  /// Whether the token at hand is `mark`.
  func isAt(_ mark: Token.Punctuation) -> Bool { token.kind == .punctuation(mark) }

  /// Whether the token at hand is the bare word `word`.
  func isAt(word: String) -> Bool { token.kind == .word(word) }

  /// Whether nothing stands between the token before and the one at hand.
  var touchesLast: Bool { token.span.start == lastEnd }

  /// The token's text, where it is one that a name could be written with.
  func name(of token: Token) -> String? {
    switch token.kind {
    case .word(let text): text
    case .bool, .null: source.text(of: token.span)
    default: nil
    }
  }
}

// MARK: - Faults

extension StatementParser {
  /// Reports the fault of the statement at hand; later ones, and those that follow from a token
  /// that the lexer has reported, are not heard.
  mutating func fail(_ diagnostic: Diagnostic, otherFixes: [Diagnostic.Fix] = []) {
    if !isBroken, faults.last?.zone != zone {
      faults.append(Lexer.Fault(zone: zone, diagnostic: diagnostic, otherFixes: otherFixes))
    }
    isBroken = true
  }

  /// Goes on at the token `next`, past ends of statements that belong to the one at hand.
  mutating func skip(to next: Int) {
    while index < next {
      if token.endsStatement { zone += 1 }
      index += 1
    }
  }

  /// Marks the statement as one whose fault is reported already.
  mutating func fallSilent() {
    isBroken = true
  }

  /// Reports that `what` is missing at the token at hand, with the form of the statement.
  mutating func failMissing(
    _ what: String, _ code: DiagnosticCode = .missingOperand, fix: Diagnostic.Fix? = nil
  ) {
    if case .invalid = token.kind { return fallSilent() }
    fail(
      Diagnostic(
        code, "expected \(what)\(formText)", at: token.endsStatement ? here : token.span,
        label: token.endsStatement ? "\(what) belongs here" : "", fix: fix))
  }

  /// The place behind the last token that was read.
  var here: SourceSpan {
    SourceSpan(source: token.span.source, start: lastEnd, end: lastEnd)
  }

  /// `: `set PATH value`, for example `set prompt "a fox"``, where the statement is known.
  var formText: String {
    form.map { ": `\($0.usage)`, for example `\($0.example)`" } ?? ""
  }

  /// A fix that ends the statement before the token at hand, where reading goes on.
  mutating func newStatement() -> Diagnostic.Fix {
    beginsAnew = true
    return insertion(of: "; ", at: token.span.start, title: "begin a new statement with `;`")
  }

  /// A fix that puts `text` at an offset.
  func insertion(of text: String, at offset: Int, title: String) -> Diagnostic.Fix {
    let place = SourceSpan(source: token.span.source, start: offset, end: offset)
    return Diagnostic.Fix(title: title, replacing: place, with: text)
  }

  /// A fix that writes `text` in the place of `span`.
  func replacement(of span: SourceSpan, with text: String) -> Diagnostic.Fix {
    Diagnostic.Fix(writing: text, at: span)
  }
}
