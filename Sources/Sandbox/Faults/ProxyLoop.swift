import CTLS
import Glibc

/// Moves the bytes of a proxy: the one thread that owns its sockets.
///
/// What passes and what goes wrong is decided by a `ProxyDialogue` for each connection. Waiting is
/// epoll's, so some thousands of connections cost no thread of their own.
final class ProxyLoop {
  private final class Talk {
    let client: ProxySocket
    var server: ProxySocket?
    var dialogue: ProxyDialogue
    var timer: Task<Void, Never>?
    var tellsWhenDrained = false
    /// What happens once the client has got what is left.
    var ending: ProxyDialogue.Action?

    init(_ client: ProxySocket, _ dialogue: ProxyDialogue) {
      self.client = client
      self.dialogue = dialogue
    }
  }

  private enum Side: UInt64 { case client, server }

  private static let inboxKey = UInt64.max
  private static let listenerKeys = UInt64.max - 16
  /// Above so many bytes that one side has not taken, the other one is not read.
  private static let backlogLimit = 1 << 20

  private let inbox: ProxyInbox
  private let listeners: [ProxyListener]
  private let settings: FaultProxy.Settings
  private let report: @Sendable (InjectedFault) -> Void
  private var dice: FaultDice
  private var talks: [Int: Talk] = [:]
  private var count = 0
  private var refusals = 0
  private var reopenings: [Task<Void, Never>] = []
  private var stops: [CheckedContinuation<Void, Never>] = []
  private var isStopped = false

  init(
    inbox: ProxyInbox, listeners: [ProxyListener], settings: FaultProxy.Settings,
    report: @escaping @Sendable (InjectedFault) -> Void
  ) {
    self.inbox = inbox
    self.listeners = listeners
    self.settings = settings
    self.report = report
    dice = FaultDice(plan: settings.plan, seed: settings.seed)
  }

  /// Works until it is told to stop.
  func run() {
    add(inbox.wake, Self.inboxKey)
    for (index, listener) in listeners.enumerated() {
      if let file = listener.file { add(file, Self.listenerKeys + UInt64(index)) }
    }
    if let draw = dice.beginning(), case .refuse(let time) = draw.fault {
      refuse(for: time)
      report(draw.record)
    }
    var events = [epoll_event](repeating: epoll_event(), count: 256)
    while !isStopped {
      let count = epoll_wait(inbox.poll, &events, Int32(events.count), -1)
      for event in events.prefix(Int(max(count, 0))) where !isStopped {
        act(on: event.data.u64, event.events)
      }
    }
    for task in reopenings { task.cancel() }
    for talk in talks.values { talk.timer?.cancel() }
    talks = [:]
    for listener in listeners { listener.refuse() }
    for case .stop(let continuation) in inbox.close() { stops.append(continuation) }
    for continuation in stops { continuation.resume() }
  }

  private func act(on key: UInt64, _ events: UInt32) {
    if key == Self.inboxKey {
      for message in inbox.drain() { take(message) }
    } else if key >= Self.listenerKeys {
      accept(listeners[Int(key - Self.listenerKeys)])
    } else if let side = Side(rawValue: key & 1), let talk = talks[Int(key >> 1)] {
      act(on: talk, Int(key >> 1), side, events)
    }
  }

  private func take(_ message: ProxyInbox.Message) {
    switch message {
    case .timer(let id):
      guard let talk = talks[id] else { return }
      talk.timer = nil
      tell(talk, id, .timer)
      settle(talk, id)
    case .goOn(let id): if let talk = talks[id] { settle(talk, id) }
    case .reopen:
      refusals -= 1
      if refusals == 0 { listenAgain() }
    case .stop(let continuation):
      stops.append(continuation)
      isStopped = true
    }
  }

  // MARK: - Listening

  private func listenAgain() {
    for (index, listener) in listeners.enumerated() where listener.file == nil {
      listener.open()
      if let file = listener.file { add(file, Self.listenerKeys + UInt64(index)) }
    }
  }

  private func refuse(for time: Duration) {
    refusals += 1
    for listener in listeners { listener.refuse() }
    reopenings.append(after(time, .reopen))
  }

  private func accept(_ listener: ProxyListener) {
    errno = 0
    while let file = listener.accept() {
      count += 1
      let id = count
      let client = ProxySocket(file)
      if let tls = listener.tls { client.secure(with: tls) }
      let talk = Talk(client, ProxyDialogue(connection: id, isSecure: listener.tls != nil))
      talks[id] = talk
      perform(talk.dialogue.begin(&dice), talk, id)
      settle(talk, id)
    }
    // Without descriptors a connection stays in the queue, and the thread would go round it.
    if errno == EMFILE || errno == ENFILE { refuse(for: .milliseconds(100)) }
  }

  // MARK: - Talking

  private func act(on talk: Talk, _ id: Int, _ side: Side, _ events: UInt32) {
    let isReadable = events & (EPOLLIN.rawValue | EPOLLHUP.rawValue | EPOLLERR.rawValue) != 0
    let hasLeft =
      events & (EPOLLRDHUP.rawValue | EPOLLHUP.rawValue | EPOLLERR.rawValue) != 0
    switch side {
    case .client:
      if hasLeft && (talk.client.isDeaf || talk.ending != nil) { tell(talk, id, .clientLeft) }
      if isReadable && !talk.client.isDeaf { read(talk, id) }
      if !talk.client.flush() { tell(talk, id, .clientLeft) }
    case .server:
      guard let server = talk.server else { return }
      if server.isConnecting { server.isConnecting = false }
      if isReadable { read(server, talk, id) }
      let wasFull = isFull(server)
      if talk.server === server, !server.flush() { tell(talk, id, .serverLost) }
      // TLS may have bytes in hand that no event tells of.
      if wasFull && !isFull(server) { read(talk, id) }
    }
    settle(talk, id)
  }

