import Glibc

/// A port that the thread of a proxy listens to, except when connections are to be refused.
final class ProxyListener {
  /// The TLS of the connections that come here.
  let tls: TLSContext?
  private(set) var file: Int32?
  private let port: ReservedPort

  /// - Parameter file: A listener of the port, nil to begin without one.
  init(_ port: ReservedPort, file: Int32?, tls: TLSContext?) {
    self.port = port
    self.file = file
    self.tls = tls
  }

  deinit { refuse() }

  /// Listens again; where it does already, or the system has no descriptor left, nothing happens.
  func open() {
    if file == nil { file = try? port.listener() }
  }

  /// Has new connections refused.
  func refuse() {
    if let file { close(file) }
    file = nil
  }

  /// The next connection, which does not block; nil for none, with the reason in `errno`.
  func accept() -> Int32? {
    guard let file else { return nil }
    let accepted = Glibc.accept(file, nil, nil)
    guard accepted >= 0 else { return nil }
    let flags = fcntl(accepted, F_GETFL)
    _ = fcntl(accepted, F_SETFL, flags | O_NONBLOCK)
    _ = fcntl(accepted, F_SETFD, FD_CLOEXEC)
    return accepted
  }
}
