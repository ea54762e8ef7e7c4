/// The texts that the spans of one run of the checker point into.
package struct SourceMap: Sendable {
  /// The texts; `SourceSpan.source` is an index into them.
  package var sources: [SourceText]

  /// Creates a map.
  package init(_ sources: [SourceText] = []) {
    self.sources = sources
  }

  /// The text that `span` points into; nil for an index that the map does not have.
  package subscript(span: SourceSpan) -> SourceText? {
    sources.indices.contains(span.source) ? sources[span.source] : nil
  }

  /// Takes in one more text and returns its index.
  package mutating func add(_ source: SourceText) -> Int {
    sources.append(source)
    return sources.count - 1
  }
}
