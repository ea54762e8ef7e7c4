/// A half-open range of UTF-8 bytes in one source text.
///
/// Offsets count bytes from the first byte of the text, a byte order mark included.
package struct SourceSpan: Sendable, Hashable {
  /// The index of the source in its `SourceMap`; 0 is the file that was named on the command line.
  package var source: Int
  /// The offset of the first byte.
  package var start: Int
  /// The offset behind the last byte; equal to `start` for a place between two bytes.
  package var end: Int

  /// Creates a span of the bytes `start ..< end`.
  package init(source: Int = 0, start: Int, end: Int) {
    self.source = source
    self.start = start
    self.end = max(start, end)
  }

  /// The smallest span that covers both spans, which must lie in one source.
  package func union(_ other: SourceSpan) -> SourceSpan {
    SourceSpan(source: source, start: min(start, other.start), end: max(end, other.end))
  }
}

/// A value together with the bytes it was written with.
package struct Spanned<Value: Sendable & Hashable>: Sendable, Hashable {
  /// The value.
  package var value: Value
  /// Where it stands.
  package var span: SourceSpan

  /// Creates a value that stands at `span`.
  package init(_ value: Value, _ span: SourceSpan) {
    self.value = value
    self.span = span
  }
}
