/// Decides what one connection of the proxy passes on, and what it does instead.
///
/// It is told what comes and answers with what to do, and touches no socket; whoever drives it
/// performs the actions in order. One request is on its way at a time: what comes behind it waits.
struct ProxyDialogue: Sendable {
  enum Event: Sendable, Hashable {
    case clientBytes([UInt8])
    /// The client has closed or reset its side.
    case clientLeft
    case serverBytes([UInt8])
    case serverEnded
    /// The server could not be reached, or reset the connection.
    case serverLost
    /// The time of a `wake` is up.
    case timer
    /// What was to be written to the client has been.
    case drained
  }

  enum Action: Sendable, Hashable {
    case toClient([UInt8])
    case toServer([UInt8])
    case wake(after: Duration)
    case tellWhenDrained
    case report(InjectedFault)
    /// Nobody listens for this long.
    case refuse(Duration)
    /// The client's bytes are not TLS to be ended here, whatever they are.
    case stayPlain
    /// Leaves the client's bytes unread, or reads them again.
    case listen(Bool)
    /// Ends everything, the client's side in good order when it has got what is left.
    case close
    /// Ends everything, the client's side with a reset.
    case reset
  }

  private enum Phase {
    case talking
    /// Resets at the first byte; for TLS that is within the handshake.
    case primed(InjectedFault)
    case deaf
    /// What is spoken is not HTTP: it passes as it is.
    case tunnel
    case over
  }

  private struct Exchange {
    var draw: FaultDice.Draw?
    var isPassedOn: Bool
    /// Whether the client wants no other request on this connection.
    var isLast: Bool
    var shaper: AnswerShaper
    var isRequestOver = false
  }

  private let connection: Int
  private let isSecure: Bool
  private var phase = Phase.talking
  private var requests = MessageReader(.requests)
  private var answers = MessageReader(.answers)
  private var exchange: Exchange?
  private var requestCount = 0
  private var output: [OutputStep] = []
  private var isPaused = false
  private var hasServerEnded = false

  /// - Parameters:
  ///   - connection: Its number, from 1.
  ///   - isSecure: Whether the client speaks TLS, which the server is told.
  init(connection: Int, isSecure: Bool) {
    self.connection = connection
    self.isSecure = isSecure
  }

  /// What is done as soon as the connection is made.
  mutating func begin(_ dice: inout FaultDice) -> [Action] {
    guard let draw = dice.connection() else { return [] }
    switch draw.fault {
    case .refuse(let time): return [.refuse(time), .report(draw.record)]
    case .close: return [.report(draw.record)] + end(.close)
    case .stall(_, let time):
      phase = .deaf
      return [.listen(false)] + (time.map { [.wake(after: $0)] } ?? []) + [.report(draw.record)]
    default:
      phase = .primed(draw.record)
      return [.stayPlain]
    }
  }

  /// Takes in what happened; `now` is the time since 1970.
  mutating func handle(
    _ event: Event, _ dice: inout FaultDice, now: Duration
  ) -> [Action] {
    switch (phase, event) {
    case (.over, _): return []
    case (_, .clientLeft): return end(.close)
    case (.primed(let record), .clientBytes): return [.report(record)] + end(.reset)
    case (.deaf, .timer):
      phase = .talking
      return [.listen(true)]
    case (.tunnel, .clientBytes(let bytes)): return [.toServer(bytes)]
    case (.tunnel, .serverBytes(let bytes)): return [.toClient(bytes)]
    case (.tunnel, .serverEnded): return end(.close)
    case (_, .serverLost): return end(.reset)
    case (.talking, .clientBytes(let bytes)):
      requests.push(bytes)
      return pull(&dice, now)
    case (.talking, .serverBytes(let bytes)):
      answers.push(bytes)
      return answer() + perform(&dice, now)
    case (.talking, .serverEnded):
      hasServerEnded = true
      return serverEnded() + perform(&dice, now)
    case (.talking, .timer), (.talking, .drained):
      isPaused = false
      return perform(&dice, now)
    default: return []
    }
  }

  // MARK: - Requests

  private mutating func pull(_ dice: inout FaultDice, _ now: Duration) -> [Action] {
    var actions: [Action] = []
    while case .talking = phase, exchange?.isRequestOver != true, let part = requests.next() {
      switch part {
      case .head(let head), .interim(let head): actions += begin(head, &dice, now)
      case .body(let piece):
        if exchange?.isPassedOn == true { actions.append(.toServer(piece.raw)) }
      case .end:
        exchange?.isRequestOver = true
        if let exchange, !exchange.isPassedOn { output += Self.answer(exchange, now) }
        actions += perform(&dice, now)
      case .unreadable(let bytes):
        phase = .tunnel
        actions.append(.toServer(bytes))
      }
    }
    return actions
  }

