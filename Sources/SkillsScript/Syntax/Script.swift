/// A source as tokens and statements, whether or not it is a correct script.
package struct Script: Sendable {
  /// The text it was read from.
  package let source: SourceText
  /// The index that the spans carry.
  package let sourceIndex: Int
  /// The tokens in order; the last is `.endOfFile`.
  package let tokens: [Token]
  /// The trivia in order.
  package let trivia: [Trivia]
  /// The statements in order, those that could not be read whole included.
  package let statements: [Statement]
  /// What is wrong with the syntax, in the order of the places: at most one error for each
  /// statement line, and warnings.
  package let diagnostics: [Diagnostic]
  /// Whether the text ends inside brackets, inside a block string or behind a `\`, so that more
  /// lines could complete it.
  package let needsContinuation: Bool

  /// The bytes of all trivia and tokens, which are those of the source.
  package var printed: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(source.bytes.count)
    for token in tokens {
      for piece in trivia[token.leadingTrivia] { append(piece.span, to: &bytes) }
      append(token.span, to: &bytes)
    }
    return bytes
  }

  private func append(_ span: SourceSpan, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: source.bytes[span.start..<span.end])
  }
}
