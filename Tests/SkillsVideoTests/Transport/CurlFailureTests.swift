import Testing

@testable import SkillsVideo

@Suite("What a failed request says", .timeLimit(.minutes(1)))
struct CurlFailureTests {
  private func error(
    _ url: String, environment: [String: String] = [:], connectTimeout: Duration = .seconds(300),
    idleTimeout: Duration? = .seconds(300), body: [UInt8] = Array("{}".utf8)
  ) async throws -> TransportError {
    let transport = try CurlTransport(environment: environment)
    let request = HTTPRequest(
      method: "POST", url: url, bearer: Secret("hunter2"), body: .bytes(body),
      purpose: .submit, connectTimeout: connectTimeout, idleTimeout: idleTimeout)
    do {
      let response = try await transport.open(request)
      _ = try await response.body.collected(upTo: 1000)
    } catch {
      #expect(!"\(error)".contains("hunter2"))
      #expect(!error.message.isEmpty)
      return error
    }
    Issue.record("nothing failed")
    throw CancellationError()
  }

  // MARK: - Nothing was sent

  @Test("a refused connection: nothing was sent")
  func refused() async throws {
    let error = try await error("http://127.0.0.1:\(try ScriptedServer.deadPort())/")
    #expect(error.code == .connect)
    #expect(!error.wasSent)
  }

  @Test("a name that cannot be: nothing was sent")
  func unknownName() async throws {
    let label = String(repeating: "a", count: 70)
    let error = try await error("https://\(label).invalid/")
    #expect(error.code == .resolve)
    #expect(!error.wasSent)
  }

  @Test("a server that speaks no TLS: nothing was sent")
  func noTLS() async throws {
    let server = try ScriptedServer { connection in
      _ = connection.receive()
      connection.send("HTTP/1.0 400 Bad Request\r\n\r\n")
    }
    let error = try await error("https://127.0.0.1:\(server.port)/")
    #expect(error.code == .tls)
    #expect(!error.wasSent)
  }

  @Test("a connection that ends in the handshake: nothing was sent")
  func endsInHandshake() async throws {
    let server = try ScriptedServer { connection in _ = connection.receive() }
    let error = try await error("https://127.0.0.1:\(server.port)/")
    #expect(error.code == .tls)
    #expect(!error.wasSent)
  }

  @Test("a handshake that is never answered: a time-out, nothing was sent")
  func handshakeTimesOut() async throws {
    let server = try ScriptedServer { connection in connection.waitForClient() }
    let error = try await error(
      "https://127.0.0.1:\(server.port)/", connectTimeout: .milliseconds(300))
    #expect(error.code == .timeout)
    #expect(!error.wasSent)
    await server.clientLeaves()
  }

  @Test("a file of certificates that is not there: no trust, nothing was sent")
  func noCertificates() async throws {
    let server = try ScriptedServer { connection in connection.waitForClient() }
    let error = try await error(
      "https://127.0.0.1:\(server.port)/", environment: ["SSL_CERT_FILE": "/nowhere/at/all.pem"])
    #expect(error.code == .tls)
    #expect(!error.wasSent)
  }

  @Test("a proxy that is not there: nothing was sent")
  func deadProxy() async throws {
    let port = try ScriptedServer.deadPort()
    let error = try await error(
      "https://service.example/", environment: ["https_proxy": "http://127.0.0.1:\(port)"])
    #expect(error.code == .proxy)
    #expect(!error.wasSent)
  }

  @Test("a proxy that refuses the tunnel: nothing was sent, and it never sees the key")
  func refusingProxy() async throws {
    let proxy = try ScriptedServer { connection in
      if connection.readRequest() != nil { connection.answer("503 Service Unavailable") }
    }
    let error = try await error(
      "https://service.example/", environment: ["ALL_PROXY": "http://127.0.0.1:\(proxy.port)"])
    #expect(error.code == .proxy)
    #expect(!error.wasSent)
    let request = try #require(proxy.requests.first)
    #expect(request.line.hasPrefix("CONNECT service.example:443"))
    #expect(request.value(of: "Authorization") == nil)
  }

  @Test("a proxy that makes the tunnel and then hangs up: nothing was sent")
  func tunnelEnds() async throws {
    let proxy = try ScriptedServer { connection in
      guard connection.readRequest() != nil else { return }
      connection.send("HTTP/1.1 200 Connection established\r\n\r\n")
      _ = connection.receive()
    }
    let error = try await error(
      "https://service.example/", environment: ["HTTPS_PROXY": "http://127.0.0.1:\(proxy.port)"])
    #expect(error.code == .tls)
    #expect(!error.wasSent)
  }

