/// Splits a source into tokens and trivia, in time linear in its length.
///
/// The longest run of word characters is taken and classified whole. Whatever is wrong becomes an
/// `.invalid` token or a token with the value that was most likely meant, and a fault.
struct Lexer {
  /// An error together with the statement line it belongs to.
  struct Fault {
    /// How many ends of statements stand before it.
    var zone: Int
    var diagnostic: Diagnostic
    /// What is tried where the diagnostic's own fix does not make the statement right.
    var otherFixes: [Diagnostic.Fix] = []
  }

  let bytes: [UInt8]
  let source: Int
  let contentStart: Int

  var position = 0
  private(set) var tokens: [Token] = []
  private(set) var trivia: [Trivia] = []
  /// At most one for each statement line, the first by place.
  private(set) var faults: [Fault] = []
  private(set) var warnings: [Diagnostic] = []
  /// The brackets that are open, as their bytes.
  private(set) var brackets: [UInt8] = []
  /// The brackets that were open at a `;` of the line, where a comma was probably meant.
  private var abandonedBrackets: [UInt8] = []
  /// Whether the text ends inside a bracket or a block, or behind a `\`.
  var isIncomplete = false

  /// The index of the first token of the statement at hand.
  private(set) var statementStart = 0
  private var firstTrivia = 0
  private var zone = 0
  private var flaws: [TextFlaw]
  private var nextFlaw = 0

  /// Creates a lexer for a source whose spans carry `index`.
  init(_ text: SourceText, index: Int) {
    bytes = text.bytes
    source = index
    contentStart = text.contentStart
    flaws = TextFlaw.all(in: text.bytes, from: text.contentStart)
  }

  /// Reads the whole source.
  mutating func run() {
    if contentStart > 0 {
      position = contentStart
      add(.byteOrderMark, from: 0)
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      refuseUTF16()
    }
    while true {
      readTrivia()
      guard position < bytes.count else { break }
      readToken()
    }
    if !brackets.isEmpty { isIncomplete = true }
    add(.endOfFile, from: position)
  }

  func span(_ start: Int, _ end: Int) -> SourceSpan {
    SourceSpan(source: source, start: start, end: end)
  }

  /// The byte at `offset`; nil behind the end.
  func byte(at offset: Int) -> UInt8? {
    offset < bytes.count ? bytes[offset] : nil
  }

  /// Whether the bytes at `offset` are those of `text`.
  func has(_ text: StaticString, at offset: Int) -> Bool {
    guard offset + text.utf8CodeUnitCount <= bytes.count else { return false }
    return text.withUTF8Buffer { buffer in
      buffer.indices.allSatisfy { bytes[offset + $0] == buffer[$0] }
    }
  }

  /// The text of a range of bytes.
  func text(_ start: Int, _ end: Int) -> String {
    String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// The offset of the end of the line that holds `offset`.
  func lineEnd(from offset: Int) -> Int {
    var end = offset
    while end < bytes.count, !SyntaxByte.isLineEnd(bytes[end]) { end += 1 }
    return end
  }

  /// The offset behind the end of a line at `offset`; `offset` itself if there is none.
  func behindLineEnd(at offset: Int) -> Int {
    guard offset < bytes.count, SyntaxByte.isLineEnd(bytes[offset]) else { return offset }
    return has("\r\n", at: offset) ? offset + 2 : offset + 1
  }
}

// MARK: - Tokens

extension Lexer {
  /// Adds the token whose bytes run from `start` to the position.
  mutating func add(_ kind: Token.Kind, from start: Int) {
    let leading = firstTrivia..<trivia.count
    tokens.append(Token(kind: kind, span: span(start, position), leadingTrivia: leading))
    firstTrivia = trivia.count
  }

  /// Adds the trivia whose bytes run from `start` to the position.
  mutating func add(_ kind: Trivia.Kind, from start: Int) {
    trivia.append(Trivia(kind: kind, span: span(start, position)))
  }

  private mutating func readToken() {
    let start = position
    switch bytes[position] {
    case SyntaxByte.lineFeed, SyntaxByte.carriageReturn:
      position = behindLineEnd(at: position)
      endStatement(.newline, from: start)
    case SyntaxByte.semicolon:
      position += 1
      endStatement(.semicolon, from: start)
    case SyntaxByte.comma: addMark(.comma)
    case SyntaxByte.colon where isInObject: addMark(.colon)
    case SyntaxByte.leftBracket, SyntaxByte.leftBrace:
      brackets.append(bytes[position])
      addMark(bytes[position] == SyntaxByte.leftBracket ? .leftBracket : .leftBrace)
    case SyntaxByte.rightBracket, SyntaxByte.rightBrace:
      if brackets.popLast() == nil { _ = abandonedBrackets.popLast() }
      addMark(bytes[position] == SyntaxByte.rightBracket ? .rightBracket : .rightBrace)
    default:
      if let comparison = comparison() { addMark(comparison) } else { readRun() }
    }
  }

