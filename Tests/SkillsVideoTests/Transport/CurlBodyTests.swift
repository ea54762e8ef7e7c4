import Testing

@testable import SkillsVideo

@Suite("The body of an answer", .timeLimit(.minutes(1)))
struct CurlBodyTests {
  private let transport: CurlTransport

  init() throws {
    transport = try CurlTransport(environment: [:])
  }

  private func server(sending text: String) throws -> ScriptedServer {
    try ScriptedServer { connection in
      if connection.readRequest() != nil { connection.send(text) }
    }
  }

  private func body(
    _ server: ScriptedServer, limit: Int? = nil, idle: Duration? = .seconds(300)
  ) async throws -> HTTPBody {
    try await transport.open(
      HTTPRequest(
        url: server.url(), purpose: .read, idleTimeout: idle, responseLimit: limit)
    ).body
  }

  @Test(
    "comes whole in every framing",
    arguments: [
      "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3;x=y\r\nllo\r\n0\r\n\r\n",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nX-Last: 1\r\n\r\n",
      "HTTP/1.0 200 OK\r\n\r\nhello",
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\n"
        + "Content-Length: 5\r\n\r\nhello",
    ])
  func framings(answer: String) async throws {
    let server = try server(sending: answer)
    let response = try await transport.open(HTTPRequest(url: server.url(), purpose: .read))
    #expect(response.status == 200)
    #expect(response.headers["Link"] == nil)
    #expect(try await response.body.collected(upTo: 5) == Array("hello".utf8))
  }

  @Test("ends at once where there is none", arguments: ["204 No Content", "304 Not Modified"])
  func noBody(status: String) async throws {
    let server = try server(sending: "HTTP/1.1 \(status)\r\n\r\n")
    let body = try await body(server)
    #expect(try await body.collected(upTo: 0).isEmpty)
  }

