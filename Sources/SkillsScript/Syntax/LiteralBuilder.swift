/// Gathers the segments of a string while it is read.
struct LiteralBuilder {
  private(set) var segments: [StringLiteral.Segment] = []
  private var pending: [UInt8] = []

  /// Appends bytes as they stand in the source; what is no UTF-8 becomes U+FFFD.
  mutating func append(_ bytes: ArraySlice<UInt8>) {
    pending.append(contentsOf: bytes)
  }

  /// Appends one byte.
  mutating func append(_ byte: UInt8) {
    pending.append(byte)
  }

  /// Appends a character that was written as an escape.
  mutating func append(_ scalar: Unicode.Scalar) {
    pending.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  /// Appends an interpolation.
  mutating func append(_ path: Path) {
    flush()
    segments.append(.interpolation(path))
  }

  /// Ends the text and returns the literal.
  mutating func literal(at span: SourceSpan) -> StringLiteral {
    flush()
    return StringLiteral(segments: segments, span: span)
  }

  private mutating func flush() {
    guard !pending.isEmpty else { return }
    segments.append(.text(String(decoding: pending, as: UTF8.self)))
    pending.removeAll(keepingCapacity: true)
  }
}
