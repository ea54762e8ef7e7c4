import CCurl
import Glibc

/// Drives all transfers, on the one thread that may touch libcurl's handles.
///
/// It sleeps in epoll until a socket is ready, libcurl's timer or an idle limit is due, or the inbox has
/// commands.
final class CurlLoop {
  private let inbox: Inbox
  private let multi: UnsafeMutableRawPointer?
  private var transfers: [ObjectIdentifier: Transfer] = [:]
  private var exchanges: [UnsafeMutableRawPointer: ObjectIdentifier] = [:]
  private var gate = NameGate<ObjectIdentifier>()
  private var watched: Set<curl_socket_t> = []
  private var timer: Int64?
  private var idleCheck: Int64?
  private var isStopped = false

  init(inbox: Inbox) {
    self.inbox = inbox
    curl_global_init(Int(CURL_GLOBAL_ALL))
    multi = curl_multi_init()
    let context = Unmanaged.passUnretained(self).toOpaque()
    ccurl_multi_set_socket_callback(multi, curlWatchesSocket)
    ccurl_multi_set_context(multi, CURLMOPT_SOCKETDATA, context)
    ccurl_multi_set_timer_callback(multi, curlSetsTimer)
    ccurl_multi_set_context(multi, CURLMOPT_TIMERDATA, context)
  }

  /// Works until it is told to stop.
  func run() {
    var events = [epoll_event](repeating: epoll_event(), count: 256)
    while !isStopped {
      let count = epoll_wait(inbox.poll, &events, Int32(events.count), timeout())
      for event in events.prefix(Int(max(count, 0))) {
        if event.data.fd == inbox.wake {
          for command in inbox.drain() { perform(command) }
        } else {
          act(on: event.data.fd, events: event.events)
        }
      }
      let now = MonotonicTime.now
      if let timer, timer <= now {
        self.timer = nil
        act(on: CURL_SOCKET_TIMEOUT, mask: 0)
      }
      if let idleCheck, idleCheck <= now { checkIdle(now) }
      settleNames()
      collect()
    }
    for command in inbox.close() { refuse(command) }
    for exchange in Array(transfers.keys) {
      abandon(exchange, .cancelled, "the transport was let go")
    }
    // Not in a deinit: libcurl calls back to close what it kept open.
    curl_multi_cleanup(multi)
  }

  private func timeout() -> Int32 {
    guard let next = [timer, idleCheck].compactMap({ $0 }).min() else { return -1 }
    let left = max(next - MonotonicTime.now, 0)
    return Int32(min((left + 999_999) / 1_000_000, 3_600_000))
  }
}

// MARK: - Commands

extension CurlLoop {
  private func perform(_ command: Inbox.Command) {
    switch command {
    case .begin(let exchange, let plan):
      begin(exchange, plan)
    case .resume(let exchange):
      transfers[ObjectIdentifier(exchange)]?.resume()
      // libcurl may hold bytes of its own for which no socket will ever report.
      timer = timer ?? MonotonicTime.now
    case .cancel(let exchange):
      abandon(ObjectIdentifier(exchange), .cancelled, "the request was cancelled")
    case .stop:
      isStopped = true
    }
  }

  private func begin(_ exchange: Exchange, _ plan: TransferPlan) {
    guard let transfer = Transfer(plan, exchange) else {
      return exchange.end(
        .failed(TransportError(.system, wasSent: false, "libcurl takes no more requests")))
    }
    let name = ObjectIdentifier(exchange)
    transfers[name] = transfer
    exchanges[transfer.easy] = name
    if let host = transfer.name, !gate.admit(name, for: host, now: MonotonicTime.now) { return }
    add(name)
  }

  private func add(_ name: ObjectIdentifier) {
    guard let transfer = transfers[name] else { return }
    guard curl_multi_add_handle(multi, transfer.easy) == CURLM_OK else {
      return abandon(name, .system, "libcurl takes no more requests")
    }
    if let limit = transfer.idleLimit {
      let due = MonotonicTime.now + limit
      idleCheck = min(idleCheck ?? due, due)
    }
  }

