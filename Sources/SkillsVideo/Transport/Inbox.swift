import CCurl
import Glibc
import Synchronization

/// What the transport's thread is told to do, and the descriptors it sleeps on.
final class Inbox: Sendable {
  /// One thing to do.
  enum Command: Sendable {
    /// Starts a transfer.
    case begin(Exchange, TransferPlan)
    /// Goes on with a transfer whose mailbox was full.
    case resume(Exchange)
    /// Ends a transfer.
    case cancel(Exchange)
    /// Ends all transfers and the thread.
    case stop
  }

  private struct State {
    var commands: [Command] = []
    var isClosed = false
  }

  /// The epoll descriptor of the thread.
  let poll: Int32
  /// Readable while there are commands.
  let wake: Int32
  private let state = Mutex(State())

  init() throws(TransportError) {
    poll = epoll_create1(Int32(EPOLL_CLOEXEC))
    wake = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
    var event = epoll_event(events: EPOLLIN.rawValue, data: epoll_data(fd: wake))
    guard poll >= 0, wake >= 0, epoll_ctl(poll, EPOLL_CTL_ADD, wake, &event) == 0 else {
      throw TransportError(
        .system, wasSent: false, "no descriptors left: \(String(cString: strerror(errno)))")
    }
  }

  deinit {
    if poll >= 0 { close(poll) }
    if wake >= 0 { close(wake) }
  }

  /// Leaves a command; false if the thread has ended and will never see it.
  @discardableResult
  func post(_ command: Command) -> Bool {
    let (isOpen, wasEmpty) = state.withLock { state in
      guard !state.isClosed else { return (false, false) }
      state.commands.append(command)
      return (true, state.commands.count == 1)
    }
    if wasEmpty { eventfd_write(wake, 1) }
    return isOpen
  }

  /// Takes all commands.
  func drain() -> [Command] {
    var count: eventfd_t = 0
    eventfd_read(wake, &count)
    return state.withLock { state in
      defer { state.commands = [] }
      return state.commands
    }
  }

  /// Takes no command from now on, and gives those that were left.
  func close() -> [Command] {
    state.withLock { state in
      state.isClosed = true
      defer { state.commands = [] }
      return state.commands
    }
  }

  private func close(_ descriptor: Int32) {
    Glibc.close(descriptor)
  }
}
