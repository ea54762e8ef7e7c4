import CTLS
import Glibc

/// One end of a connection that passes through the proxy, with what is still to be written to it.
///
/// It belongs to the thread of its proxy and never blocks.
final class ProxySocket {
  enum Reading {
    case bytes([UInt8])
    /// Nothing now.
    case nothing
    case ended
    /// Reset, or no TLS.
    case lost
  }

  let file: Int32
  /// Whether its bytes are left unread.
  var isDeaf = false
  /// Whether the connection is still being made.
  var isConnecting: Bool
  /// What it was last watched for.
  var watched: UInt32?
  private var session: OpaquePointer?
  private var output: [UInt8] = []
  private var written = 0
  /// TLS may have to read before it can write, and the other way round.
  private var waitsToWrite = false

  init(_ file: Int32, isConnecting: Bool = false) {
    self.file = file
    self.isConnecting = isConnecting
    var on: Int32 = 1
    setsockopt(
      file, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
  }

  deinit {
    if let session { ctls_session_free(session) }
    close(file)
  }

  /// Ends TLS here from now on.
  func secure(with context: TLSContext) { session = context.session(on: file) }

  func stayPlain() {
    if let session { ctls_session_free(session) }
    session = nil
  }

  /// How many bytes wait to be written.
  var backlog: Int { output.count - written }

  var wantsToWrite: Bool { isConnecting || backlog > 0 || waitsToWrite }

  /// What has come, up to 64 kB.
  func read() -> Reading {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    if let session {
      let count = ctls_read(session, &buffer, buffer.count)
      waitsToWrite = count == Int(CTLS_WAITS_TO_WRITE)
      if count > 0 { return .bytes(Array(buffer.prefix(count))) }
      if count == 0 { return .ended }
      return count == Int(CTLS_FAILED) ? .lost : .nothing
    }
    let count = recv(file, &buffer, buffer.count, 0)
    if count > 0 { return .bytes(Array(buffer.prefix(count))) }
    if count == 0 { return .ended }
    return errno == EAGAIN || errno == EINTR ? .nothing : .lost
  }

  func push(_ bytes: [UInt8]) {
    if written == output.count {
      output = bytes
      written = 0
    } else {
      output += bytes
    }
  }

  /// Writes what can be written now; false once the other side is gone.
  func flush() -> Bool {
    guard !isConnecting else { return true }
    while backlog > 0 {
      let count = output.withUnsafeBytes { bytes in
        write(UnsafeRawBufferPointer(rebasing: bytes[written...]))
      }
      if count <= 0 { return count == 0 }
      written += count
    }
    return true
  }

  /// The count of bytes, 0 for none now, less once the other side is gone.
  private func write(_ bytes: UnsafeRawBufferPointer) -> Int {
    if let session {
      let count = ctls_write(session, bytes.baseAddress, bytes.count)
      waitsToWrite = count == Int(CTLS_WAITS_TO_WRITE)
      if count > 0 { return count }
      return count == 0 || count == Int(CTLS_FAILED) ? -1 : 0
    }
    let count = send(file, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
    if count > 0 { return count }
    return errno == EAGAIN || errno == EINTR ? 0 : -1
  }

  /// Tells the other side that nothing follows.
  func finish() {
    if let session { ctls_finish(session) }
    shutdown(file, Int32(SHUT_WR))
  }

  /// Makes the close a reset.
  func resetOnClose() {
    var option = linger(l_onoff: 1, l_linger: 0)
    setsockopt(file, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
  }

  /// A connection to a port of this machine that is being made; nil without descriptors.
  static func connecting(to port: UInt16) -> ProxySocket? {
    let file = socket(
      AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
    guard file >= 0 else { return nil }
    let made = ProxySocket(file, isConnecting: true)
    let result = Loopback.with(port) { connect(file, $0, $1) }
    return result == 0 || errno == EINPROGRESS ? made : nil
  }
}
