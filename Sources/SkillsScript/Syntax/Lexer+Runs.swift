// Words, strings, references and files: one alone is a token, several that touch are an error.
extension Lexer {
  /// One part of a run of bytes without white space and punctuation.
  struct Piece {
    var kind: Kind
    var range: Range<Int>

    enum Kind {
      case word
      case string(StringLiteral)
      /// A string whose closing quote is missing.
      case openString(StringLiteral)
      case file(StringLiteral)
      /// A path without quotes that holds `${`.
      case interpolatedFile
      case reference(Path)
      /// `${name}` outside of a string.
      case bracedReference(Path)
      /// A text in typographic quotes, and what it is in straight ones.
      case typographic(String)
      /// Characters that begin nothing.
      case stray
    }
  }

  /// Reads pieces up to white space or punctuation and adds them as one token.
  mutating func readRun() {
    let start = position
    var pieces: [Piece] = []
    repeat {
      pieces.append(readPiece(isFirst: pieces.isEmpty))
    } while !runEnds(after: pieces)
    if pieces.count == 1, let kind = tokenKind(of: pieces[0]) {
      _ = settleFlaws(before: position, in: flawPlace(of: pieces[0]))
      add(kind, from: start)
      return
    }
    if !settleFlaws(before: position, in: .code) { reportRun(pieces) }
    add(.invalid, from: start)
  }

  private func runEnds(after pieces: [Piece]) -> Bool {
    guard let next = byte(at: position) else { return true }
    switch next {
    case SyntaxByte.space, SyntaxByte.tab, SyntaxByte.lineFeed, SyntaxByte.carriageReturn,
      SyntaxByte.semicolon, SyntaxByte.comma, SyntaxByte.leftBracket, SyntaxByte.rightBracket,
      SyntaxByte.leftBrace, SyntaxByte.rightBrace:
      return true
    case SyntaxByte.colon:
      guard isInObject, case .string? = pieces.last?.kind else {
        return false
      }
      return true
    case SyntaxByte.backslash:
      return position + 1 == bytes.count || SyntaxByte.isLineEnd(bytes[position + 1])
    case SyntaxByte.equals, SyntaxByte.less, SyntaxByte.greater:
      return pieces.count == 1 && !isStray(pieces[0])
    case SyntaxByte.exclamationMark:
      let compares = byte(at: position + 1) == SyntaxByte.equals
      return compares && pieces.count == 1 && !isStray(pieces[0])
    default:
      return unusualSpace(at: position) != nil
    }
  }

  func isStray(_ piece: Piece) -> Bool {
    if case .stray = piece.kind { true } else { false }
  }

  // MARK: Pieces

  private mutating func readPiece(isFirst: Bool) -> Piece {
    let start = position
    let kind: Piece.Kind
    switch bytes[position] {
    case SyntaxByte.quote, SyntaxByte.apostrophe:
      let string = readString()
      kind = string.isClosed ? .string(string.literal) : .openString(string.literal)
    case SyntaxByte.dollar: kind = readReference()
    case SyntaxByte.at: kind = readFile()
    case let byte where SyntaxByte.isWordPart(byte):
      while position < bytes.count, SyntaxByte.isWordPart(bytes[position]) { position += 1 }
      kind = .word
    default:
      if isFirst, let mended = readTypographicString() {
        kind = .typographic(mended)
      } else {
        skipStray()
        kind = .stray
      }
    }
    return Piece(kind: kind, range: start..<position)
  }

  private mutating func skipStray() {
    repeat {
      position += ScalarReader.piece(in: bytes, at: position, end: bytes.count).length
    } while position < bytes.count && bytes[position] >= 0x80 && unusualSpace(at: position) == nil
  }

  private mutating func readReference() -> Piece.Kind {
    if let (path, end) = PathReader.read(bytes, from: position + 1, source: source) {
      position = end
      return .reference(path)
    }
    if has("${", at: position),
      let (path, end) = PathReader.read(bytes, from: position + 2, source: source),
      byte(at: end) == SyntaxByte.rightBrace
    {
      position = end + 1
      return .bracedReference(path)
    }
    position += 1
    return .stray
  }

  private mutating func readFile() -> Piece.Kind {
    position += 1
    let start = position
    switch byte(at: position) {
    case SyntaxByte.quote, SyntaxByte.apostrophe: return .file(readString().literal)
    default: break
    }
    var isInterpolated = false
    while let next = byte(at: position), !endsBarePath(next) {
      if has("${", at: position), let end = interpolationEnd(at: position) {
        isInterpolated = true
        position = end
      } else {
        position += ScalarReader.piece(in: bytes, at: position, end: bytes.count).length
      }
    }
    if isInterpolated { return .interpolatedFile }
    if position == start { return .stray }
    var builder = LiteralBuilder()
    builder.append(bytes[start..<position])
    return .file(builder.literal(at: span(start, position)))
  }

  private func endsBarePath(_ byte: UInt8) -> Bool {
    switch byte {
    case SyntaxByte.space, SyntaxByte.tab, SyntaxByte.lineFeed, SyntaxByte.carriageReturn,
      SyntaxByte.semicolon, SyntaxByte.comma, SyntaxByte.rightBracket, SyntaxByte.rightBrace,
      SyntaxByte.rightParenthesis, SyntaxByte.quote, SyntaxByte.apostrophe:
      return true
    case SyntaxByte.backslash:
      return position + 1 == bytes.count || SyntaxByte.isLineEnd(bytes[position + 1])
    default:
      return byte >= 0x80 && unusualSpace(at: position) != nil
    }
  }

  private func interpolationEnd(at offset: Int) -> Int? {
    guard let (_, end) = PathReader.read(bytes, from: offset + 2, source: source),
      byte(at: end) == SyntaxByte.rightBrace
    else { return nil }
    return end + 1
  }

  // MARK: Tokens of one piece

  func tokenKind(of piece: Piece) -> Token.Kind? {
    switch piece.kind {
    case .string(let literal), .openString(let literal): return .string(literal)
    case .file(let literal): return .file(literal)
    case .reference(let path): return .reference(path)
    case .word where bytes[piece.range.lowerBound] != SyntaxByte.colon:
      let text = text(piece.range.lowerBound, piece.range.upperBound)
      switch WordForm(text) {
      case .word: return .word(text)
      case .number(let number): return .number(number)
      case .quantity(let number, let unit): return .quantity(number, unit)
      case .bool(let value): return .bool(value)
      case .null: return .null
      case .range(let first, let last): return .range(first, last)
      case .badNumber, .badRange: return nil
      }
    default: return nil
    }
  }

  private func flawPlace(of piece: Piece) -> FlawPlace {
    var start = piece.range.lowerBound
    if bytes[start] == SyntaxByte.at { start += 1 }
    return byte(at: start) == SyntaxByte.quote ? .escapableText : .rawText
  }
}