  private func read(_ talk: Talk, _ id: Int) {
    while talks[id] === talk, !talk.client.isDeaf, !isFull(talk.server) {
      switch talk.client.read() {
      case .bytes(let bytes): tell(talk, id, .clientBytes(bytes))
      case .nothing: return
      case .ended, .lost:
        tell(talk, id, .clientLeft)
        return
      }
    }
  }

  private func read(_ server: ProxySocket, _ talk: Talk, _ id: Int) {
    while talk.server === server, !isFull(talk.client) {
      switch server.read() {
      case .bytes(let bytes): tell(talk, id, .serverBytes(bytes))
      case .nothing: return
      case .ended:
        talk.server = nil
        tell(talk, id, .serverEnded)
      case .lost:
        talk.server = nil
        tell(talk, id, .serverLost)
      }
    }
  }

  private func isFull(_ socket: ProxySocket?) -> Bool {
    (socket?.backlog ?? 0) > Self.backlogLimit
  }

  private func tell(_ talk: Talk, _ id: Int, _ event: ProxyDialogue.Event) {
    perform(talk.dialogue.handle(event, &dice, now: settings.clock.now()), talk, id)
    if event == .clientLeft { end(talk, id) }
  }

  private func perform(_ actions: [ProxyDialogue.Action], _ talk: Talk, _ id: Int) {
    for action in actions {
      switch action {
      case .toClient(let bytes): talk.client.push(bytes)
      case .toServer(let bytes):
        if talk.server == nil { talk.server = ProxySocket.connecting(to: settings.server) }
        talk.server?.push(bytes)
        if talk.server == nil { talk.ending = .reset }
      case .wake(let time):
        talk.timer?.cancel()
        talk.timer = after(time, .timer(id))
      case .tellWhenDrained: talk.tellsWhenDrained = true
      case .report(let fault): report(fault)
      case .refuse(let time): refuse(for: time)
      case .stayPlain: talk.client.stayPlain()
      case .listen(let listens): talk.client.isDeaf = !listens
      case .close, .reset: talk.ending = action
      }
    }
  }

  /// Writes what there is, tells when it is gone, ends what is to end, and watches the rest.
  private func settle(_ talk: Talk, _ id: Int) {
    guard talks[id] === talk else { return }
    for round in 0... {
      guard talk.client.flush() else {
        tell(talk, id, .clientLeft)
        return
      }
      guard talk.tellsWhenDrained, talk.client.backlog == 0, talk.ending == nil else { break }
      if round == 64 {
        inbox.post(.goOn(id))
        break
      }
      talk.tellsWhenDrained = false
      tell(talk, id, .drained)
    }
    if let ending = talk.ending {
      talk.server = nil
      if talk.client.backlog == 0 {
        if ending == .reset { talk.client.resetOnClose() } else { talk.client.finish() }
        return end(talk, id)
      }
    }
    if talk.server?.isConnecting == false, talk.server?.flush() == false {
      talk.server = nil
      tell(talk, id, .serverLost)
      return settle(talk, id)
    }
    var wanted: UInt32 = 0
    if talk.client.isDeaf || talk.ending != nil {
      wanted = EPOLLRDHUP.rawValue
    } else if !isFull(talk.server) {
      wanted = EPOLLIN.rawValue
    }
    watch(talk.client, key(id, .client), wanted)
    if let server = talk.server {
      watch(server, key(id, .server), isFull(talk.client) ? 0 : EPOLLIN.rawValue)
    }
  }

  private func end(_ talk: Talk, _ id: Int) {
    talk.timer?.cancel()
    talks[id] = nil
  }

  // MARK: - Waiting

  private func key(_ id: Int, _ side: Side) -> UInt64 { UInt64(id) << 1 | side.rawValue }

  private func add(_ file: Int32, _ key: UInt64) {
    var event = epoll_event(events: EPOLLIN.rawValue, data: epoll_data(u64: key))
    epoll_ctl(inbox.poll, EPOLL_CTL_ADD, file, &event)
  }

  private func watch(_ socket: ProxySocket, _ key: UInt64, _ reading: UInt32) {
    let wanted = socket.wantsToWrite ? reading | EPOLLOUT.rawValue : reading
    guard socket.watched != wanted else { return }
    var event = epoll_event(events: wanted, data: epoll_data(u64: key))
    let operation = socket.watched == nil ? EPOLL_CTL_ADD : EPOLL_CTL_MOD
    epoll_ctl(inbox.poll, operation, socket.file, &event)
    socket.watched = wanted
  }

  private func after(_ time: Duration, _ message: ProxyInbox.Message) -> Task<Void, Never> {
    let clock = settings.clock
    let until = clock.now() + time
    return Task { [inbox] in
      guard (try? await clock.sleep(until)) != nil else { return }
      inbox.post(message)
    }
  }
}