  private func refuse(_ command: Inbox.Command) {
    guard case .begin(let exchange, _) = command else { return }
    exchange.end(.failed(TransportError(.cancelled, wasSent: false, "the transport was let go")))
  }

  private func abandon(
    _ name: ObjectIdentifier, _ code: TransportError.Code, _ message: String
  ) {
    guard let transfer = remove(name) else { return }
    transfer.abandon(code, message)
  }

  private func remove(_ name: ObjectIdentifier) -> Transfer? {
    guard let transfer = transfers.removeValue(forKey: name) else { return nil }
    exchanges[transfer.easy] = nil
    curl_multi_remove_handle(multi, transfer.easy)
    settle(name, transfer)
    return transfer
  }
}

// MARK: - Names

extension CurlLoop {
  private func settleNames() {
    for name in gate.leaders {
      guard let transfer = transfers[name], transfer.hasName else { continue }
      settle(name, transfer)
    }
  }

  private func settle(_ name: ObjectIdentifier, _ transfer: Transfer) {
    guard let host = transfer.name else { return }
    let waiting = gate.settle(
      name, for: host, isKnown: transfer.hasName, now: MonotonicTime.now)
    for name in waiting { add(name) }
  }
}

// MARK: - Sockets and time

extension CurlLoop {
  /// Watches a socket for what libcurl waits for.
  func watch(_ socket: curl_socket_t, _ what: Int32) {
    if what == CURL_POLL_REMOVE {
      watched.remove(socket)
      epoll_ctl(inbox.poll, EPOLL_CTL_DEL, socket, nil)
      return
    }
    var wanted: UInt32 = 0
    if what & CURL_POLL_IN != 0 { wanted |= EPOLLIN.rawValue }
    if what & CURL_POLL_OUT != 0 { wanted |= EPOLLOUT.rawValue }
    var event = epoll_event(events: wanted, data: epoll_data(fd: socket))
    // A number may have been closed and given again since it was added.
    let isNew = watched.insert(socket).inserted
    if epoll_ctl(inbox.poll, isNew ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, socket, &event) != 0 {
      epoll_ctl(inbox.poll, isNew ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, socket, &event)
    }
  }

  /// Sets libcurl's timer; -1 clears it.
  func setTimer(_ milliseconds: Int) {
    timer = milliseconds < 0 ? nil : MonotonicTime.now + Int64(milliseconds) * 1_000_000
  }

  private func act(on socket: curl_socket_t, events: UInt32) {
    var mask: Int32 = 0
    if events & (EPOLLIN.rawValue | EPOLLHUP.rawValue) != 0 { mask |= CURL_CSELECT_IN }
    if events & EPOLLOUT.rawValue != 0 { mask |= CURL_CSELECT_OUT }
    if events & EPOLLERR.rawValue != 0 { mask |= CURL_CSELECT_ERR }
    act(on: socket, mask: mask)
  }

  private func act(on socket: curl_socket_t, mask: Int32) {
    var running: Int32 = 0
    curl_multi_socket_action(multi, socket, mask, &running)
  }

  private func checkIdle(_ now: Int64) {
    var next: Int64?
    for (name, transfer) in transfers {
      guard let deadline = transfer.idleDeadline(now: now) else { continue }
      if deadline <= now {
        abandon(name, .stalled, "nothing came for \((transfer.idleLimit ?? 0) / 1_000_000_000) s")
      } else {
        next = min(next ?? deadline, deadline)
      }
    }
    idleCheck = next
  }

  private func collect() {
    var easy: UnsafeMutableRawPointer?
    var code = CURLE_OK
    while ccurl_multi_next_finished(multi, &easy, &code) {
      guard let handle = easy, let name = exchanges[handle],
        let transfer = transfers[name]
      else { continue }
      transfer.finish(code)
      _ = remove(name)
    }
  }
}
