/// Finds the end of a body, and what it holds, while its bytes come in (RFC 9112 §6, §7.1).
struct BodyReader: Sendable {
  /// Bytes of a body: as they came, and without the framing of chunks.
  struct Piece: Sendable, Hashable {
    var raw: [UInt8]
    var content: [UInt8]
  }

  private enum State {
    case rest(Int)
    case untilClose
    /// The line with the size of a chunk, as far as it has come.
    case size([UInt8])
    case chunk(Int)
    /// The line break behind a chunk: so many bytes are missing.
    case chunkEnd(Int)
    /// A line behind the last chunk, as far as it has come.
    case trailer([UInt8])
    case over
  }

  private var state: State

  init(_ framing: MessageHead.Framing) {
    state =
      switch framing {
      case .none: .over
      case .length(let count): count > 0 ? .rest(count) : .over
      case .chunked: .size([])
      case .untilClose: .untilClose
      }
  }

  /// Whether the last byte has been taken; never for a body that ends with its connection.
  var isOver: Bool { if case .over = state { true } else { false } }

  /// Whether the end of the connection is the end of the body.
  var endsWithConnection: Bool { if case .untilClose = state { true } else { false } }

  /// Takes what belongs to the body from the front of `input`; nil where the framing is broken.
  mutating func take(_ input: inout ArraySlice<UInt8>) -> Piece? {
    var piece = Piece(raw: [], content: [])
    while !input.isEmpty && !isOver {
      switch state {
      case .untilClose:
        piece.raw += input
        piece.content += input
        input = []
      case .rest(let count):
        let bytes = input.prefix(count)
        piece.raw += bytes
        piece.content += bytes
        input = input.dropFirst(bytes.count)
        state = bytes.count == count ? .over : .rest(count - bytes.count)
      case .chunk(let count):
        let bytes = input.prefix(count)
        piece.raw += bytes
        piece.content += bytes
        input = input.dropFirst(bytes.count)
        state = bytes.count == count ? .chunkEnd(2) : .chunk(count - bytes.count)
      case .chunkEnd(let count):
        piece.raw.append(input.removeFirst())
        state = count == 1 ? .size([]) : .chunkEnd(count - 1)
      case .size(let line):
        guard let size = takeLine(&input, line, into: &piece.raw, State.size) else { continue }
        guard let count = Self.size(size) else { return nil }
        state = count == 0 ? .trailer([]) : .chunk(count)
      case .trailer(let line):
        guard let text = takeLine(&input, line, into: &piece.raw, State.trailer) else { continue }
        state = text.isEmpty ? .over : .trailer([])
      case .over: break
      }
    }
    return piece
  }

  /// A line without its break; nil until it is whole.
  private mutating func takeLine(
    _ input: inout ArraySlice<UInt8>, _ begun: [UInt8], into raw: inout [UInt8],
    _ waiting: ([UInt8]) -> State
  ) -> [UInt8]? {
    let end = input.firstIndex(of: 0x0A)
    let bytes = end.map { input[...$0] } ?? input
    raw += bytes
    input = input.dropFirst(bytes.count)
    let line = begun + bytes.filter { $0 != 0x0A && $0 != 0x0D }
    guard end != nil else {
      state = waiting(line)
      return nil
    }
    return line
  }

  private static func size(_ line: [UInt8]) -> Int? {
    let digits = line.prefix { $0 != UInt8(ascii: ";") && $0 != 0x20 }
    guard !digits.isEmpty, digits.count < 12 else { return nil }
    return Int(String(decoding: digits, as: UTF8.self), radix: 16).flatMap { $0 < 0 ? nil : $0 }
  }
}
