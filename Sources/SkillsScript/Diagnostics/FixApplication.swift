extension Diagnostic.Fix {
  /// Creates a fix that writes `text` in the place of `span`, with a title that says so.
  init(writing text: String, at span: SourceSpan) {
    self.init(title: "write \(Quoting.mention(text))", replacing: span, with: text)
  }

  /// The bytes of a source with the edits of that source applied, in time linear in their number.
  ///
  /// Edits of other sources, edits that overlap an earlier one and edits that reach behind the end
  /// are left out.
  package func applied(to bytes: [UInt8], source: Int = 0) -> [UInt8] {
    var result: [UInt8] = []
    var copied = 0
    for edit in edits where edit.span.source == source {
      guard edit.span.start >= copied, edit.span.end <= bytes.count else { continue }
      result += bytes[copied..<edit.span.start]
      result += Array(edit.replacement.utf8)
      copied = edit.span.end
    }
    return result + bytes[copied...]
  }
}
