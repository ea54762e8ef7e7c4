import FlyingSocks
import Glibc
import LosslessJSON
import Testing

@testable import Sandbox

@Suite("Media, records and the server itself")
struct ServerTests {
  private func submit(_ client: RawClient, _ model: String, _ input: JSON) async throws -> String {
    try #require(try await client.post("/generation/" + model, input).json()["id"]?.string)
  }

  // MARK: - Media

  @Test("media need no key and come with type, length and tag")
  func media() async throws {
    try await withSandbox { client async throws in
      var client = client
      let id = try await submit(client, "acme/paint", ["prompt": "x", "aspect_ratio": "9:16"])
      client.key = nil
      let reply = try await client.get("//media/\(id)/1.png")
      #expect(reply.status == 200)
      #expect(reply.headers["content-type"] == "image/png")
      #expect(reply.headers["content-length"] == "\(reply.body.count)")
      #expect(reply.headers["accept-ranges"] == "bytes")
      #expect(reply.headers["etag"]?.hasPrefix("\"") == true)
      let decoded = try MediaTests.Decoded(reply.body)
      #expect(decoded.width == 720 && decoded.height == 1280)
      let head = try await client.head("//media/\(id)/1.png")
      #expect(head.status == 200 && head.body.isEmpty)
      for name in ["content-type", "content-length", "etag", "accept-ranges"] {
        #expect(head.headers[name] == reply.headers[name])
      }
    }
  }

  @Test("a video is a clip that holds its request's digest")
  func clip() async throws {
    try await withSandbox { client async throws in
      let id = try await submit(client, "acme/film", ["prompt": "x"])
      let reply = try await client.get("//media/\(id)/1.mp4")
      #expect(reply.headers["content-type"] == "video/mp4")
      #expect(Array(reply.body[4..<8]) == Array("ftyp".utf8))
      let digest = SHA256.hex(of: #"{"prompt":"x"}"#)
      #expect(Array(reply.body.suffix(32)) == SHA256.digest(of: "acme/film\n\(digest)\n0".utf8))
    }
  }

  @Test("equal requests give equal media, others do not", arguments: ["acme/film", "acme/paint"])
  func derived(_ model: String) async throws {
    try await withSandbox { client async throws in
      var files: [[UInt8]] = []
      for text in [
        #"{"prompt":"x","seed":1}"#, #"{"seed":1.0,"prompt":"x"}"#, #"{"prompt":"x","seed":2}"#,
        #"{"prompt":"y","seed":1}"#,
      ] {
        let id = try #require(
          try await client.post("/generation/\(model)", text: text).json()["id"]?.string)
        let name = model == "acme/film" ? "1.mp4" : "1.png"
        files.append(try await client.get("//media/\(id)/\(name)").body)
      }
      #expect(files[0] == files[1])
      #expect(Set(files).count == 3)
    }
  }

  @Test("there are no media before a generation is complete, and none of one that failed")
  func early() async throws {
    let manual = ManualClock()
    let options = SandboxOptions(pace: .fixed(.seconds(2)), clock: manual.clock)
    try await withSandbox(options) { client async throws in
      let id = try await submit(client, "acme/film", ["prompt": "x"])
      let failing = try await submit(client, "acme/film", ["prompt": "please-fail"])
      #expect(try await client.get("//media/\(id)/1.mp4").status == 404)
      manual.advance(.seconds(4))
      #expect(try await client.get("//media/\(id)/1.mp4").status == 200)
      #expect(try await client.get("//media/\(failing)/1.mp4").status == 404)
      for name in ["1.png", "0.mp4", "2.mp4", "1.mp4/x", ""] {
        #expect(try await client.get("//media/\(id)/\(name)").status == 404)
      }
    }
  }

