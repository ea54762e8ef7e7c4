/// Where in a statement the cursor stands: the words before it, and what is typed of the one at it.
struct CompletionPlace: Sendable {
  /// The text of the statements before the one at hand.
  let before: String
  /// The words of the statement before the cursor, as they are written.
  let words: [String]
  /// What has been typed of the word at the cursor; empty behind a space.
  let fragment: String
  /// What the cursor stands in.
  let site: Site

  /// What a cursor can stand in.
  enum Site: Sendable {
    /// Between or in the words of a statement.
    case statement
    /// In a text, where nothing can be completed.
    case text
    /// In a text, behind a `${` that nothing has closed.
    case interpolation
  }

  /// Finds the place; nil inside a comment.
  init?(_ text: String, at cursor: Int) {
    let bytes = Array(text.utf8.prefix(cursor))
    let script = Parser.parse(SourceText(name: "", bytes: bytes), allowsCommands: true)
    let tokens = script.tokens.dropLast()
    let start = tokens.lastIndex(where: \.endsStatement).map { $0 + 1 } ?? tokens.startIndex
    let own = tokens[start...]
    if let last = script.trivia.last, last.kind == .comment, last.span.end == bytes.count {
      return nil
    }
    let first = own.first?.span.start ?? bytes.count
    before = String(decoding: bytes[..<first], as: UTF8.self)
    let atCursor = own.last.flatMap { token -> Token? in
      if case .punctuation = token.kind { return nil }
      return token.span.end == bytes.count ? token : nil
    }
    words = (atCursor == nil ? own : own.dropLast()).map { script.source.text(of: $0.span) }
    let piece = atCursor.map { script.source.text(of: $0.span) } ?? ""
    // A quoted path is completed as one without quotes is, until an interpolation stands in it.
    let isPath =
      piece.hasPrefix("@\"") && !piece.contains("${") && !piece.dropFirst(2).contains("\"")
    let quote = piece.first { $0 != "@" }
    guard !isPath, quote == "\"" || quote == "'" else {
      site = .statement
      fragment = piece
      return
    }
    let name = Self.openName(in: piece)
    site = name == nil || quote == "'" ? .text : .interpolation
    fragment = name ?? ""
  }

  /// What stands behind the last `${`, if nothing has closed it.
  private static func openName(in text: String) -> String? {
    guard let opening = text.ranges(of: "${").last else { return nil }
    let name = text[opening.upperBound...]
    return name.contains("}") ? nil : String(name)
  }
}
