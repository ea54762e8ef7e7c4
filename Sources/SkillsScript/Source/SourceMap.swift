/// The texts that the spans of one run of the checker point into.
package struct SourceMap: Sendable {
  /// The texts; `SourceSpan.source` is an index into them.
  package private(set) var sources: [SourceText]
  /// The `include` statements that took texts in, by the index of the text.
  package private(set) var inclusions: [Int: SourceSpan] = [:]

  /// Creates a map.
  package init(_ sources: [SourceText] = []) {
    self.sources = sources
  }

  /// How many texts there are.
  package var count: Int { sources.count }

  /// The text that `span` points into; nil for an index that the map does not have.
  package subscript(span: SourceSpan) -> SourceText? {
    sources.indices.contains(span.source) ? sources[span.source] : nil
  }

  /// Takes in one more text, which the statement at `inclusion` has asked for, and returns its index.
  package mutating func add(_ source: SourceText, includedAt inclusion: SourceSpan? = nil) -> Int {
    sources.append(source)
    inclusions[sources.count - 1] = inclusion
    return sources.count - 1
  }

  /// The text of a span; empty where the map does not have it.
  package func text(of span: SourceSpan) -> String {
    self[span]?.text(of: span) ?? ""
  }

  /// The `include` statements that led to a text, the nearest first.
  package func chain(to source: Int) -> [SourceSpan] {
    var chain: [SourceSpan] = []
    var source = source
    // A text is only ever included by one that was there before it.
    while let inclusion = inclusions[source], inclusion.source < source {
      chain.append(inclusion)
      source = inclusion.source
    }
    return chain
  }
}
