import Dispatch
import Glibc
import LosslessJSON
import Testing

@testable import Sandbox

/// What a server answered, byte for byte.
struct Reply: Sendable {
  var status: Int
  var headers: [String: String]
  var body: [UInt8]

  var text: String { String(decoding: body, as: UTF8.self) }

  func json() throws -> JSON { try JSON(parsing: body) }

  /// Reads a whole answer; the body may be chunked.
  init(_ bytes: [UInt8]) throws {
    let end = try #require(bytes.firstRange(of: Array("\r\n\r\n".utf8)))
    let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
    let status = lines.first.map { $0.split(separator: " ") } ?? []
    self.status = try #require(status.count > 1 ? Int(status[1]) : nil)
    headers = [:]
    for line in lines.dropFirst() {
      let colon = try #require(line.firstIndex(of: ":"))
      headers[line[..<colon].lowercased()] =
        String(line[line.index(after: colon)...].drop { $0 == " " })
    }
    body = Array(bytes[end.upperBound...])
    if headers["transfer-encoding"] == "chunked" { body = try Reply.joined(body) }
  }

  /// A body whose last chunk is missing.
  struct CutOff: Error {}

  /// Joins chunks; a stream that was cut off before its last chunk is an error.
  static func joined(_ bytes: [UInt8]) throws -> [UInt8] {
    var rest = bytes[...]
    var body: [UInt8] = []
    while true {
      guard let end = rest.firstRange(of: Array("\r\n".utf8)),
        let size = Int(String(decoding: rest[..<end.lowerBound], as: UTF8.self), radix: 16)
      else { throw CutOff() }
      if size == 0 { return body }
      rest = rest[end.upperBound...]
      guard rest.count >= size + 2 else { throw CutOff() }
      body += rest.prefix(size)
      rest = rest.dropFirst(size + 2)
    }
  }
}

/// A socket to a server on this machine; its blocking calls run on threads of their own.
struct RawConnection: Sendable {
  /// Nobody listens.
  struct Refused: Error {}

  private let file: Int32

  init(port: UInt16) throws {
    file = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(file, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else {
      Glibc.close(file)
      throw Refused()
    }
  }

  func send(_ bytes: [UInt8]) async {
    let file = file
    await Self.onThread {
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = rest.withUnsafeBytes {
          Glibc.send(file, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        if count <= 0 { return }
        rest = rest.dropFirst(count)
      }
    }
  }

  /// The bytes that come next; none at the end.
  func receive() async -> [UInt8] {
    let file = file
    return await Self.onThread {
      var buffer = [UInt8](repeating: 0, count: 65_536)
      let count = recv(file, &buffer, buffer.count, 0)
      return Array(buffer.prefix(max(count, 0)))
    }
  }

  func receiveAll() async -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      let next = await receive()
      if next.isEmpty { return bytes }
      bytes += next
    }
  }

  /// Everything up to the end of the connection, and whether that is a reset.
  func receiveToEnd() async -> (bytes: [UInt8], isReset: Bool) {
    let file = file
    return await Self.onThread {
      var bytes: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 65_536)
      while true {
        let count = recv(file, &buffer, buffer.count, 0)
        if count <= 0 { return (bytes, count < 0 && errno == ECONNRESET) }
        bytes += buffer.prefix(count)
      }
    }
  }

  /// At least so many bytes, fewer at the end of the connection.
  func receive(atLeast count: Int) async -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      let next = await receive()
      if next.isEmpty { break }
      bytes += next
    }
    return bytes
  }

  /// Whether something, an end too, can be read without waiting.
  var isReadable: Bool {
    var state = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
    return poll(&state, 1, 0) > 0
  }

  func close() { Glibc.close(file) }

  /// A queue of its own for each call: the global one has a thread a core, and two calls that wait
  /// would hold up all others.
  private static func onThread<Value: Sendable>(
    _ body: @escaping @Sendable () -> Value
  ) async -> Value {
    await withCheckedContinuation { continuation in
      DispatchQueue(label: "raw").async { continuation.resume(returning: body()) }
    }
  }
}

/// Talks to one sandbox over plain sockets.
struct RawClient: Sendable {
  let port: UInt16
  var key: String? = "test-key"

  init(base: String) throws {
    let digits = base.dropFirst("http://127.0.0.1:".count).prefix { $0 != "/" }
    port = try #require(UInt16(digits))
  }

  /// - Parameter path: Below the base path unless it begins with `//`, which means the root.
  func request(
    _ method: String, _ path: String, headers: [String: String] = [:], body: [UInt8] = []
  ) -> [UInt8] {
    let target = path.hasPrefix("//") ? String(path.dropFirst()) : "/api/v1" + path
    var lines = ["\(method) \(target) HTTP/1.1", "Host: 127.0.0.1:\(port)"]
    if let key { lines.append("Authorization: Bearer \(key)") }
    if !body.isEmpty || method == "POST" { lines.append("Content-Length: \(body.count)") }
    if method == "POST" && headers["Content-Type"] == nil {
      lines.append("Content-Type: application/json")
    }
    lines += headers.map { "\($0.key): \($0.value)" }
    if headers["Connection"] == nil { lines.append("Connection: close") }
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
  }

  func get(_ path: String, headers: [String: String] = [:]) async throws -> Reply {
    try await exchange(request("GET", path, headers: headers))
  }

  func head(_ path: String) async throws -> Reply {
    try await exchange(request("HEAD", path))
  }

  func post(
    _ path: String, _ body: JSON, headers: [String: String] = [:]
  ) async throws -> Reply {
    try await post(path, text: body.printed(), headers: headers)
  }

  func post(_ path: String, text: String, headers: [String: String] = [:]) async throws -> Reply {
    try await exchange(request("POST", path, headers: headers, body: Array(text.utf8)))
  }

  func exchange(_ bytes: [UInt8]) async throws -> Reply {
    let connection = try RawConnection(port: port)
    defer { connection.close() }
    await connection.send(bytes)
    return try Reply(await connection.receiveAll())
  }
}

/// Runs `body` against a sandbox of its own.
func withSandbox(
  _ options: SandboxOptions = SandboxOptions(), contract: JSON = TestContract.document,
  navigation: JSON = TestContract.navigation,
  _ body: (RawClient) async throws -> Void
) async throws {
  let server = try SandboxServer(contract: contract, navigation: navigation, options: options)
  let client = try RawClient(base: await server.start())
  do {
    try await body(client)
  } catch {
    await server.stop()
    throw error
  }
  await server.stop()
}