  private mutating func begin(
    _ head: MessageHead, _ dice: inout FaultDice, _ now: Duration
  ) -> [Action] {
    var head = head
    requestCount += 1
    let sighting = RequestKind.read(method: head.method, target: head.target)
    let draw = sighting.flatMap { sighting in
      dice.request(
        sighting.kind, generation: sighting.generation, connection: connection,
        isReused: requestCount > 1)
    }
    answers.isToHead = head.method == "HEAD"
    let isPassedOn =
      switch draw?.fault {
      case .status, .expire, .drop: false
      default: true
      }
    exchange = Exchange(
      draw: draw, isPassedOn: isPassedOn,
      isLast: head.value("Connection")?.lowercased() == "close",
      shaper: AnswerShaper(draw?.fault, now: now))
    guard isPassedOn else { return [] }
    if isSecure { head.fields.append(MessageHead.Field(name: "X-Forwarded-Proto", value: "https")) }
    return [.toServer(head.bytes)]
  }

  /// What comes of a request that the server never sees.
  private static func answer(_ exchange: Exchange, _ now: Duration) -> [OutputStep] {
    let answer: FaultAnswer
    switch exchange.draw?.fault {
    case .status(let planned): answer = planned
    case .expire(let status): answer = FaultAnswer(status: status, body: .text)
    default: return [.strike, .reset]
    }
    let isLast = exchange.isLast
    return [.bytes(answer.bytes(now: now, closes: isLast)), .strike, isLast ? .close : .done]
  }

  // MARK: - Answers

  private mutating func answer() -> [Action] {
    while let part = answers.next() {
      switch part {
      case .interim(let head): output.append(.bytes(head.bytes))
      case .head(let head):
        output += exchange?.shaper.take(head, isToHead: answers.isToHead) ?? [.bytes(head.bytes)]
      case .body(let piece): output += exchange?.shaper.take(piece) ?? [.bytes(piece.raw)]
      case .end: output += exchange?.shaper.end() ?? [.close]
      case .unreadable(let bytes):
        output += [.bytes(bytes)]
        phase = .tunnel
      }
    }
    return []
  }

  /// The server has ended the connection: between two answers, at the end of one, or within it.
  private mutating func serverEnded() -> [Action] {
    if answers.finish() != nil {
      output += exchange?.shaper.end() ?? [.close]
    } else if answers.isWithinMessage || (exchange?.isPassedOn == true && output.isEmpty) {
      output.append(.close)
    } else if exchange == nil && output.isEmpty {
      return end(.close)
    }
    return []
  }

  // MARK: - Output

  private static let block = 16_384

  private mutating func perform(_ dice: inout FaultDice, _ now: Duration) -> [Action] {
    var actions: [Action] = []
    var index = 0
    loop: while !isPaused, index < output.count {
      let step = output[index]
      index += 1
      switch step {
      case .bytes(let bytes): if !bytes.isEmpty { actions.append(.toClient(bytes)) }
      case .strike: if let draw = exchange?.draw { actions.append(.report(draw.record)) }
      case .pause(let time):
        isPaused = true
        if let time { actions.append(.wake(after: time)) }
        // Whoever hears of a pause may rely on it having begun.
        if index < output.count, output[index] == .strike, let draw = exchange?.draw {
          index += 1
          actions.append(.report(draw.record))
        }
      case .dribble(let bytes, let count, let time):
        guard !bytes.isEmpty else { continue }
        actions += [.toClient(Array(bytes.prefix(count))), .wake(after: time)]
        output[index - 1] = .dribble(bytes.dropFirst(count), count: count, every: time)
        index -= 1
        isPaused = true
      case .flood(let count, let isChunked):
        let size = min(count ?? Self.block, Self.block)
        let bytes = [UInt8](repeating: UInt8(ascii: "x"), count: size)
        actions.append(.toClient(isChunked ? StreamShaper.chunk(bytes) : bytes))
        let rest = count.map { $0 - size }
        guard rest != 0 else { continue }
        output[index - 1] = .flood(rest, isChunked: isChunked)
        index -= 1
        isPaused = true
        actions.append(.tellWhenDrained)
      case .done:
        guard exchange?.isRequestOver == true else {
          // The server has answered before it had the whole request.
          index -= 1
          break loop
        }
        exchange = nil
        if hasServerEnded { return actions + end(.close) }
        output.removeFirst(index)
        return actions + pull(&dice, now)
      case .close: return actions + end(.close)
      case .reset: return actions + end(.reset)
      }
    }
    output.removeFirst(index)
    return actions
  }

  private mutating func end(_ action: Action) -> [Action] {
    phase = .over
    output = []
    return [action]
  }
}