  private mutating func addMark(_ mark: Token.Punctuation) {
    let start = position
    position += mark.rawValue.utf8.count
    add(.punctuation(mark), from: start)
  }

  /// Whether the innermost bracket that is open is a `{`.
  var isInObject: Bool {
    (brackets.last ?? abandonedBrackets.last) == SyntaxByte.leftBrace
  }

  private func comparison() -> Token.Punctuation? {
    let isDouble = byte(at: position + 1) == SyntaxByte.equals
    switch bytes[position] {
    case SyntaxByte.equals: return isDouble ? .equal : .assign
    case SyntaxByte.exclamationMark: return isDouble ? .notEqual : nil
    case SyntaxByte.less: return isDouble ? .lessOrEqual : .less
    case SyntaxByte.greater: return isDouble ? .greaterOrEqual : .greater
    default: return nil
    }
  }

  private mutating func endStatement(_ kind: Token.Kind, from start: Int) {
    if kind == .semicolon {
      abandonedBrackets += brackets
    } else {
      abandonedBrackets.removeAll()
    }
    brackets.removeAll()
    add(kind, from: start)
    statementStart = tokens.count
    zone += 1
  }
}

// MARK: - Faults

extension Lexer {
  /// Reports an error of the statement line at hand.
  ///
  /// Of several the first by place stays, for the others are likely to follow from it; those of a
  /// kind that is mended at every place alike are one error with all the edits.
  mutating func report(_ diagnostic: Diagnostic, otherFixes: [Diagnostic.Fix] = []) {
    guard let last = faults.indices.last, faults[last].zone == zone else {
      faults.append(Fault(zone: zone, diagnostic: diagnostic, otherFixes: otherFixes))
      return
    }
    let start = diagnostic.primary.span.start
    // No copy of the first one is held here, or every edit would copy all that came before it.
    if faults[last].diagnostic.code == diagnostic.code,
      Self.mendedTogether.contains(diagnostic.code), let edits = diagnostic.fix?.edits,
      let end = faults[last].diagnostic.fix?.edits.last?.span.end, end <= start
    {
      faults[last].diagnostic.fix?.edits += edits
    } else if start < faults[last].diagnostic.primary.span.start {
      faults[last].diagnostic = diagnostic
      faults[last].otherFixes = otherFixes
    }
  }

  private static let mendedTogether: Set<DiagnosticCode> = [
    .unusualSpace, .unknownEscape, .controlCharacter,
  ]

  /// Where the error of the statement line at hand begins, if it has one already.
  var faultStart: Int? {
    guard let last = faults.last, last.zone == zone else { return nil }
    return last.diagnostic.primary.span.start
  }

  /// Where flaws of the text stand, which decides how they are mended.
  enum FlawPlace {
    case code
    case escapableText
    case rawText
    case comment
  }

  /// Reports the flaws that begin before `end`, and says whether there was an error among them.
  mutating func settleFlaws(before end: Int, in place: FlawPlace) -> Bool {
    var hadError = false
    while nextFlaw < flaws.count, flaws[nextFlaw].range.lowerBound < end {
      let flaw = flaws[nextFlaw]
      nextFlaw += 1
      switch flaw.kind {
      case .invalidUTF8:
        report(FlawReport.invalidUTF8(at: span(flaw.range.lowerBound, flaw.range.upperBound)))
        hadError = true
      case .control:
        report(FlawReport.control(flaw.range, of: bytes, source: source, in: place))
        hadError = true
      case .bidirectional where place != .code:
        warnings.append(
          FlawReport.bidirectional(flaw.range, of: bytes, source: source, in: place))
      case .bidirectional: break
      }
    }
    return hadError
  }

  private mutating func refuseUTF16() {
    position = bytes.count
    nextFlaw = flaws.count
    report(
      Diagnostic(
        .invalidUTF8, "the file is UTF-16, and scripts are UTF-8", at: span(0, 2),
        help: ["save it as UTF-8, for example with `iconv -f UTF-16 -t UTF-8`"]))
    add(.invalid, from: 0)
  }
}