  @Test("ranges give a part, the whole or 416")
  func ranges() async throws {
    try await withSandbox { client async throws in
      let id = try await submit(client, "acme/film", ["prompt": "x"])
      let path = "//media/\(id)/1.mp4"
      let whole = try await client.get(path)
      let file = whole.body
      let tag = try #require(whole.headers["etag"])

      let part = try await client.get(path, headers: ["Range": "bytes=100-199"])
      #expect(part.status == 206 && part.body == Array(file[100..<200]))
      #expect(part.headers["content-range"] == "bytes 100-199/\(file.count)")
      #expect(part.headers["content-length"] == "100" && part.headers["etag"] == tag)

      let rest = try await client.get(
        path, headers: ["Range": "bytes=6000-", "If-Range": tag])
      #expect(rest.status == 206 && rest.body == Array(file[6000...]))

      let changed = try await client.get(
        path, headers: ["Range": "bytes=6000-", "If-Range": "\"other\""])
      #expect(changed.status == 200 && changed.body == file)
      #expect(changed.headers["content-range"] == nil)

      let beyond = try await client.get(path, headers: ["Range": "bytes=\(file.count)-"])
      #expect(beyond.status == 416 && beyond.body.isEmpty)
      #expect(beyond.headers["content-range"] == "bytes */\(file.count)")

      let several = try await client.get(path, headers: ["Range": "bytes=0-1,4-5"])
      #expect(several.status == 200 && several.body == file)
    }
  }

  // MARK: - Records

