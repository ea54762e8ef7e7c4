import LosslessJSON
import Testing

@testable import Sandbox

@Suite("A proxy with faults, as a client sees it", .serialized, .timeLimit(.minutes(2)))
struct FaultProxyTests {
  private static let submit = #"{"prompt":"x"}"#

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  // MARK: - Without a fault

  @Test("passes everything on, with the proxy's own address in it")
  func transparent() async throws {
    try await withFaults("") { faulty async throws in
      let accepted = try await faulty.client.post("/generation/acme/film", ["prompt": "x"])
      #expect(accepted.status == 200)
      let id = try #require(try accepted.json()["id"]?.string)
      let state = try await faulty.client.get("/generation/\(id)").json()
      let url = try #require(state["data"]?["video"]?["url"]?.string)
      #expect(url == "http://127.0.0.1:\(faulty.client.port)/media/\(id)/1.mp4")
      let path = "//media/\(id)/1.mp4"
      let media = try await faulty.client.get(path)
      #expect(media.body == (try await faulty.direct.get(path).body))
      let head = try await faulty.client.head(path)
      #expect(head.headers["content-length"] == "\(media.body.count)")
      let stream = try await faulty.client.post("/generation/sse/acme/film", ["prompt": "x"])
      #expect(stream.text.contains("COMPLETED"))
      #expect(try await faulty.client.get("/nothing").status == 404)
      #expect(faulty.log.all == [])
    }
  }

  @Test("keeps a connection for several requests, a body in pieces among them")
  func keepAlive() async throws {
    try await withFaults("") { faulty async throws in
      let connection = try RawConnection(port: faulty.client.port)
      defer { connection.close() }
      let headers = ["Connection": "keep-alive"]
      let request = faulty.client.request(
        "POST", "/generation/acme/film", headers: headers, body: Array(Self.submit.utf8))
      for byte in request { await connection.send([byte]) }
      let first = await connection.receive(atLeast: 100)
      #expect(text(first).hasPrefix("HTTP/1.1 200 OK"))
      await connection.send(
        faulty.client.request("GET", "/credits", headers: headers)
          + faulty.client.request("GET", "/generations/running"))
      let rest = await connection.receiveToEnd()
      #expect(text(rest.bytes).split(separator: "HTTP/1.1 200 OK").count == 2)
      #expect(!rest.isReset)
    }
  }

  @Test("what is no HTTP passes as it is")
  func tunnel() async throws {
    try await withFaults("any all close") { faulty async throws in
      let connection = try RawConnection(port: faulty.client.port)
      defer { connection.close() }
      await connection.send(Array("nothing\r\n\r\n".utf8))
      let answer = await connection.receiveToEnd()
      #expect(answer.bytes == (try await Self.direct(faulty, "nothing\r\n\r\n")))
    }
  }

  private static func direct(_ faulty: FaultyClient, _ text: String) async throws -> [UInt8] {
    let connection = try RawConnection(port: faulty.direct.port)
    defer { connection.close() }
    await connection.send(Array(text.utf8))
    return await connection.receiveToEnd().bytes
  }

  @Test("a client that leaves is no trouble for the next one")
  func leaving() async throws {
    try await withFaults("stream 1 stall") { faulty async throws in
      let connection = try RawConnection(port: faulty.client.port)
      await connection.send(
        faulty.client.request("POST", "/generation/sse/acme/film", body: Array(Self.submit.utf8)))
      #expect(await faulty.fault() != nil)
      connection.close()
      #expect(try await faulty.client.get("/credits").status == 200)
    }
  }

  @Test("a server that is gone is a reset")
  func noServer() async throws {
    let server = try SandboxServer(
      contract: TestContract.document, navigation: TestContract.navigation)
    let proxy = try FaultProxy(.init(server: await server.start()))
    await server.stop()
    let client = try RawClient(base: proxy.baseURL)
    let connection = try RawConnection(port: client.port)
    await connection.send(client.request("GET", "/credits"))
    let end = await connection.receiveToEnd()
    #expect(end.bytes.isEmpty && end.isReset)
    connection.close()
    await proxy.stop()
  }

  @Test("a stopped proxy refuses, cuts what was open, and can be stopped again")
  func stop() async throws {
    let proxy = try FaultProxy(.init(server: "http://127.0.0.1:1/api/v1"))
    let connection = try RawConnection(port: proxy.port)
    await proxy.stop()
    await proxy.stop()
    #expect(await connection.receive() == [])
    connection.close()
    #expect(throws: RawConnection.Refused.self) { try RawConnection(port: proxy.port) }
  }

