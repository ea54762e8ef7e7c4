/// Splits one direction of a connection into messages and their parts, while bytes come in.
///
/// It is pushed bytes and pulled parts, so that a second request waits until the first is answered.
struct MessageReader: Sendable {
  enum Part: Sendable, Hashable {
    case head(MessageHead)
    /// An answer before the answer: a status from 100 to 199.
    case interim(MessageHead)
    case body(BodyReader.Piece)
    case end
    /// What is not HTTP: everything that has come and was not pulled yet.
    case unreadable([UInt8])
  }

  enum Side: Sendable { case requests, answers }

  private let side: Side
  private var waiting: ArraySlice<UInt8> = []
  private var body: BodyReader?
  /// Whether the next answer is to a HEAD request, and has no body.
  var isToHead = false

  private static let longestHead = 1 << 16

  init(_ side: Side) { self.side = side }

  /// Whether a message has begun and not ended.
  var isWithinMessage: Bool { body != nil || !waiting.isEmpty }

  mutating func push(_ bytes: [UInt8]) { waiting += bytes }

  /// Everything that has come and was not pulled.
  mutating func takeRest() -> [UInt8] {
    defer { waiting = [] }
    return Array(waiting)
  }

  /// The next part; nil until more has come.
  mutating func next() -> Part? {
    guard var body else { return nextHead() }
    if body.isOver {
      self.body = nil
      return .end
    }
    guard !waiting.isEmpty else { return nil }
    let before = waiting
    guard let piece = body.take(&waiting) else {
      waiting = before
      return .unreadable(takeRest())
    }
    self.body = body
    return .body(piece)
  }

  /// The last part, when the connection has ended: `.end` if that is how the body ends, else nil.
  mutating func finish() -> Part? {
    guard let body, body.endsWithConnection else { return nil }
    self.body = nil
    return .end
  }

  private mutating func nextHead() -> Part? {
    while let first = waiting.first, first == 0x0D || first == 0x0A { waiting.removeFirst() }
    guard !waiting.isEmpty else { return nil }
    guard let end = waiting.firstRange(of: [0x0D, 0x0A, 0x0D, 0x0A]) else {
      return waiting.count > Self.longestHead ? .unreadable(takeRest()) : nil
    }
    guard let head = MessageHead(waiting[..<end.upperBound]) else {
      return .unreadable(takeRest())
    }
    waiting = waiting[end.upperBound...]
    switch side {
    case .requests: body = BodyReader(head.requestFraming)
    case .answers:
      if (100..<200).contains(head.status) { return .interim(head) }
      body = BodyReader(head.answerFraming(isToHead: isToHead))
    }
    return .head(head)
  }
}
