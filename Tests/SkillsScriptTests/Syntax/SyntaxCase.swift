import Testing

/// A marked source, and what its fixes make of it.
struct SyntaxCase: CustomTestStringConvertible, Sendable {
  let source: MarkedSource
  /// The text after the fixes; nil if there are none.
  let mended: String?
  /// The codes of what is still found after the fixes.
  let rest: [String]

  var testDescription: String { source.testDescription }

  /// Creates a case whose source has marks of its own, or the one mark `at`.
  init(_ marked: String, at mark: String? = nil, mended: String? = nil, rest: String? = nil) {
    source = mark.map { MarkedSource(text: marked, marks: [$0]) } ?? MarkedSource(marked)
    self.mended = mended
    self.rest = rest.map { [$0] } ?? []
  }

  static let all = characters + touching + strings + values + collections + statements
}
