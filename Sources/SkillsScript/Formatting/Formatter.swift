/// Writes scripts in their canonical form.
///
/// The form: one statement a line, from the first column; one space between words; two before a comment
/// at the end of a line; at most one empty line in a row; LF at the end of every line. A list or object
/// that is written over several lines has one element a line, each with a comma; others stand on one.
/// Blocks are indented by four spaces, and so are lines that go on behind a `\`. Texts, numbers, words
/// and comments stay as they are. The meaning never changes, and the form of the form is itself.
package struct Formatter {
  private let script: Script
  private var index = 0
  private var output = ""
  /// How many lists and objects are open that are written over several lines.
  private var depth = 0
  /// The token whose comments were taken last.
  private var commentsTaken = -1
  /// Where `[0]` and `.name` stand that are parts of the path before them.
  private let pathParts: Set<Int>

  private static let indent = "    "

  /// The canonical form of a script; nil for one with errors.
  package static func formatted(_ script: Script) -> String? {
    guard !script.diagnostics.contains(where: { $0.severity == .error }) else { return nil }
    var formatter = Formatter(script: script)
    formatter.writeScript()
    return formatter.output
  }

  private init(script: Script) {
    self.script = script
    pathParts = Set(
      script.statements.flatMap { $0.path?.steps ?? [] }.map { step in
        // The span of a name is without its dot.
        if case .member = step.value { step.span.start - 1 } else { step.span.start }
      })
  }

  private var token: Token { script.tokens[index] }

  private func text(_ span: SourceSpan) -> String { script.source.text(of: span) }

  // MARK: - Statements

  private mutating func writeScript() {
    var emptyLines = 0
    var isLineOpen = false
    while true {
      // A comment that nothing stands before on its line has the line for itself.
      for comment in comments(before: token) {
        if isLineOpen {
          output += "  " + comment
        } else {
          beginLine(behind: emptyLines)
          output += comment
          isLineOpen = true
        }
        emptyLines = 0
      }
      switch token.kind {
      case .endOfFile:
        if isLineOpen { output += "\n" }
        return
      case .newline:
        if isLineOpen { output += "\n" } else { emptyLines += 1 }
        isLineOpen = false
        index += 1
      case .semicolon:
        index += 1
        // A comment behind it belongs to the statement before.
        if isLineOpen, !token.endsStatement, comments(before: token).isEmpty {
          output += "\n"
          isLineOpen = false
        }
      default:
        if isLineOpen { output += "\n" } else { beginLine(behind: emptyLines) }
        emptyLines = 0
        writeStatement()
        isLineOpen = true
      }
    }
  }

  private mutating func beginLine(behind emptyLines: Int) {
    if emptyLines > 0, !output.isEmpty { output += "\n" }
  }

  private func comments(before token: Token) -> [String] {
    script.trivia[token.leadingTrivia].filter { $0.kind == .comment }.map { comment in
      var text = text(comment.span)[...]
      while let last = text.last, last == " " || last == "\t" { text.removeLast() }
      return String(text)
    }
  }

  private mutating func writeStatement() {
    writeToken(behind: nil)
    while !token.endsStatement { writeNext() }
  }

  // MARK: - Tokens

  /// Writes the token at hand, with the space or the line break before it.
  private mutating func writeNext() {
    let before = script.tokens[index - 1]
    if script.trivia[token.leadingTrivia].contains(where: { $0.kind == .lineJoin }) {
      output += " \\\n" + Self.indent
      writeToken(behind: nil)
    } else {
      writeToken(behind: before)
    }
  }

  private mutating func writeToken(behind before: Token?) {
    if let before, needsSpace(between: before, token) { output += " " }
    switch token.kind {
    case .punctuation(.leftBracket): writeCollection(closing: .rightBracket)
    case .punctuation(.leftBrace): writeCollection(closing: .rightBrace)
    case .string: writeString()
    default:
      output += text(token.span)
      index += 1
    }
  }

  private func needsSpace(between first: Token, _ second: Token) -> Bool {
    switch second.kind {
    case .punctuation(.comma), .punctuation(.colon), .punctuation(.rightBracket),
      .punctuation(.rightBrace):
      return false
    case .punctuation(.leftBracket), .word:
      return !pathParts.contains(second.span.start)
    default: return true
    }
  }

  /// Writes a string; a block with its lines indented anew, line ends as LF.
  private mutating func writeString() {
    let written = text(token.span)
    index += 1
    guard written.hasPrefix("\"\"\"") else {
      output += written
      return
    }
    let lines = written.split(omittingEmptySubsequences: false, whereSeparator: \.isLineEnd)
    let last = lines.last ?? ""
    // By bytes: a blank and a combining mark behind it are one character.
    let old = Array(last.utf8.prefix(while: SyntaxByte.isBlank))
    let new = String(repeating: Self.indent, count: depth + 1)
    output += "\"\"\""
    for line in lines.dropFirst() {
      let content = Substring(
        line.utf8.starts(with: old)
          ? line.utf8.dropFirst(old.count) : line.utf8.drop(while: SyntaxByte.isBlank))
      output += "\n" + (content.isEmpty ? "" : new + content)
    }
  }
}

