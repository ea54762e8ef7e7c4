import Testing

/// A marked source, and what its fix makes of it.
struct SyntaxCase: CustomTestStringConvertible, Sendable {
  let source: MarkedSource
  /// The text after the fix, which has to be without errors; nil if there is no fix.
  let mended: String?

  var testDescription: String { source.testDescription }

  /// Creates a case whose source has marks of its own, or the one mark `at`.
  init(_ marked: String, at mark: String? = nil, mended: String? = nil) {
    source = mark.map { MarkedSource(text: marked, marks: [$0]) } ?? MarkedSource(marked)
    self.mended = mended
  }

  static let all =
    characters + touching + strings + values + collections + statements + wholes + versions
    + blocks
}
