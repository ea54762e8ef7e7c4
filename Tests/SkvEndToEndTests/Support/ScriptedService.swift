import Foundation
import Synchronization

/// A service on loopback that answers byte for byte what a test tells it to.
final class ScriptedService: Sendable {
  /// One request as it came.
  struct Request: Sendable {
    let method: String
    let path: String
    let body: [UInt8]
    let head: String
  }

  /// What is sent back; the connection is closed behind it.
  struct Answer: Sendable {
    let bytes: [UInt8]
    /// Keeps the connection open and silent behind the bytes, until the client lets go.
    var staysOpen = false

    /// An answer with a head of its own.
    static func http(
      _ status: Int, type: String = "application/json", headers: [String] = [], _ body: [UInt8],
      length: Int? = nil
    ) -> Answer {
      let lines = [
        "HTTP/1.1 \(status) Said So", "Content-Type: \(type)", "Connection: close",
        "Content-Length: \(length ?? body.count)",
      ]
      return Answer(
        bytes: Array((lines + headers).joined(separator: "\r\n").utf8) + Array("\r\n\r\n".utf8)
          + body)
    }

    static func json(_ status: Int, _ text: String) -> Answer { http(status, Array(text.utf8)) }

    /// An event stream that ends with the connection.
    static func events(_ body: [UInt8]) -> Answer {
      let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
      return Answer(bytes: Array(head.utf8) + body)
    }
  }

  /// `http://127.0.0.1:PORT/api/v1`.
  let baseURL: String
  private let listener: Int32
  private let seen = Mutex<[Request]>([])

  init(_ answer: @escaping @Sendable (Request) -> Answer) throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        bind(listener, generic, length) == 0 && listen(listener, 16) == 0
          && getsockname(listener, generic, &length) == 0
      }
    }
    guard isBound else { throw POSIXError(.EADDRINUSE) }
    self.listener = listener
    baseURL = "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))/api/v1"
    Thread.detachNewThread { [weak self] in
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else { return }
        guard let service = self else {
          close(connection)
          return
        }
        Thread.detachNewThread { service.serve(connection, answer) }
      }
    }
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  /// Everything that was asked, in order.
  var requests: [Request] { seen.withLock { $0 } }

  /// How many submits came.
  var submitCount: Int { requests.count { $0.method == "POST" } }

  /// What a program needs to use it.
  var environment: [String: String] {
    ["SKILLS_VIDEO_BASE_URL": baseURL, "SKILLS_VIDEO_API_KEY": SandboxProcess.key]
  }

  private func serve(_ connection: Int32, _ answer: (Request) -> Answer) {
    defer {
      // A program that was started meanwhile may hold a copy of the descriptor.
      shutdown(connection, Int32(SHUT_RDWR))
      close(connection)
    }
    guard let request = Self.read(connection) else { return }
    seen.withLock { $0.append(request) }
    let answer = answer(request)
    var sent = 0
    while sent < answer.bytes.count {
      let count = answer.bytes[sent...].withUnsafeBytes {
        send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { return }
      sent += count
    }
    var byte: UInt8 = 0
    while answer.staysOpen && recv(connection, &byte, 1, 0) > 0 {}
  }

  private static func read(_ connection: Int32) -> Request? {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      if let end = bytes.indices.first(where: { bytes[$0...].starts(with: [13, 10, 13, 10]) }) {
        let head = String(decoding: bytes[..<end], as: UTF8.self)
        let length =
          head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
          .flatMap { Int($0.split(separator: ":")[1].drop { $0 == " " }) } ?? 0
        if bytes.count >= end + 4 + length {
          let words = head.split(separator: " ")
          return Request(
            method: String(words[0]), path: String(words[1]), body: Array(bytes[(end + 4)...]),
            head: head)
        }
      }
      let count = recv(connection, &chunk, chunk.count, 0)
      if count <= 0 { return nil }
      bytes += chunk.prefix(count)
    }
  }
}
