/// Tries fixes out, so that only those are offered that make their statements right.
///
/// What is read again is no more than the statements that the finding and the fix touch, and all trials
/// together read no more than a few times the length of the script.
struct FixTrial {
  private let source: SourceText
  /// The marks that end statements; the last is the end of the source.
  private let ends: [SourceSpan]
  private let firstStatement: Int
  private let allowsCommands: Bool
  /// How many bytes may still be read again; beyond them no fix is offered.
  private var bytesLeft: Int

  /// Creates a trial for fixes of `source`, which was read as `tokens`.
  init(of source: SourceText, tokens: [Token], allowsCommands: Bool) {
    self.source = source
    self.allowsCommands = allowsCommands
    bytesLeft = 8 * source.bytes.count + Lexer.farthestEnd
    ends = tokens.filter(\.endsStatement).map(\.span)
    firstStatement = tokens.first { !$0.endsStatement }?.span.start ?? source.bytes.count
  }

  /// The finding of a fault, with the first of its fixes that makes its statements right.
  mutating func settled(_ fault: Lexer.Fault) -> Diagnostic {
    var finding = fault.diagnostic
    let fixes = (finding.fix.map { [$0] } ?? []) + fault.otherFixes
    finding.fix = nil
    for fix in fixes where mends(finding.primary.span, fix) {
      finding.fix = fix
      break
    }
    return finding
  }

  private mutating func mends(_ place: SourceSpan, _ fix: Diagnostic.Fix) -> Bool {
    let first = min(place.start, fix.edits.first?.span.start ?? place.start)
    let last = max(place.end, fix.edits.last?.span.end ?? place.end)
    let window = window(first, last)
    bytesLeft -= window.count
    guard bytesLeft >= 0 else { return false }
    var moved = fix
    for index in moved.edits.indices {
      moved.edits[index].span.start -= window.lowerBound
      moved.edits[index].span.end -= window.lowerBound
    }
    let mended = moved.applied(to: Array(source.bytes[window]), source: place.source)
    // A line end before it keeps what begins a file from being read at another place.
    let isFirst = window.lowerBound <= source.contentStart
    let text = SourceText(name: source.name, bytes: isFirst ? mended : [0x0A] + mended)
    var lexer = Lexer(text, index: 0)
    lexer.run()
    guard lexer.faults.isEmpty, !lexer.isIncomplete else { return false }
    if window.upperBound < source.bytes.count,
      source.bytes[window.upperBound] == SyntaxByte.semicolon, endsInComment(lexer)
    {
      return false
    }
    var parser = StatementParser(
      tokens: lexer.tokens, source: text, isAtBeginning: window.lowerBound <= firstStatement,
      allowsCommands: allowsCommands)
    parser.run()
    return parser.faults.isEmpty
  }

  /// Whether what stands behind the text would be taken into a comment.
  private func endsInComment(_ lexer: Lexer) -> Bool {
    guard let last = lexer.trivia.last, last.kind == .comment else { return false }
    return last.span.end == lexer.bytes.count
  }

  /// The bytes of all statements that touch the bytes from `first` to `last`.
  private func window(_ first: Int, _ last: Int) -> Range<Int> {
    // The end of the source has no bytes: what stands at it belongs to the statement before.
    let before = partition { $0.end <= first && $0.start < $0.end }
    let start = before > 0 ? ends[before - 1].end : 0
    let behind = partition { $0.start < last }
    return start..<(behind < ends.count ? ends[behind].start : source.bytes.count)
  }

  /// How many of the marks fulfil `isBefore`, which those at the beginning do.
  private func partition(_ isBefore: (SourceSpan) -> Bool) -> Int {
    var low = 0
    var high = ends.count
    while low < high {
      let middle = (low + high) / 2
      if isBefore(ends[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