extension Statement {
  /// The path of a field that stands in it without a `$`.
  fileprivate var path: Path? {
    switch kind {
    case .set(let path, _), .sweep(.field(let path, _)): path
    case .unset(let path): path
    default: nil
    }
  }
}

extension Character {
  fileprivate var isLineEnd: Bool { self == "\n" || self == "\r" || self == "\r\n" }
}

// MARK: - Lists and objects

extension Formatter {
  private mutating func writeCollection(closing: Token.Punctuation) {
    let open = index
    output += text(token.span)
    index += 1
    if isBroken(from: open) {
      writeElements(closing: closing)
    } else {
      writeOnOneLine(closing: closing)
    }
  }

  /// Whether a line ends between a bracket and the one that closes it.
  private func isBroken(from open: Int) -> Bool {
    var level = 0
    var place = open
    while true {
      switch script.tokens[place].kind {
      case .punctuation(.leftBracket), .punctuation(.leftBrace): level += 1
      case .punctuation(.rightBracket), .punctuation(.rightBrace): level -= 1
      default: break
      }
      if level == 0 { return false }
      place += 1
      let trivia = script.trivia[script.tokens[place].leadingTrivia]
      if trivia.contains(where: { $0.kind == .lineEnd || $0.kind == .lineJoin }) { return true }
      if case .string = script.tokens[place].kind,
        text(script.tokens[place].span).hasPrefix("\"\"\"")
      {
        return true
      }
    }
  }

  private mutating func writeOnOneLine(closing: Token.Punctuation) {
    var before: Token?
    while token.kind != .punctuation(closing) {
      let isLastComma =
        token.kind == .punctuation(.comma)
        && script.tokens[index + 1].kind == .punctuation(closing)
      if isLastComma {
        index += 1
      } else {
        writeToken(behind: before)
        before = script.tokens[index - 1]
      }
    }
    output += closing.rawValue
    index += 1
  }

  private mutating func writeElements(closing: Token.Punctuation) {
    depth += 1
    let margin = String(repeating: Self.indent, count: depth)
    var isFresh = true
    while true {
      for comment in takeComments() {
        output +=
          comment.isTrailing && !isFresh ? "  " + comment.text : "\n" + margin + comment.text
      }
      if token.kind == .punctuation(closing) { break }
      output += "\n" + margin
      writeElement()
      isFresh = false
      output += ","
      // What stands between a value and its comma stands behind the comma.
      let early = takeComments()
      if token.kind == .punctuation(.comma) { index += 1 }
      for comment in early {
        output += comment.isTrailing ? "  " + comment.text : "\n" + margin + comment.text
      }
      if !early.isEmpty { isFresh = true }
    }
    depth -= 1
    output += "\n" + String(repeating: Self.indent, count: depth) + closing.rawValue
    index += 1
  }

  /// Writes the tokens of one element, up to the comma or the bracket behind it.
  private mutating func writeElement() {
    var before: Token?
    while true {
      switch token.kind {
      case .punctuation(.comma), .punctuation(.rightBracket), .punctuation(.rightBrace): return
      default: break
      }
      for comment in before == nil ? [] : takeComments() {
        // Between the name of a member and its value.
        output += "  " + comment.text + "\n" + String(repeating: Self.indent, count: depth + 1)
        before = nil
      }
      writeToken(behind: before)
      before = script.tokens[index - 1]
    }
  }

  /// The comments before the token at hand, each once; trailing if no line ends before it.
  private mutating func takeComments() -> [(text: String, isTrailing: Bool)] {
    guard index != commentsTaken else { return [] }
    commentsTaken = index
    var comments: [(text: String, isTrailing: Bool)] = []
    var isTrailing = true
    for piece in script.trivia[token.leadingTrivia] {
      switch piece.kind {
      case .lineEnd, .lineJoin: isTrailing = false
      case .comment:
        var text = text(piece.span)[...]
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        comments.append((String(text), isTrailing))
      case .byteOrderMark, .space: break
      }
    }
    return comments
  }
}