  @Test("a port that is taken is an error")
  func taken() async throws {
    let proxy = try FaultProxy(.init(server: "http://127.0.0.1:1/api/v1"))
    #expect {
      try FaultProxy(.init(server: "http://127.0.0.1:1/api/v1", port: proxy.port))
    } throws: {
      ($0 as? SandboxError)?.code == .cannotListen
    }
    await proxy.stop()
  }

  @Test("a thousand streams are held at once")
  func many() async throws {
    let manual = ManualClock()
    let options = SandboxOptions(
      pace: .fixed(.seconds(2)), credits: 1_000_000, clock: manual.clock)
    try await withFaults("", options: options) { faulty async throws in
      let request = faulty.client.request(
        "POST", "/generation/sse/acme/film", body: Array(Self.submit.utf8))
      var connections: [RawConnection] = []
      defer { for connection in connections { connection.close() } }
      for _ in 0..<1000 {
        let connection = try RawConnection(port: faulty.client.port)
        connections.append(connection)
        await connection.send(request)
      }
      for connection in connections {
        let bytes = await connection.receive(atLeast: 200)
        try #require(text(bytes).contains("IN_QUEUE"))
      }
      manual.advance(.seconds(4))
      for connection in connections {
        let end = await connection.receiveToEnd()
        try #require(text(end.bytes).contains("COMPLETED") && !end.isReset)
      }
    }
  }

  // MARK: - Connections

  @Test("a connection is closed as soon as it is made")
  func closed() async throws {
    try await withFaults("connection 1 close") { faulty async throws in
      let connection = try RawConnection(port: faulty.client.port)
      let end = await connection.receiveToEnd()
      connection.close()
      #expect(end.bytes.isEmpty && !end.isReset)
      #expect(try await faulty.client.get("/credits").status == 200)
      #expect(faulty.log.all.map(\.description) == ["connection 1 met `close`"])
    }
  }

  @Test("a connection is reset with its first byte")
  func resetAtOnce() async throws {
    try await withFaults("connection 2 reset") { faulty async throws in
      #expect(try await faulty.client.get("/credits").status == 200)
      let end = try await faulty.stream()
      #expect(end.bytes.isEmpty && end.isReset)
      #expect(try await faulty.accepted() == 0)
    }
  }

  @Test("nobody listens at first")
  func refusedAtFirst() async throws {
    let manual = ManualClock()
    try await withFaults("connection 0 refuse 5s", clock: manual.clock) { faulty async throws in
      #expect(await faulty.fault()?.description == "connection 0 met `refuse 5s`")
      #expect(throws: RawConnection.Refused.self) { try RawConnection(port: faulty.client.port) }
      manual.advance(.seconds(5))
      try await Self.untilListening(faulty)
      #expect(try await faulty.client.get("/credits").status == 200)
    }
  }

  @Test("nobody listens behind a connection, which is served itself")
  func refusedLater() async throws {
    let manual = ManualClock()
    try await withFaults("connection 1 refuse 5s", clock: manual.clock) { faulty async throws in
      #expect(try await faulty.client.get("/credits").status == 200)
      #expect(await faulty.fault() != nil)
      #expect(throws: RawConnection.Refused.self) { try RawConnection(port: faulty.client.port) }
      manual.advance(.seconds(5))
      try await Self.untilListening(faulty)
      #expect(try await faulty.client.get("/credits").status == 200)
    }
  }

  private static func untilListening(_ faulty: FaultyClient) async throws {
    while true {
      if let connection = try? RawConnection(port: faulty.client.port) {
        connection.close()
        return
      }
      await Task.yield()
    }
  }

  @Test("a connection is not listened to for a time")
  func deaf() async throws {
    let manual = ManualClock()
    try await withFaults("connection 1 stall 5s", clock: manual.clock) { faulty async throws in
      let connection = try RawConnection(port: faulty.client.port)
      defer { connection.close() }
      await connection.send(faulty.client.request("GET", "/credits"))
      #expect(await faulty.fault() != nil)
      #expect(!connection.isReadable)
      manual.advance(.seconds(5))
      #expect(text(await connection.receiveToEnd().bytes).hasPrefix("HTTP/1.1 200"))
    }
  }

  // MARK: - Requests that never arrive

  @Test(
    "the server never sees a request that is answered by a gateway, or dropped",
    arguments: ["stream 1 status 503 body=html", "submit 1 status 429", "any 1 drop"])
  func notPassed(_ plan: String) async throws {
    try await withFaults(plan) { faulty async throws in
      let path = plan.hasPrefix("submit") ? "/generation/acme/film" : "/generation/sse/acme/film"
      let end = try await faulty.talk("POST", path, body: Self.submit)
      #expect(try await faulty.accepted() == 0)
      #expect(faulty.log.all.count == 1)
      if plan.contains("drop") {
        #expect(end.bytes.isEmpty && end.isReset)
      } else {
        #expect(text(end.bytes).hasPrefix("HTTP/1.1 \(plan.contains("503") ? 503 : 429)"))
      }
    }
  }

  @Test("the connection goes on behind an answer of a gateway")
  func statusKeepsConnection() async throws {
    try await withFaults("credits 1 status 503 body=json") { faulty async throws in
      let connection = try RawConnection(port: faulty.client.port)
      defer { connection.close() }
      let request = faulty.client.request("GET", "/credits", headers: ["Connection": "keep-alive"])
      await connection.send(request + faulty.client.request("GET", "/credits"))
      let text = text(await connection.receiveToEnd().bytes)
      #expect(text.hasPrefix("HTTP/1.1 503"))
      #expect(text.contains("HTTP/1.1 200 OK"))
    }
  }

  // MARK: - Requests that arrive

  @Test(
    "the server has accepted a submit whose answer is lost",
    arguments: ["reset", "close", "late-status 503 body=html"],
    ["submit", "stream"])
  func lateFaults(_ fault: String, _ kind: String) async throws {
    try await withFaults("\(kind) 1 \(fault)") { faulty async throws in
      let path = kind == "submit" ? "/generation/acme/film" : "/generation/sse/acme/film"
      let end = try await faulty.talk("POST", path, body: Self.submit)
      #expect(end.isReset == (fault == "reset"))
      #expect(end.bytes.isEmpty == !fault.hasPrefix("late"))
      if fault.hasPrefix("late") { #expect(try Reply(end.bytes).status == 503) }
      #expect(try await faulty.accepted() == 1)
      #expect(
        faulty.log.all.map(\.description) == ["\(kind) 1 met `\(fault)` (connection 1)"])
    }
  }

  @Test("a reused connection ends once the whole second request has come")
  func reused() async throws {
    try await withFaults("submit reused 1 close") { faulty async throws in
      let connection = try RawConnection(port: faulty.client.port)
      defer { connection.close() }
      let request = faulty.client.request(
        "POST", "/generation/acme/film", headers: ["Connection": "keep-alive"],
        body: Array(Self.submit.utf8))
      await connection.send(request)
      let first = await connection.receive(atLeast: 100)
      #expect(text(first).hasPrefix("HTTP/1.1 200"))
      await connection.send(request)
      let end = await connection.receiveToEnd()
      #expect(!end.isReset && !text(end.bytes).contains("HTTP/1.1"))
      #expect(try await faulty.accepted() == 2)
    }
  }

  @Test("a reset comes after so many bytes of the answer")
  func resetAfter() async throws {
    try await withFaults("stream 1 reset after=40") { faulty async throws in
      let end = try await faulty.stream()
      #expect(end.isReset && end.bytes.count == 40)
      #expect(text(end.bytes).hasPrefix("HTTP/1.1 200 OK\r\n"))
    }
  }

  @Test("an answer stalls and goes on")
  func stalls() async throws {
    let manual = ManualClock()
    try await withFaults("stream 1 stall 5s after=10", clock: manual.clock) { faulty async throws in
      let connection = try RawConnection(port: faulty.client.port)
      defer { connection.close() }
      await connection.send(
        faulty.client.request("POST", "/generation/sse/acme/film", body: Array(Self.submit.utf8)))
      let begun = await connection.receive(atLeast: 10)
      #expect(await faulty.fault() != nil)
      #expect(begun.count == 10 && !connection.isReadable)
      manual.advance(.seconds(4))
      #expect(!connection.isReadable)
      manual.advance(.seconds(1))
      let rest = await connection.receiveToEnd()
      #expect(try Reply(begun + rest.bytes).text.contains("COMPLETED"))
    }
  }

  @Test("an answer dribbles")
  func dribbles() async throws {
    let manual = ManualClock()
    try await withFaults("credits 1 dribble 50 every=1s", clock: manual.clock) {
      faulty async throws in
      let connection = try RawConnection(port: faulty.client.port)
      defer { connection.close() }
      await connection.send(faulty.client.request("GET", "/credits"))
      var pieces: [[UInt8]] = []
      while true {
        let piece = await connection.receive()
        if piece.isEmpty { break }
        pieces.append(piece)
        #expect(!connection.isReadable)
        manual.advance(.seconds(1))
      }
      #expect(pieces.count > 2 && pieces.allSatisfy { $0.count <= 50 })
      #expect(try Reply(pieces.flatMap { $0 }).status == 200)
    }
  }

  // MARK: - Streams

  @Test(
    "a stream breaks off where it is told to",
    arguments: [
      ("cut line", 0, true, false), ("cut character frames=1", 1, true, false),
      ("cut line frames=2 ending=reset", 2, true, true),
      ("cut line frames=1 ending=clean", 1, false, false), ("end", 0, false, false),
      ("end 1", 1, false, false), ("end 2", 2, false, false),
    ])
  func broken(_ fault: String, _ frames: Int, _ isCutOff: Bool, _ isReset: Bool) async throws {
    try await withFaults("stream 1 \(fault)") { faulty async throws in
      let end = try await faulty.stream()
      #expect(end.isReset == isReset)
      #expect(text(end.bytes).ranges(of: "}\n\n").count == frames)
      if isCutOff {
        #expect(throws: Reply.CutOff.self) { try Reply(end.bytes) }
      } else {
        #expect(try Reply(end.bytes).status == 200)
      }
      if fault.contains("character") {
        #expect(String(validating: end.bytes.dropLast(2), as: UTF8.self) == nil)
      }
      #expect(try await faulty.accepted() == 1)
    }
  }

  @Test(
    "events come twice, or in another order",
    arguments: [
      ("duplicate 2", ["QUEUE", "QUEUE", "PROGRESS", "PROGRESS", "COMPLETED", "COMPLETED"]),
      ("reorder", ["PROGRESS", "QUEUE", "COMPLETED"]),
      ("reorder 1", ["QUEUE", "COMPLETED", "PROGRESS"]),
    ])
  func order(_ fault: String, _ words: [String]) async throws {
    try await withFaults("stream 1 \(fault)") { faulty async throws in
      let text = try Reply(try await faulty.stream().bytes).text
      let found = text.split(separator: "\n\n").compactMap { event in
        ["QUEUE", "PROGRESS", "COMPLETED"].first { event.contains($0) }
      }
      #expect(found == words)
    }
  }

  @Test("a long line stands between two events")
  func longLine() async throws {
    try await withFaults("stream 1 long-line 100000 frames=1") { faulty async throws in
      let reply = try Reply(try await faulty.stream().bytes)
      let events = reply.text.split(separator: "\n\n")
      #expect(events.map(\.utf8.count).max() == 100_006)
      #expect(events.count == 4 && events[1].utf8.count == 100_006)
    }
  }

  @Test("a line without an end lasts for as long as the client reads")
  func endlessLine() async throws {
    try await withFaults("stream 1 long-line") { faulty async throws in
      let connection = try RawConnection(port: faulty.client.port)
      await connection.send(
        faulty.client.request("POST", "/generation/sse/acme/film", body: Array(Self.submit.utf8)))
      let bytes = await connection.receive(atLeast: 20_000_000)
      connection.close()
      #expect(bytes.count >= 20_000_000)
      #expect(try await faulty.client.get("/credits").status == 200)
    }
  }

  // MARK: - Bodies

  @Test("a body ends early, or is not as long as it says")
  func lengths() async throws {
    try await withFaults("media 1 truncate 100; media 2 wrong-length 5; media 3 wrong-length -5") {
      faulty async throws in
      let id = try await faulty.generation()
      let file = try await faulty.direct.get("//media/\(id)/1.mp4").body
      for (count, length) in [
        (100, file.count), (file.count, file.count + 5), (file.count, file.count - 5),
      ] {
        let reply = try Reply(try await faulty.talk("GET", "//media/\(id)/1.mp4").bytes)
        #expect(reply.body == Array(file.prefix(count)))
        #expect(reply.headers["content-length"] == "\(length)")
      }
    }
  }

  @Test("files run out until their generation is asked for", arguments: [403, 404, 410])
  func expires(_ status: Int) async throws {
    try await withFaults("media all expire \(status)") { faulty async throws in
      let id = try await faulty.generation()
      let path = "//media/\(id)/1.mp4"
      #expect(try await faulty.client.get(path).status == status)
      #expect(try await faulty.client.get(path).status == status)
      #expect(try await faulty.client.get("/generation/\(id)").status == 200)
      #expect(try await faulty.client.get(path).status == 200)
    }
  }

  // MARK: - All of it again

  @Test("the same plan, seed and requests meet the same faults; another seed gives others")
  func deterministic() async throws {
    var logs: [[InjectedFault]] = []
    for seed in [3, 3, 4] as [UInt64] {
      try await withFaults(
        "credits 40% status 503; running 30% reset; connection 20% close", seed: seed
      ) { faulty async throws in
        for index in 0..<60 {
          _ = try await faulty.talk("GET", index % 3 == 0 ? "/generations/running" : "/credits")
        }
        logs.append(faulty.log.all)
      }
    }
    #expect(logs[0] == logs[1])
    #expect(logs[0] != logs[2])
    #expect(Set(logs[0].map(\.target)) == ["credits", "running", "connection"])
  }
}