  @Test(
    "gives what came, then the error, then nothing, when it breaks off",
    arguments: [
      "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
    ])
  func truncated(answer: String) async throws {
    let server = try server(sending: answer)
    let body = try await body(server)
    var iterator = body.makeAsyncIterator()
    var bytes: [UInt8] = []
    let error = await #expect(throws: TransportError.self) {
      while let chunk = try await iterator.next() { bytes += chunk }
    }
    #expect(bytes == Array("hello".utf8))
    #expect(error?.code == .truncated)
    #expect(error?.wasSent == true)
    #expect(try await iterator.next() == nil)
  }

  @Test("is given up when the whole takes too long, though something came")
  func tooLong() async throws {
    let server = try ScriptedServer { connection in
      guard connection.readRequest() != nil else { return }
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello")
      connection.waitForClient()
    }
    let error = await #expect(throws: TransportError.self) {
      let response = try await transport.open(
        HTTPRequest(
          url: server.url(), purpose: .read, idleTimeout: nil, totalTimeout: .milliseconds(300)))
      _ = try await response.body.collected(upTo: 10)
    }
    #expect(error?.code == .timeout)
  }

  @Test("is given up when it comes too slowly, though it never stops")
  func tooSlow() async throws {
    let server = try ScriptedServer { connection in
      guard connection.readRequest() != nil else { return }
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
      while !connection.hears(within: 50) { connection.send("x") }
    }
    let error = await #expect(throws: TransportError.self) {
      let response = try await transport.open(
        HTTPRequest(
          url: server.url(), purpose: .media, idleTimeout: .seconds(1), leastSpeed: 256))
      _ = try await response.body.collected(upTo: 1_000)
    }
    #expect(error?.code == .timeout)
  }

  @Test("is stopped at its limit")
  func isLimited() async throws {
    let answer = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"
    let enough = try server(sending: answer)
    #expect(try await body(enough, limit: 5).collected(upTo: 9) == Array("hello".utf8))
    let tooMuch = try server(sending: answer)
    let body = try await body(tooMuch, limit: 4)
    let error = await #expect(throws: TransportError.self) { try await body.collected(upTo: 9) }
    #expect(error?.code == .tooLarge)
  }

  @Test("is not collected beyond what the collector takes")
  func collectsWithinBound() async throws {
    let server = try server(sending: "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")
    let body = try await body(server)
    let error = await #expect(throws: TransportError.self) { try await body.collected(upTo: 4) }
    #expect(error?.code == .tooLarge)
  }

  @Test("arrives piece by piece, as it is sent")
  func arrivesAsSent() async throws {
    let gate = Gate()
    let server = try ScriptedServer { connection in
      guard connection.readRequest() != nil else { return }
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n")
      for piece in ["a", "b", "c"] {
        gate.wait()
        connection.send(piece)
      }
    }
    let body = try await body(server)
    var iterator = body.makeAsyncIterator()
    for piece in ["a", "b", "c"] {
      gate.open()
      #expect(try await iterator.next() == Array(piece.utf8))
    }
    #expect(try await iterator.next() == nil)
  }

  @Test("that stays silent too long is stalled")
  func stalls() async throws {
    let server = try ScriptedServer { connection in
      guard connection.readRequest() != nil else { return }
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello")
      connection.waitForClient()
    }
    let body = try await body(server, idle: .milliseconds(300))
    let error = await #expect(throws: TransportError.self) { try await body.collected(upTo: 9) }
    #expect(error?.code == .stalled)
    await server.clientLeaves()
  }

  @Test("of 64 MB to a slow reader never lies in the mailbox beyond its bound")
  func isBounded() async throws {
    let pieces = 1024
    let server = try ScriptedServer { connection in
      guard connection.readRequest() != nil else { return }
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: \(pieces << 16)\r\n\r\n")
      for index in 0..<pieces {
        let piece = [UInt8](repeating: UInt8(truncatingIfNeeded: index), count: 1 << 16)
        guard connection.send(piece) else { return }
      }
    }
    let address = try Address(server.url())
    let exchange = try transport.start(
      HTTPRequest(url: server.url(), purpose: .media), at: address, origin: address)
    _ = try await exchange.head()
    var total = 0
    var isInOrder = true
    while let chunk = try await exchange.next() {
      isInOrder = isInOrder && chunk.first == UInt8(truncatingIfNeeded: total >> 16)
      total += chunk.count
      for _ in 0..<20 { await Task.yield() }
    }
    #expect(total == pieces << 16)
    #expect(isInOrder)
    #expect(exchange.highestFill <= Exchange.highWater)
    #expect(exchange.highestFill > Exchange.highWater / 2)
  }

  @Test("that is let go ends the transfer")
  func droppedBody() async throws {
    let server = try ScriptedServer { connection in
      guard connection.readRequest() != nil else { return }
      connection.send("HTTP/1.1 200 OK\r\n\r\n")
      connection.waitForClient()
    }
    do {
      // Without an idle limit nothing else would end it.
      let body = try await body(server, idle: nil)
      _ = consume body
    }
    await server.clientLeaves()
  }

  @Test("outlives the transport that gave it")
  func outlivesTransport() async throws {
    let server = try ScriptedServer { connection in
      guard connection.readRequest() != nil else { return }
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
      connection.send([UInt8](repeating: 7, count: 1_000_000))
    }
    func open() async throws -> HTTPBody {
      try await CurlTransport(environment: [:]).open(
        HTTPRequest(url: server.url(), purpose: .read)
      ).body
    }
    #expect(try await open().collected(upTo: 1_000_000).count == 1_000_000)
  }

  @Test("ends with the task that reads it")
  func cancelledReader() async throws {
    let server = try ScriptedServer { connection in
      guard connection.readRequest() != nil else { return }
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello")
      connection.waitForClient()
    }
    let body = try await body(server, idle: nil)
    let (started, signal) = AsyncStream.makeStream(of: Void.self)
    let reader = Task {
      var iterator = body.makeAsyncIterator()
      while try await iterator.next() != nil { signal.yield() }
    }
    for await _ in started { break }
    reader.cancel()
    let error = await #expect(throws: TransportError.self) { try await reader.value }
    #expect(error?.code == .cancelled)
    await server.clientLeaves()
  }

  @Test("never comes when the task is cancelled before the head")
  func cancelledBeforeHead() async throws {
    let server = try ScriptedServer { connection in
      guard connection.readRequest() != nil else { return }
      connection.waitForClient()
    }
    let transport = transport
    let url = server.url()
    let opener = Task { try await transport.open(HTTPRequest(url: url, purpose: .read)).status }
    for await event in server.events {
      if case .request = event { break }
    }
    opener.cancel()
    let error = await #expect(throws: TransportError.self) { try await opener.value }
    #expect(error?.code == .cancelled)
    #expect(error?.wasSent == true)
  }

  @Test("of a request whose task was cancelled beforehand is never asked for")
  func cancelledBeforeStart() async throws {
    let server = try ScriptedServer { connection in connection.waitForClient() }
    let transport = transport
    let url = server.url()
    let (gate, signal) = AsyncStream.makeStream(of: Void.self)
    let opener = Task {
      for await _ in gate {}
      return try await transport.open(HTTPRequest(url: url, purpose: .submit)).status
    }
    opener.cancel()
    signal.finish()
    let error = await #expect(throws: TransportError.self) { try await opener.value }
    #expect(error?.code == .cancelled)
    #expect(server.requests.isEmpty)
  }

  @Test("of each of 100 requests at once is its own")
  func hundredAtOnce() async throws {
    let server = try ScriptedServer { connection in
      while let request = connection.readRequest() {
        let path = String(request.line.split(separator: " ")[1])
        connection.answer("200 OK", String(repeating: path, count: 5000))
      }
    }
    let transport = transport
    let right = try await withThrowingTaskGroup(of: Bool.self) { group in
      for index in 0..<100 {
        let url = server.url("/\(index)")
        group.addTask {
          let response = try await transport.open(HTTPRequest(url: url, purpose: .read))
          let bytes = try await response.body.collected(upTo: 1 << 20)
          return bytes == Array(String(repeating: "/\(index)", count: 5000).utf8)
        }
      }
      return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(right == 100)
  }
}
