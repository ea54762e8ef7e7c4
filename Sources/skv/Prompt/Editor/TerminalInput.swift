import CLibEdit
import Glibc

/// Waits for keys, signals and calls from other threads at once.
struct TerminalInput {
  /// What came first.
  enum Event: Equatable {
    case bytes([UInt8])
    case signal(Int32)
    case woken
    /// The end of the input, or a terminal that is no more.
    case ended
  }

  /// Where keys come from.
  let descriptor: Int32
  /// An eventfd that another thread writes to.
  let wake: Int32
  let signals: (any SignalSource)?

  /// The next event; nil if none came within so many milliseconds. A negative number waits for
  /// ever.
  func next(within milliseconds: Int32) -> Event? {
    var watched = [
      pollfd(fd: signals?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: wake, events: Int16(POLLIN), revents: 0),
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
    ]
    while true {
      let ready = poll(&watched, nfds_t(watched.count), milliseconds)
      if ready < 0 && errno == EINTR { continue }
      guard ready > 0 else { return nil }
      if watched[0].revents != 0, let signal = signals?.next() { return .signal(signal) }
      if watched[1].revents != 0 {
        var count: eventfd_t = 0
        eventfd_read(wake, &count)
        return .woken
      }
      if watched[2].revents != 0 { return readBytes() }
    }
  }

  private func readBytes() -> Event {
    let bytes = [UInt8](unsafeUninitializedCapacity: 4096) { buffer, filled in
      var count = read(descriptor, buffer.baseAddress, buffer.count)
      while count < 0 && errno == EINTR {
        count = read(descriptor, buffer.baseAddress, buffer.count)
      }
      filled = max(0, count)
    }
    return bytes.isEmpty ? .ended : .bytes(bytes)
  }
}
