import Testing

@testable import SkillsVideo

@Suite("A submit", .timeLimit(.minutes(1)))
struct CurlSubmitTests {
  private let transport: CurlTransport

  init() throws {
    transport = try CurlTransport(environment: [:], userAgent: "skv/1.2.3")
  }

  private func submit(to url: String, _ body: String = "{\"prompt\":\"x\"}") -> HTTPRequest {
    HTTPRequest(
      method: "POST", url: url, headers: [HTTPField("Content-Type", "application/json")],
      bearer: Secret("key"), body: .bytes(Array(body.utf8)), purpose: .submit)
  }

  @Test("carries body, key, type and user agent, and brings the answer back")
  func carriesAll() async throws {
    let server = try ScriptedServer { connection in
      guard connection.readRequest() != nil else { return }
      connection.answer("202 Accepted", "{\"id\":\"g1\"}", fields: ["X-Trace: a b "])
    }
    let response = try await transport.open(submit(to: server.url("/generation/x?y=1")))
    #expect(response.status == 202)
    #expect(response.headers["x-trace"] == "a b")
    #expect(response.url == server.url("/generation/x?y=1"))
    #expect(try await response.body.collected(upTo: 100) == Array("{\"id\":\"g1\"}".utf8))
    let request = try #require(server.requests.first)
    #expect(request.line == "POST /generation/x?y=1 HTTP/1.1")
    #expect(request.value(of: "Authorization") == "Bearer key")
    #expect(request.value(of: "User-Agent") == "skv/1.2.3")
    #expect(request.value(of: "Content-Type") == "application/json")
    #expect(request.value(of: "Expect") == nil)
    #expect(String(decoding: request.body, as: UTF8.self) == "{\"prompt\":\"x\"}")
  }

  @Test("is never written twice, though a kept connection is at hand and dies")
  func isNeverRepeated() async throws {
    let server = try ScriptedServer { connection in
      while let request = connection.readRequest() {
        guard request.line.hasPrefix("GET") else { return }
        connection.answer("200 OK", "{}")
      }
    }
    let read = HTTPRequest(url: server.url("/credits"), purpose: .read)
    _ = try await transport.open(read).body.collected(upTo: 10)
    let error = await #expect(throws: TransportError.self) {
      try await transport.open(submit(to: server.url("/generation/x")))
    }
    #expect(error?.wasSent == true)
    #expect(error?.code == .reset)
    #expect(server.requests.filter { !$0.body.isEmpty }.count == 1)
  }

  @Test("goes over a connection of its own, which no one uses after it")
  func ownsItsConnection() async throws {
    let server = try ScriptedServer { connection in
      while connection.readRequest() != nil { connection.answer("200 OK", "{}") }
    }
    let read = HTTPRequest(url: server.url("/credits"), purpose: .read)
    for request in [read, submit(to: server.url()), read, submit(to: server.url()), read] {
      _ = try await transport.open(request).body.collected(upTo: 10)
    }
    #expect(server.requests.map(\.connection) == [0, 1, 0, 2, 0])
  }

  @Test("follows no redirect", arguments: [301, 302, 303, 307, 308], ["POST", "GET"])
  func followsNoRedirect(status: Int, method: String) async throws {
    let other = try ScriptedServer { connection in
      if connection.readRequest() != nil { connection.answer() }
    }
    let target = other.url("/elsewhere")
    let server = try ScriptedServer { connection in
      guard connection.readRequest() != nil else { return }
      connection.answer("\(status) Moved", "", fields: ["Location: \(target)"])
    }
    var request = submit(to: server.url())
    request.method = method
    let response = try await transport.open(request)
    #expect(response.status == status)
    _ = try await response.body.collected(upTo: 10)
    #expect(server.requests.count == 1)
    #expect(other.requests.isEmpty)
  }

  @Test("sends a body of a megabyte and more whole, without waiting for leave")
  func sendsLargeBodies() async throws {
    let server = try ScriptedServer { connection in
      if connection.readRequest() != nil { connection.answer() }
    }
    let text = String(repeating: "0123456789abcdef", count: 1 << 17)
    _ = try await transport.open(submit(to: server.url(), text))
    let request = try #require(server.requests.first)
    #expect(request.body == Array(text.utf8))
    #expect(request.value(of: "Expect") == nil)
  }

  @Test("may have an empty body, and then says so")
  func mayBeEmpty() async throws {
    let server = try ScriptedServer { connection in
      if connection.readRequest() != nil { connection.answer() }
    }
    var request = submit(to: server.url())
    request.body = .empty
    request.headers = []
    _ = try await transport.open(request)
    let received = try #require(server.requests.first)
    #expect(received.line == "POST / HTTP/1.1")
    #expect(received.value(of: "Content-Length") == "0")
    #expect(received.value(of: "Content-Type") == nil)
  }
}
