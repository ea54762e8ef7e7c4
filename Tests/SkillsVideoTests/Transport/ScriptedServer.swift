import Glibc
import Synchronization

/// A loopback server made of plain sockets, which answers each connection as a test says.
///
/// A script runs on a thread of its own for each connection and may block. What happened is told in
/// `events`, in order. The server stops accepting when it is let go.
final class ScriptedServer: Sendable {
  /// What a server saw.
  enum Event: Sendable, Hashable {
    /// A request was read whole.
    case request(ReceivedRequest)
    /// A script asked for more, and the client had closed or reset the connection.
    case clientLeft(connection: Int)
  }

  /// The port on 127.0.0.1.
  let port: UInt16
  /// What happens from now on.
  let events: AsyncStream<Event>
  private let seen: EventRecord
  private let descriptor: Int32

  init(_ script: @escaping @Sendable (ServerConnection) -> Void) throws {
    let (listener, port) = try Self.listen()
    let (events, continuation) = AsyncStream.makeStream(of: Event.self)
    let seen = EventRecord(continuation)
    descriptor = listener
    self.port = port
    self.events = events
    self.seen = seen
    BlockingThread.start {
      var index = 0
      while true {
        let socket = accept(listener, nil, nil)
        guard socket >= 0 else { break }
        let connection = ServerConnection(index: index, socket: socket, record: seen)
        BlockingThread.start { script(connection) }
        index += 1
      }
      close(listener)
    }
  }

  deinit {
    shutdown(descriptor, Int32(SHUT_RDWR))
  }

  /// All requests so far.
  var requests: [ReceivedRequest] { seen.requests }

  /// `http://127.0.0.1:PORT` and a path.
  func url(_ path: String = "/") -> String {
    "http://127.0.0.1:\(port)\(path)"
  }

  /// Waits until the client has left a connection.
  func clientLeaves() async {
    for await event in events {
      if case .clientLeft = event { return }
    }
  }

  /// A port on which nothing listens.
  static func deadPort() throws -> UInt16 {
    let (socket, port) = try listen()
    close(socket)
    return port
  }

  private static func listen() throws -> (Int32, UInt16) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && Glibc.listen(listener, 512) == 0
          && getsockname(listener, $0, &length) == 0
      }
    }
    guard listener >= 0, isListening else { throw NoSocket(number: errno) }
    return (listener, UInt16(bigEndian: address.sin_port))
  }

  struct NoSocket: Error {
    let number: Int32
  }
}

/// A request as a server read it.
struct ReceivedRequest: Sendable, Hashable {
  /// The connection it came by, counted from 0.
  let connection: Int
  /// The request line.
  let line: String
  /// The header lines.
  let fields: [String]
  /// The body, by `Content-Length`.
  let body: [UInt8]

  /// The value of the first field of that name.
  func value(of name: String) -> String? {
    let prefix = name.lowercased() + ":"
    return fields.first { $0.lowercased().hasPrefix(prefix) }.map {
      String($0.dropFirst(prefix.count).drop { $0 == " " })
    }
  }
}

/// What a server saw, for those who wait and those who count.
final class EventRecord: Sendable {
  private let continuation: AsyncStream<ScriptedServer.Event>.Continuation
  private let list = Mutex<[ReceivedRequest]>([])

  init(_ continuation: AsyncStream<ScriptedServer.Event>.Continuation) {
    self.continuation = continuation
  }

  var requests: [ReceivedRequest] { list.withLock { $0 } }

  func add(_ event: ScriptedServer.Event) {
    if case .request(let request) = event { list.withLock { $0.append(request) } }
    continuation.yield(event)
  }
}
