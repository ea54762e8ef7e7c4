/// Turns the answer of the server into what the client gets, by the fault that it meets.
///
/// A fault that finds nothing to spoil, such as a cut behind the last event, does not strike.
struct AnswerShaper: Sendable {
  private let fault: Fault?
  /// The moment (since 1970) that dates are counted from.
  private let now: Duration
  /// How many bytes of the answer have passed.
  private var passed = 0
  private var hasStruck = false
  /// Whether nothing of this answer follows any more.
  private var isOver = false
  private var head: MessageHead?
  private var framing = MessageHead.Framing.none
  private var stream: StreamShaper?

  /// - Parameter fault: One that is met by an answer, or nil.
  init(_ fault: Fault?, now: Duration) {
    self.fault = fault
    self.now = now
  }

  /// Takes the head of the answer.
  mutating func take(_ head: MessageHead, isToHead: Bool) -> [OutputStep] {
    self.head = head
    framing = head.answerFraming(isToHead: isToHead)
    switch fault {
    case .close: return over(.close)
    case .lateStatus(let answer):
      return [.bytes(answer.bytes(now: now, closes: true))] + over(.close)
    case .wrongLength(let by):
      guard case .length(let length) = framing else { return pass(head.bytes) }
      hasStruck = true
      var changed = head
      changed.replace("Content-Length", with: String(max(0, length + by)))
      return [.strike] + pass(changed.bytes)
    case .cut, .end, .duplicate, .reorder, .longLine:
      guard head.isEventStream, framing == .chunked || framing == .untilClose, let fault else {
        return pass(head.bytes)
      }
      let shaper = StreamShaper(fault, isChunked: framing == .chunked)
      stream = shaper
      return [.bytes(head.bytes)] + streamed { $0.begin() }
    default: return pass(head.bytes)
    }
  }

  /// Takes a piece of the body.
  mutating func take(_ piece: BodyReader.Piece) -> [OutputStep] {
    guard !isOver else { return [] }
    if stream != nil { return streamed { $0.take(piece.content) } }
    guard case .truncate(let bytes) = fault, case .length(let length) = framing else {
      return pass(piece.raw)
    }
    let limit = bytes ?? length / 2
    guard limit < length, passed + piece.raw.count >= limit else {
      passed += piece.raw.count
      return [.bytes(piece.raw)]
    }
    return [.bytes(Array(piece.raw.prefix(limit - passed)))] + over(.close)
  }

  /// Takes the end of the answer.
  mutating func end() -> [OutputStep] {
    guard !isOver else { return [] }
    var steps = stream == nil ? [] : streamed { $0.end() }
    if isOver { return steps }
    if case .wrongLength = fault, hasStruck { return steps + over(.close) }
    steps.append(framing == .untilClose ? .close : .done)
    return steps
  }

  // MARK: - Bytes

  private mutating func pass(_ bytes: [UInt8]) -> [OutputStep] {
    let before = passed
    passed += bytes.count
    switch fault {
    case .reset(let limit) where passed > limit:
      return [.bytes(Array(bytes.prefix(limit - before)))] + over(.reset)
    case .stall(let limit, let time) where passed > limit && !hasStruck:
      hasStruck = true
      return [
        .bytes(Array(bytes.prefix(limit - before))), .pause(time), .strike,
        .bytes(Array(bytes.dropFirst(limit - before))),
      ]
    case .dribble(let count, let pause):
      let mark: [OutputStep] = hasStruck ? [] : [.strike]
      hasStruck = true
      return mark + [.dribble(bytes[...], count: count, every: pause)]
    case .truncate:
      // Only the body is counted.
      passed = 0
      return [.bytes(bytes)]
    default: return [.bytes(bytes)]
    }
  }

  private mutating func over(_ step: OutputStep) -> [OutputStep] {
    isOver = true
    if hasStruck { return [step] }
    hasStruck = true
    return [.strike, step]
  }

  private mutating func streamed(_ body: (inout StreamShaper) -> [OutputStep]) -> [OutputStep] {
    guard var shaper = stream else { return [] }
    let steps = body(&shaper)
    stream = shaper
    isOver = shaper.isOver
    return steps
  }
}
