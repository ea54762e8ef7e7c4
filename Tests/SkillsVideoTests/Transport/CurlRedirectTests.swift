import Testing

@testable import SkillsVideo

@Suite("A redirect", .timeLimit(.minutes(1)))
struct CurlRedirectTests {
  private let transport: CurlTransport

  init() throws {
    transport = try CurlTransport(environment: [:])
  }

  private func server(redirectingTo target: String) throws -> ScriptedServer {
    try ScriptedServer { connection in
      guard connection.readRequest() != nil else { return }
      connection.answer("302 Found", "", fields: ["Location: \(target)"])
    }
  }

  private func answering() throws -> ScriptedServer {
    try ScriptedServer { connection in
      if connection.readRequest() != nil { connection.answer("200 OK", "here") }
    }
  }

  @Test("of a read keeps the key on the same origin")
  func keepsKeyOnOrigin() async throws {
    let server = try ScriptedServer { connection in
      while let request = connection.readRequest() {
        if request.line.hasPrefix("GET /a/b ") {
          connection.answer("301 Moved", "", fields: ["Location: ../c?d=1"])
        } else {
          connection.answer("200 OK", "here")
        }
      }
    }
    let response = try await transport.open(
      HTTPRequest(url: server.url("/a/b"), bearer: Secret("key"), purpose: .read))
    #expect(response.status == 200)
    #expect(response.url == server.url("/c?d=1"))
    #expect(server.requests.map { $0.value(of: "Authorization") } == ["Bearer key", "Bearer key"])
  }

  @Test("of a read never carries the key to another origin")
  func dropsKeyElsewhere() async throws {
    let other = try answering()
    let server = try server(redirectingTo: other.url())
    let response = try await transport.open(
      HTTPRequest(url: server.url(), bearer: Secret("key"), purpose: .read))
    #expect(response.status == 200)
    #expect(server.requests.map { $0.value(of: "Authorization") } == ["Bearer key"])
    #expect(other.requests.map { $0.value(of: "Authorization") } == [nil])
  }

  @Test("of a file is followed with its range, and no hop ever sees a key")
  func mediaHasNoKey() async throws {
    let other = try answering()
    let server = try server(redirectingTo: other.url())
    let response = try await transport.open(
      HTTPRequest(
        url: server.url(), headers: [HTTPField("Range", "bytes=5-")], bearer: Secret("key"),
        purpose: .media))
    #expect(try await response.body.collected(upTo: 10) == Array("here".utf8))
    for request in server.requests + other.requests {
      #expect(request.value(of: "Authorization") == nil)
      #expect(request.value(of: "Range") == "bytes=5-")
      #expect(request.value(of: "Accept-Encoding") == nil)
    }
    #expect(other.requests.count == 1)
  }

  @Test(
    "is followed as often as the purpose allows, and no more",
    arguments: [
      (HTTPRequest.Purpose.media, 5, true), (.media, 6, false), (.read, 3, true), (.read, 4, false),
    ])
  func isBounded(purpose: HTTPRequest.Purpose, hops: Int, isFollowed: Bool) async throws {
    let server = try ScriptedServer { connection in
      guard let request = connection.readRequest() else { return }
      let hop = Int(request.line.split(separator: " ")[1].dropFirst()) ?? 0
      if hop == 0 { connection.answer("200 OK") }
      connection.answer("307 Temporary", "", fields: ["Location: /\(hop - 1)"])
    }
    let request = HTTPRequest(url: server.url("/\(hops)"), purpose: purpose)
    if isFollowed {
      #expect(try await transport.open(request).status == 200)
    } else {
      let error = await #expect(throws: TransportError.self) { try await transport.open(request) }
      #expect(error?.code == .tooManyRedirects)
      #expect(error?.wasSent == true)
    }
    #expect(server.requests.count == purpose.redirectLimit + 1)
  }

  @Test(
    "to what may not be asked is an error",
    arguments: [
      ("http://192.0.2.1/x", TransportError.Code.insecure), ("//service.example/x", .insecure),
      ("file:///etc/passwd", .badResponse), ("ftp://127.0.0.1/", .badResponse),
      ("http://a:b@127.0.0.1/", .badResponse),
    ])
  func staysSafe(target: String, code: TransportError.Code) async throws {
    let server = try server(redirectingTo: target)
    let error = await #expect(throws: TransportError.self) {
      try await transport.open(HTTPRequest(url: server.url(), purpose: .media))
    }
    #expect(error?.code == code)
    #expect(error?.wasSent == true)
    #expect(server.requests.count == 1)
  }

  @Test("without an address is an answer like any other")
  func withoutLocation() async throws {
    let server = try ScriptedServer { connection in
      if connection.readRequest() != nil { connection.answer("302 Found", "odd") }
    }
    let response = try await transport.open(HTTPRequest(url: server.url(), purpose: .media))
    #expect(response.status == 302)
  }
}
