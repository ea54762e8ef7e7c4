import Foundation
import LosslessJSON

/// A `skv sandbox` of its own for one test, ended when it is let go.
final class SandboxProcess: Sendable {
  /// Its base URL: `http://127.0.0.1:PORT/api/v1`.
  let baseURL: String
  private let program: RunningProgram

  init(_ arguments: [String] = [], in folder: TemporaryFolder) async throws {
    program = try Skv.start(["sandbox", "--port", "0"] + arguments, in: folder)
    baseURL = await program.firstLine()
    guard baseURL.hasPrefix("http://127.0.0.1:") else {
      throw SandboxDidNotStart(output: try await program.ended().errors)
    }
  }

  deinit { program.signal(SIGTERM) }

  /// A line of what it says at the start, from 1.
  func line(_ number: Int) async -> String { await program.line(number) }

  /// Ends it, and gives what it left.
  func ended() async throws -> Skv.Result {
    program.signal(SIGTERM)
    return try await program.ended()
  }

  /// What a program needs to use it.
  var environment: [String: String] {
    ["SKILLS_VIDEO_BASE_URL": baseURL, "SKILLS_VIDEO_API_KEY": Self.key]
  }

  /// The key that tests use.
  static let key = "sk-test-5e1f0c2b9a77"

  /// Everything that it accepted, in order.
  func submissions() throws -> [JSON] {
    let root = String(baseURL.dropLast("/api/v1".count))
    return try JSON(parsing: PlainHTTP.get(root + "/sandbox/submissions").body).array ?? []
  }
}

struct SandboxDidNotStart: Error {
  let output: String
}

/// HTTP over a plain socket, so that tests share no code with the engine.
enum PlainHTTP {
  struct Answer {
    let status: Int
    let body: [UInt8]
  }

  static func get(_ url: String) throws -> Answer {
    let rest = url.dropFirst("http://".count)
    let host = rest.prefix { $0 != "/" }
    let path = rest.dropFirst(host.count)
    let port = UInt16(host.split(separator: ":").last ?? "") ?? 80
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else { throw POSIXError(.ECONNREFUSED) }
    let request = Array("GET \(path) HTTP/1.0\r\nHost: \(host)\r\nConnection: close\r\n\r\n".utf8)
    _ = send(descriptor, request, request.count, 0)
    var answer: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(descriptor, &chunk, chunk.count, 0)
      if count <= 0 { break }
      answer += chunk.prefix(count)
    }
    let head = String(decoding: answer.prefix(64), as: UTF8.self).split(separator: " ")
    let status = head.count > 1 ? Int(head[1]) ?? 0 : 0
    let end = answer.indices.first { answer[$0...].starts(with: [13, 10, 13, 10]) }
    return Answer(status: status, body: Array(answer[(end.map { $0 + 4 } ?? answer.count)...]))
  }
}