  @Test("the submissions hold every accepted submit with the digest of its canonical input")
  func submissions() async throws {
    let manual = ManualClock()
    try await withSandbox(SandboxOptions(clock: manual.clock)) { client async throws in
      let text = #"{"seed":10e-1,"prompt":"é","n":2}"#
      let first = try await client.post("/generation/acme/film", text: text).json()["id"]
      manual.advance(.milliseconds(1500))
      _ = try await client.post("/generation/acme/film", [:])
      _ = try await client.post("/generation/sse/acme/paint", ["prompt": "y"])
      let list = try #require(try await client.get("//sandbox/submissions").json().array)
      #expect(list.count == 2)
      #expect(list[0].object?.keys == ["id", "model", "input", "sha256", "at"])
      #expect(list[0]["id"] == first && list[0]["model"] == "acme/film")
      #expect(list[0]["input"]?.printed() == text)
      #expect(list[0]["at"] == "2026-11-22T10:00:00.000Z")
      #expect(list[1]["at"] == "2026-11-22T10:00:01.500Z")
      #expect(list[1]["model"] == "acme/paint")
      // Computed with another program from {"n":2,"prompt":"é","seed":1} and {"prompt":"y"}.
      #expect(
        list[0]["sha256"]
          == "9940aa2d771cc9e17af5f7913d5d94cff4b36eb8bba8715f2a624222c7d163d6")
      #expect(
        list[1]["sha256"]
          == "69331ee3871551b6fe18fb7f3d0043e14842d3091cb21b5c7700cc84d5c0a095")
    }
  }

  @Test("health answers without a key and says what is invented")
  func health() async throws {
    try await withSandbox(SandboxOptions(pace: .fixed(.seconds(2)))) { client async throws in
      var client = client
      client.key = nil
      let reply = try await client.get("//sandbox/health")
      #expect(reply.status == 200)
      let json = try reply.json()
      #expect(json["status"] == "ok" && json["models"] == 7 && json["pace"] == "2000ms")
      #expect(json["prices"]?["note"]?.string?.contains("own invention") == true)
      #expect(json["shapes"] == .string(Shapes().description))
      for word in ["forbidden-content", "please-fail", "wrong-key", "forbidden-key"] {
        #expect(json["triggers"]?.printed().contains(word) == true)
      }
    }
  }

  @Test(
    "what is not there is not found",
    arguments: ["//", "//sandbox", "//sandbox/x", "//media", "//media/x/y", "//api/v2/credits", ""])
  func notFound(_ path: String) async throws {
    try await withSandbox { client async throws in
      #expect(try await client.get(path).status == 404)
    }
  }

  // MARK: - Connections

  @Test("one connection carries many requests, streams among them")
  func keepAlive() async throws {
    try await withSandbox { client async throws in
      let connection = try RawConnection(port: client.port)
      defer { connection.close() }
      let keep = ["Connection": "keep-alive"]
      let body = Array(#"{"prompt":"x"}"#.utf8)
      await connection.send(
        client.request("POST", "/generation/sse/acme/film", headers: keep, body: body)
          + client.request("POST", "/generation/acme/film", headers: keep, body: body)
          + client.request("HEAD", "/credits", headers: keep)
          + client.request("GET", "/nothing"))
      let text = String(decoding: await connection.receiveAll(), as: UTF8.self)
      let answers = text.split(separator: "HTTP/1.1 ").map { $0.prefix(3) }
      #expect(answers == ["200", "200", "200", "404"])
      #expect(text.contains("\r\n0\r\n\r\nHTTP/1.1 200 OK"))
    }
  }

  @Test("a request without a usable host is refused", arguments: ["", "Host: a b\r\n"])
  func host(_ line: String) async throws {
    try await withSandbox { client async throws in
      let reply = try await client.exchange(
        Array("GET /sandbox/health HTTP/1.1\r\n\(line)Connection: close\r\n\r\n".utf8))
      #expect(reply.status == 400)
    }
  }

  @Test("media stand under the name that the client used")
  func origin() async throws {
    try await withSandbox { client async throws in
      let id = try await submit(client, "acme/film", ["prompt": "x"])
      let reply = try await client.exchange(
        Array(
          ("GET /api/v1/generation/\(id) HTTP/1.1\r\nHost: localhost:99\r\n"
            + "Authorization: Bearer k\r\nConnection: close\r\n\r\n").utf8))
      #expect(
        try reply.json()["data"]?["video"]?["url"]
          == .string("http://localhost:99/media/\(id)/1.mp4"))
    }
  }

  @Test("a port that is taken is an error that names it")
  func taken() async throws {
    try await withSandbox { client async throws in
      let other = try SandboxServer(
        contract: TestContract.document, navigation: TestContract.navigation,
        options: SandboxOptions(port: client.port))
      do {
        _ = try await other.start()
        Issue.record("the port was given twice")
      } catch let error as SandboxError {
        #expect(error.code == .cannotListen && error.message.contains("\(client.port)"))
      }
    }
  }

  @Test("a stopped server refuses, and starts again with what it had")
  func restart() async throws {
    let server = try SandboxServer(
      contract: TestContract.document, navigation: TestContract.navigation)
    var client = try RawClient(base: await server.start())
    let id = try await submit(client, "acme/film", ["prompt": "x"])
    await server.stop()
    await server.stop()
    #expect(throws: RawConnection.Refused.self) { try RawConnection(port: client.port) }
    client = try RawClient(base: await server.start())
    #expect(try await client.get("/generation/\(id)").status == 200)
    await server.stop()
  }

  @Test("stopping cuts a stream that is still open")
  func stopping() async throws {
    let server = try SandboxServer(
      contract: TestContract.document, navigation: TestContract.navigation,
      options: SandboxOptions(pace: .fixed(.seconds(9)), clock: ManualClock().clock))
    let client = try RawClient(base: await server.start())
    let connection = try RawConnection(port: client.port)
    defer { connection.close() }
    await connection.send(
      client.request("POST", "/generation/sse/acme/film", body: Array(#"{"prompt":"x"}"#.utf8)))
    let first = await connection.receive()
    await server.stop()
    let bytes = first + (await connection.receiveAll())
    #expect(throws: Reply.CutOff.self) { try Reply(bytes) }
  }

  @Test("a waiting socket sends without delay")
  func noDelay() async throws {
    struct Still: AsyncSocketPool {
      func prepare() async throws {}
      func run() async throws {}
      func suspendSocket(_ socket: Socket, untilReadyFor events: Socket.Events) async throws {}
    }
    let socket = try Socket(domain: AF_INET)
    defer { try? socket.close() }
    let option = BoolSocketOption(level: Int32(IPPROTO_TCP), name: TCP_NODELAY)
    #expect(try !socket.getValue(for: option))
    try await PromptPool(base: Still()).suspendSocket(socket, untilReadyFor: .read)
    #expect(try socket.getValue(for: option))
  }
}