  @Test(
    "an address that may not be asked: nothing was sent",
    arguments: [
      ("http://service.example/", TransportError.Code.insecure),
      ("http://192.0.2.1/", .insecure), ("http://localhost.example/", .insecure),
      ("http://[2001:db8::1]/", .insecure), ("http://0.0.0.0/", .insecure),
      ("ftp://127.0.0.1/", .badRequest), ("file:///etc/passwd", .badRequest),
      ("service.example", .badRequest), ("", .badRequest), ("https://", .badRequest),
      ("https://me:pass@service.example/", .badRequest),
      ("https://service.example/a\r\nX: y", .badRequest),
    ])
  func forbidden(url: String, code: TransportError.Code) async throws {
    let error = try await error(url)
    #expect(error.code == code)
    #expect(!error.wasSent)
  }

  // MARK: - Something may have been sent

  @Test("a reset after the request: it was sent")
  func resetAfterRequest() async throws {
    let server = try ScriptedServer { connection in
      connection.resetOnClose()
      _ = connection.readRequest()
    }
    let error = try await error(server.url())
    #expect(error.code == .reset)
    #expect(error.wasSent)
  }

  @Test("a close without an answer: it was sent")
  func closeAfterRequest() async throws {
    let server = try ScriptedServer { connection in _ = connection.readRequest() }
    let error = try await error(server.url())
    #expect(error.code == .reset)
    #expect(error.wasSent)
  }

  @Test("a reset in the middle of the request: some of it was sent")
  func resetWithinRequest() async throws {
    let server = try ScriptedServer { connection in
      connection.resetOnClose()
      _ = connection.receive()
    }
    let error = try await error(server.url(), body: [UInt8](repeating: 0x20, count: 32 << 20))
    #expect([.reset, .send].contains(error.code))
    #expect(error.wasSent)
  }

  @Test(
    "an answer that is not HTTP: it was sent",
    arguments: [
      "SSH-2.0-OpenSSH_9.2\r\n", "\0\0\0\0\0\0\0\0\0\0\0\0\r\n\r\n", "<html>hello</html>",
    ])
  func notHTTP(answer: String) async throws {
    let server = try ScriptedServer { connection in
      guard connection.readRequest() != nil else { return }
      connection.send(answer)
    }
    let error = try await error(server.url())
    #expect(error.code == .badResponse)
    #expect(error.wasSent)
  }

  @Test("a head that breaks off: it was sent")
  func halfHead() async throws {
    let server = try ScriptedServer { connection in
      guard connection.readRequest() != nil else { return }
      connection.send("HTTP/1.1 200 OK\r\nContent-")
    }
    let error = try await error(server.url())
    #expect(error.wasSent)
  }

  @Test("a server that never answers: stalled, and it was sent")
  func neverAnswers() async throws {
    let server = try ScriptedServer { connection in
      guard connection.readRequest() != nil else { return }
      connection.waitForClient()
    }
    let error = try await error(server.url(), idleTimeout: .milliseconds(300))
    #expect(error.code == .stalled)
    #expect(error.wasSent)
    await server.clientLeaves()
  }

  @Test("a head above its bound: too large, and it was sent", arguments: [1 << 14, 1 << 17])
  func hugeHead(lineLength: Int) async throws {
    let server = try ScriptedServer { connection in
      guard connection.readRequest() != nil else { return }
      let line = "X-Fill: " + String(repeating: "x", count: lineLength) + "\r\n"
      connection.send("HTTP/1.1 200 OK\r\n")
      for _ in 0..<64 where !connection.send(line) { return }
      connection.send("\r\n")
    }
    let error = try await error(server.url())
    #expect(error.code == .tooLarge)
    #expect(error.wasSent)
  }

  @Test(
    "a malformed header field is refused before anything happens",
    arguments: [
      HTTPField("X-A", "b\r\nX-Evil: 1"), HTTPField("X-A", "b\nc"), HTTPField("X A", "b"),
      HTTPField("", "b"), HTTPField("X-A:", "b"), HTTPField("X-A", "b\0c"),
      HTTPField("Host", "evil.example"), HTTPField("Transfer-Encoding", "chunked"),
      HTTPField("Authorization", "Bearer x"), HTTPField("content-length", "5"),
    ])
  func malformedField(field: HTTPField) async throws {
    let server = try ScriptedServer { connection in
      if connection.readRequest() != nil { connection.answer() }
    }
    let transport = try CurlTransport(environment: [:])
    let request = HTTPRequest(url: server.url(), headers: [field], purpose: .read)
    let error = await #expect(throws: TransportError.self) { try await transport.open(request) }
    #expect(error?.code == .badRequest)
    #expect(error?.wasSent == false)
    #expect(server.requests.isEmpty)
  }

  @Test("a key with a line break in it is refused before anything happens")
  func malformedKey() async throws {
    let transport = try CurlTransport(environment: [:])
    let request = HTTPRequest(
      url: "https://service.example", bearer: Secret("hunter\r\nX: 2"), purpose: .read)
    let error = await #expect(throws: TransportError.self) { try await transport.open(request) }
    #expect(error?.code == .badRequest)
    #expect(error?.wasSent == false)
    #expect(error?.message.contains("hunter") == false)
  }
}
