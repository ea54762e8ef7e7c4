/// Reads `name.name[0]` from bytes, the form that stands behind `$` and inside `${ }`.
enum PathReader {
  /// The longest index that is read, in digits; it fits an Int.
  static let maximumIndexDigits = 18

  /// Reads the longest path that begins at `start`, and the offset behind it.
  ///
  /// A `.` without a name behind it, and a `[` without digits and `]`, are not part of the path.
  static func read(_ bytes: [UInt8], from start: Int, source: Int) -> (path: Path, end: Int)? {
    guard let headEnd = nameEnd(bytes, from: start) else { return nil }
    let head = Spanned(
      String(decoding: bytes[start..<headEnd], as: UTF8.self),
      SourceSpan(source: source, start: start, end: headEnd))
    var steps: [Spanned<Path.Step>] = []
    var end = headEnd
    while let step = step(bytes, from: end, source: source) {
      steps.append(step)
      end = step.span.end
    }
    let span = SourceSpan(source: source, start: start, end: end)
    return (Path(head: head, steps: steps, span: span), end)
  }

  /// The whole of `text` as a path, spans counted from `start`; nil if something is left over.
  static func path(_ text: String, at start: Int = 0, source: Int = 0) -> Path? {
    let bytes = Array(text.utf8)
    guard case (var path, let end)? = read(bytes, from: 0, source: source), end == bytes.count
    else {
      return nil
    }
    path.span = path.span.moved(by: start)
    path.head.span = path.head.span.moved(by: start)
    for index in path.steps.indices {
      path.steps[index].span = path.steps[index].span.moved(by: start)
    }
    return path
  }

  private static func step(_ bytes: [UInt8], from start: Int, source: Int)
    -> Spanned<Path.Step>?
  {
    guard start < bytes.count else { return nil }
    switch bytes[start] {
    case SyntaxByte.dot:
      guard let end = nameEnd(bytes, from: start + 1) else { return nil }
      let name = String(decoding: bytes[start + 1..<end], as: UTF8.self)
      return Spanned(.member(name), SourceSpan(source: source, start: start + 1, end: end))
    case SyntaxByte.leftBracket: return index(bytes, from: start, source: source)?.step
    default: return nil
    }
  }

  /// Reads the `[0]` that begins at `start`, and the offset behind it.
  static func index(_ bytes: [UInt8], from start: Int, source: Int)
    -> (step: Spanned<Path.Step>, end: Int)?
  {
    var end = start + 1
    while end < bytes.count, end - start <= maximumIndexDigits, SyntaxByte.isDigit(bytes[end]) {
      end += 1
    }
    guard end < bytes.count, bytes[end] == SyntaxByte.rightBracket,
      let index = Int(String(decoding: bytes[start + 1..<end], as: UTF8.self))
    else { return nil }
    return (Spanned(.index(index), SourceSpan(source: source, start: start, end: end + 1)), end + 1)
  }

  private static func nameEnd(_ bytes: [UInt8], from start: Int) -> Int? {
    guard start < bytes.count, SyntaxByte.isNameStart(bytes[start]) else { return nil }
    var end = start + 1
    while end < bytes.count, SyntaxByte.isNamePart(bytes[end]) { end += 1 }
    return end
  }
}

extension SourceSpan {
  /// The span of as many bytes, `distance` bytes further on.
  fileprivate func moved(by distance: Int) -> SourceSpan {
    SourceSpan(source: source, start: start + distance, end: end + distance)
  }
}
