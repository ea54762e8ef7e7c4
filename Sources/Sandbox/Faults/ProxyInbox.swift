import CTLS
import Glibc
import Synchronization

/// What the thread of a proxy is told, and the descriptors it sleeps on.
final class ProxyInbox: Sendable {
  enum Message: Sendable {
    /// The time that a connection waits for is up.
    case timer(Int)
    /// A connection has more to write, after others had their turn.
    case goOn(Int)
    /// The time without a listener is up.
    case reopen
    case stop(CheckedContinuation<Void, Never>)
  }

  /// The epoll descriptor of the thread.
  let poll: Int32
  /// Readable while there are messages.
  let wake: Int32
  private let state = Mutex<(messages: [Message], isClosed: Bool)>(([], false))

  init() throws(SandboxError) {
    poll = epoll_create1(Int32(EPOLL_CLOEXEC))
    wake = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
    guard poll >= 0, wake >= 0 else {
      throw SandboxError(
        .cannotListen, "no descriptors left: \(String(cString: strerror(errno)))")
    }
  }

  deinit {
    if poll >= 0 { close(poll) }
    if wake >= 0 { close(wake) }
  }

  /// Leaves a message; one for a thread that has ended is lost, and a `stop` is answered.
  func post(_ message: Message) {
    let isOpen = state.withLock { state in
      if !state.isClosed { state.messages.append(message) }
      return !state.isClosed
    }
    if isOpen {
      eventfd_write(wake, 1)
    } else if case .stop(let continuation) = message {
      continuation.resume()
    }
  }

  func drain() -> [Message] {
    var count: eventfd_t = 0
    eventfd_read(wake, &count)
    return state.withLock { state in
      defer { state.messages = [] }
      return state.messages
    }
  }

  /// Takes no more messages; gives those that are left.
  func close() -> [Message] {
    state.withLock { state in
      defer { state = ([], true) }
      return state.messages
    }
  }

  private func close(_ file: Int32) { Glibc.close(file) }
}
