import Glibc

/// A port of this machine that is kept, though nobody has to listen to it.
///
/// A socket is bound to it and never listens: others may share the port with it, and while none of
/// them listens, connections are refused.
final class ReservedPort: Sendable {
  let number: UInt16
  private let file: Int32

  /// Takes a port of 127.0.0.1, 0 for any free one.
  ///
  /// - Throws: `SandboxError.cannotListen`.
  init(_ number: UInt16) throws(SandboxError) {
    // Sharing a port is for the proxy's own sockets: a port that another listens to is taken.
    let probe = try Self.bound(number, isShared: false)
    close(probe)
    file = try Self.bound(number, isShared: true)
    self.number = Loopback.port(of: file)
  }

  deinit { close(file) }

  /// A socket that listens to the port.
  func listener() throws(SandboxError) -> Int32 {
    let file = try Self.bound(number, isShared: true)
    guard listen(file, 4096) == 0 else {
      close(file)
      throw Self.trouble(number)
    }
    return file
  }

  private static func bound(_ port: UInt16, isShared: Bool) throws(SandboxError) -> Int32 {
    let file = socket(
      AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
    var on: Int32 = 1
    let size = socklen_t(MemoryLayout<Int32>.size)
    guard file >= 0, setsockopt(file, SOL_SOCKET, SO_REUSEADDR, &on, size) == 0,
      !isShared || setsockopt(file, SOL_SOCKET, SO_REUSEPORT, &on, size) == 0,
      Loopback.with(port, { bind(file, $0, $1) }) == 0
    else {
      defer { if file >= 0 { close(file) } }
      throw trouble(port)
    }
    return file
  }

  private static func trouble(_ port: UInt16) -> SandboxError {
    SandboxError(
      .cannotListen, "cannot listen on 127.0.0.1:\(port): \(String(cString: strerror(errno)))")
  }
}
