/// The findings about flaws of a text.
enum FlawReport {
  /// The help where something is calculated.
  static let noArithmetic = "a script has no arithmetic; write the result"

  static func invalidUTF8(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .invalidUTF8, "these bytes are not UTF-8", at: span,
      label: "\(span.end - span.start) byte\(span.end - span.start == 1 ? "" : "s")",
      help: ["save the script as UTF-8"])
  }

  static func control(
    _ range: Range<Int>, of bytes: [UInt8], source: Int, in place: Lexer.FlawPlace
  ) -> Diagnostic {
    let span = SourceSpan(source: source, start: range.lowerBound, end: range.upperBound)
    let scalars = String(decoding: bytes[range], as: UTF8.self).unicodeScalars
    let isNull = scalars.first == "\0"
    let what = isNull ? "a NUL character" : "a control character"
    let fix: Diagnostic.Fix
    switch place {
    case .escapableText:
      let escapes = escapes(of: scalars)
      fix = Diagnostic.Fix(title: "write it as an escape", replacing: span, with: escapes)
    case .code:
      fix = Diagnostic.Fix(title: "write a space", replacing: span, with: " ")
    case .rawText, .comment:
      fix = Diagnostic.Fix(title: "take it out", replacing: span, with: "")
    }
    return Diagnostic(
      .controlCharacter, "\(what) stands in the script", at: span,
      label: escapes(of: scalars, atMost: 8), fix: fix)
  }

  static func bidirectional(
    _ range: Range<Int>, of bytes: [UInt8], source: Int, in place: Lexer.FlawPlace
  ) -> Diagnostic {
    let span = SourceSpan(source: source, start: range.lowerBound, end: range.upperBound)
    let scalars = String(decoding: bytes[range], as: UTF8.self).unicodeScalars
    let fix =
      place == .escapableText
      ? Diagnostic.Fix(title: "write it as an escape", replacing: span, with: escapes(of: scalars))
      : Diagnostic.Fix(title: "take it out", replacing: span, with: "")
    return Diagnostic(
      .bidirectionalControl, severity: .warning,
      "this character changes the direction of the text after it", at: span,
      label: "what is shown here may not be what is sent", fix: fix)
  }

  private static func escapes(of scalars: String.UnicodeScalarView, atMost limit: Int = .max)
    -> String
  {
    scalars.prefix(limit).map(DisplayWidth.escape).joined()
  }
}
