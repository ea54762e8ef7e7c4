import Glibc
import Synchronization

/// One connection of a ``ScriptedServer``; it is closed when it is let go.
final class ServerConnection: Sendable {
  /// Which connection of the server this is, counted from 0.
  let index: Int
  private let socket: Int32
  private let record: EventRecord
  private let pending = Mutex<[UInt8]>([])

  init(index: Int, socket: Int32, record: EventRecord) {
    self.index = index
    self.socket = socket
    self.record = record
  }

  deinit {
    close(socket)
  }

  /// Reads one request whole; nil if the client leaves before.
  func readRequest() -> ReceivedRequest? {
    var bytes = pending.withLock { $0 }
    var headEnd: Int?
    while true {
      headEnd = headEnd ?? Self.headEnd(of: bytes)
      if let headEnd {
        let lines = String(decoding: bytes[..<headEnd], as: UTF8.self).split(separator: "\r\n")
        let fields = lines.dropFirst().map(String.init)
        let length = fields.lazy.compactMap { field -> Int? in
          guard field.lowercased().hasPrefix("content-length:") else { return nil }
          return Int(field.dropFirst("content-length:".count).drop { $0 == " " })
        }.first
        let end = headEnd + (length ?? 0)
        if bytes.count >= end {
          let request = ReceivedRequest(
            connection: index, line: lines.first.map(String.init) ?? "", fields: fields,
            body: Array(bytes[headEnd..<end]))
          let rest = Array(bytes[end...])
          pending.withLock { $0 = rest }
          record.add(.request(request))
          return request
        }
      }
      guard let more = receive() else { return nil }
      bytes += more
    }
  }

  /// Reads whatever comes next, without a notion of requests; nil if the client has left.
  func receive() -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = recv(socket, &buffer, buffer.count, 0)
    guard count > 0 else {
      record.add(.clientLeft(connection: index))
      return nil
    }
    return Array(buffer.prefix(count))
  }

  /// Waits for the client to leave or to send something, for so many milliseconds at most; false if it
  /// does neither.
  func hears(within milliseconds: Int32) -> Bool {
    var watched = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
    return poll(&watched, 1, milliseconds) > 0
  }

  /// Reads and drops until the client leaves.
  func waitForClient() {
    while receive() != nil {}
  }

  /// Writes bytes; false if the client has left.
  @discardableResult
  func send(_ bytes: [UInt8]) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.send(
          socket, $0.baseAddress?.advanced(by: done), $0.count - done, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else {
        record.add(.clientLeft(connection: index))
        return false
      }
      done += count
    }
    return true
  }

  /// Writes text.
  @discardableResult
  func send(_ text: String) -> Bool {
    send(Array(text.utf8))
  }

  /// Writes an answer with its `Content-Length`.
  @discardableResult
  func answer(_ status: String = "200 OK", _ body: String = "", fields: [String] = []) -> Bool {
    let lines = ["HTTP/1.1 \(status)", "Content-Length: \(body.utf8.count)"] + fields
    return send(lines.map { $0 + "\r\n" }.joined() + "\r\n" + body)
  }

  /// Has the system take in no more than a little before it is read.
  func receiveLittle() {
    var size: Int32 = 1 << 16
    setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
  }

  /// Makes the close a reset.
  func resetOnClose() {
    var option = linger(l_onoff: 1, l_linger: 0)
    setsockopt(socket, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
  }

  private static func headEnd(of bytes: [UInt8]) -> Int? {
    guard bytes.count >= 4 else { return nil }
    let end: [UInt8] = [13, 10, 13, 10]
    return (0...(bytes.count - 4)).first { bytes[$0..<($0 + 4)].elementsEqual(end) }.map { $0 + 4 }
  }
}

/// A thread that may block for as long as it likes.
enum BlockingThread {
  private final class Work: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) {
      self.body = body
    }
  }

  static func start(_ body: @escaping @Sendable () -> Void) {
    var thread = pthread_t()
    let argument = Unmanaged.passRetained(Work(body)).toOpaque()
    let code = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
        return nil
      }, argument)
    if code == 0 { pthread_detach(thread) }
  }
}

/// Lets a blocked thread through, once for each time it is opened.
final class Gate: Sendable {
  private let descriptor = Mutex<(read: Int32, write: Int32)>((-1, -1))

  init() {
    var ends: [Int32] = [-1, -1]
    pipe(&ends)
    let pair = (read: ends[0], write: ends[1])
    descriptor.withLock { $0 = pair }
  }

  deinit {
    let ends = descriptor.withLock { $0 }
    close(ends.read)
    close(ends.write)
  }

  func open() {
    var byte: UInt8 = 1
    write(descriptor.withLock { $0.write }, &byte, 1)
  }

  func wait() {
    var byte: UInt8 = 0
    read(descriptor.withLock { $0.read }, &byte, 1)
  }
}
