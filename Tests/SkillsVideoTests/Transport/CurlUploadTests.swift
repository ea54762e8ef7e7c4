import Glibc
import Synchronization
import Testing

@testable import SkillsVideo

@Suite("A request in parts", .timeLimit(.minutes(1)))
struct CurlUploadTests {
  private let transport: CurlTransport

  init() throws {
    transport = try CurlTransport(environment: [:])
  }

  private func request(_ url: String, _ parts: [HTTPRequest.Part]) -> HTTPRequest {
    HTTPRequest(
      method: "POST", url: url, headers: [HTTPField("Accept", "application/json")],
      bearer: Secret("sk-hunter2-hunter2"), body: .multipart(parts), purpose: .submit)
  }

  private func file(
    _ source: any ByteSource, name: String = "video_url", as fileName: String = "a.mp4"
  ) -> HTTPRequest.Part {
    HTTPRequest.Part(
      name: name, content: .file(source, fileName: fileName, contentType: "video/mp4"))
  }

  private func text(_ name: String, _ text: String) -> HTTPRequest.Part {
    HTTPRequest.Part(name: name, content: .text(text))
  }

  private func answering(_ status: String = "200 OK") throws -> ScriptedServer {
    try ScriptedServer { connection in
      while connection.readRequest() != nil { connection.answer(status, "{}") }
    }
  }

  private func error(_ request: HTTPRequest) async throws -> TransportError {
    do {
      _ = try await transport.open(request)
    } catch {
      #expect(!"\(error)".contains("hunter2"))
      return error
    }
    Issue.record("nothing failed")
    throw CancellationError()
  }

  // MARK: - What arrives

  @Test("arrives part by part, in order, byte for byte")
  func arrives() async throws {
    let server = try answering("202 Accepted")
    let texts = ["a red fox – für Ödön", "", "one\r\ntwo\r\n--", "a\u{0}b", "0.10"]
    let source = GeneratedSource(200_000)
    let parts =
      texts.map { text("prompt", $0) } + [
        file(source, name: "image_urls"), text("image_urls", "https://media.example/a.png"),
        file(GeneratedSource(1), name: "image_urls", as: "b.mp4"), text("seed", "7"),
      ]
    let response = try await transport.open(request(server.url("/generation/x"), parts))
    #expect(response.status == 202)
    let received = try #require(server.requests.first.flatMap { ReceivedPart.parts(of: $0) })
    #expect(
      received.map(\.name) == Array(repeating: "prompt", count: 5)
        + Array(repeating: "image_urls", count: 3) + ["seed"])
    #expect(received.prefix(5).map(\.text) == texts)
    #expect(received[5].digest == source.digest)
    #expect(received[5].contentType == "video/mp4")
    #expect(received.map(\.fileName) == [nil, nil, nil, nil, nil, "a.mp4", nil, "b.mp4", nil])
    #expect(received[6].text == "https://media.example/a.png")
    #expect(received[6].contentType == nil)
    #expect(received[7].digest == GeneratedSource(1).digest)
  }

  @Test("tells its length before, waits for no leave, and holds no key")
  func head() async throws {
    let server = try answering()
    _ = try await transport.open(
      request(server.url("/x"), [text("prompt", "fox"), file(GeneratedSource(3_000_000))]))
    let request = try #require(server.requests.first)
    #expect(request.line == "POST /x HTTP/1.1")
    #expect(request.value(of: "Content-Length") == "\(request.body.count)")
    #expect(request.body.count > 3_000_000)
    #expect(request.value(of: "Transfer-Encoding") == nil)
    #expect(request.value(of: "Expect") == nil)
    #expect(request.fields.count { $0.lowercased().hasPrefix("content-type:") } == 1)
    #expect(request.value(of: "Authorization") == "Bearer sk-hunter2-hunter2")
    #expect(ReceivedPart.parts(of: request)?.count == 2)
    let body = String(decoding: request.body, as: UTF8.self)
    #expect(!body.contains("hunter2"))
  }

  @Test("keeps quotes and line breaks of names from being anything else")
  func names() async throws {
    let server = try answering()
    let name = "a\"b\r\nX-Smuggled: 1"
    _ = try await transport.open(
      request(
        server.url(), [text(name, "1"), file(GeneratedSource(5), name: name, as: "c\"\r\nd.mp4")]))
    let parts = try #require(server.requests.first.flatMap { ReceivedPart.parts(of: $0) })
    #expect(parts.map(\.name) == ["a%22b%0D%0AX-Smuggled: 1", "a%22b%0D%0AX-Smuggled: 1"])
    #expect(parts[1].fileName == "c%22%0D%0Ad.mp4")
    #expect(parts.map(\.lines.count) == [1, 2])
  }

  @Test("of a large file is read as it goes out, and never far ahead of a slow reader")
  func streams() async throws {
    let source = GeneratedSource(24 << 20)
    let lead = Mutex(0)
    let server = try ScriptedServer { connection in
      connection.receiveLittle()
      var count = 0
      while let bytes = connection.receive() {
        count += bytes.count
        lead.withLock { $0 = max($0, source.highestRead - count) }
        if count >= source.length, bytes.suffix(4) == [0x2D, 0x2D, 13, 10] { break }
      }
      connection.answer("200 OK", "\(count)")
    }
    let response = try await transport.open(request(server.url(), [file(source)]))
    let said = String(decoding: try await response.body.collected(upTo: 100), as: UTF8.self)
    #expect(Int(said) ?? 0 > source.length)
    #expect(source.longestRead <= 1 << 16)
    #expect(lead.withLock { $0 } < 12 << 20)
  }

  @Test("goes over a connection of its own")
  func ownsItsConnection() async throws {
    let server = try answering()
    let read = HTTPRequest(url: server.url("/credits"), purpose: .read)
    let submit = request(server.url(), [file(GeneratedSource(10))])
    for request in [read, submit, read, submit] {
      _ = try await transport.open(request).body.collected(upTo: 10)
    }
    #expect(server.requests.map(\.connection) == [0, 1, 0, 2])
  }

  @Test("sent again carries the same bytes from their start")
  func again() async throws {
    let server = try answering("429 Too Many Requests")
    let source = GeneratedSource(300_000)
    let submit = request(server.url(), [text("prompt", "fox"), file(source)])
    for _ in 1...2 { _ = try await transport.open(submit).body.collected(upTo: 10) }
    let sent = server.requests.map { ReceivedPart.parts(of: $0) }
    #expect(sent.count == 2)
    #expect(sent.allSatisfy { $0?.first?.text == "fox" && $0?.last?.digest == source.digest })
  }

  @Test("tells how much of its files is on its way, to the last byte")
  func progress() async throws {
    let server = try answering()
    let told = Mutex<[Int]>([])
    var submit = request(
      server.url(), [file(GeneratedSource(150_000)), file(GeneratedSource(100_000))])
    submit.uploadProgress = { bytes in told.withLock { $0.append(bytes) } }
    _ = try await transport.open(submit)
    let steps = told.withLock { $0 }
    #expect(steps == steps.sorted())
    #expect(steps.contains(150_000))
    #expect(steps.last == 250_000)
  }

  // MARK: - Trouble

  @Test(
    "never ends well with a file that gives too little, or other bytes than were digested",
    arguments: [
      GeneratedSource.Trouble.ends(at: 1_000_000), .ends(at: 1_999_999), .ends(at: 0),
      .fails(at: 1_000_000), .changes(at: 0), .changes(at: 1_999_999),
    ])
  func shrinks(trouble: GeneratedSource.Trouble) async throws {
    let arrived = Mutex(0)
    let server = try ScriptedServer { connection in
      while let bytes = connection.receive() { arrived.withLock { $0 += bytes.count } }
    }
    let error = try await error(
      request(server.url(), [file(GeneratedSource(2_000_000, trouble)), text("seed", "7")]))
    #expect(error.code == .send)
    #expect(error.wasSent)
    switch trouble {
    case .ends: #expect(error.message == "the file a.mp4 became shorter while it was sent")
    case .fails: #expect(error.message.contains("cannot read /film/a.mp4"))
    case .changes: #expect(error.message == "the file a.mp4 was changed while it was sent")
    }
    await server.clientLeaves()
    #expect(arrived.withLock { $0 } < 2_000_000)
  }

  @Test("may have left when the connection is reset in its middle, and goes out once")
  func reset() async throws {
    let server = try ScriptedServer { connection in
      _ = connection.receive()
      connection.resetOnClose()
    }
    let error = try await error(request(server.url(), [file(GeneratedSource(64 << 20))]))
    #expect(error.wasSent)
    #expect(error.code == .reset)
  }

  @Test("to a port where nobody listens never left")
  func unreachable() async throws {
    let source = GeneratedSource(100)
    let error = try await error(
      request("http://127.0.0.1:\(try ScriptedServer.deadPort())/", [file(source)]))
    #expect(error.code == .connect)
    #expect(!error.wasSent)
    #expect(source.highestRead == 0)
  }

  @Test("hears a refusal that comes before its end")
  func earlyRefusal() async throws {
    let server = try ScriptedServer { connection in
      _ = connection.receive()
      connection.answer("429 Too Many Requests", #"{"message":"slow down"}"#)
      connection.waitForClient()
    }
    let response = try await transport.open(
      request(server.url(), [file(GeneratedSource(64 << 20))]))
    #expect(response.status == 429)
    #expect(
      try await response.body.collected(upTo: 100) == Array(#"{"message":"slow down"}"#.utf8))
  }

  @Test(
    "is refused where a name or a type would be written otherwise than it is",
    arguments: [
      HTTPRequest.Part(name: "a\u{0}b", content: .text("x")),
      HTTPRequest.Part(
        name: "a",
        content: .file(GeneratedSource(1), fileName: "a\u{0}b", contentType: "image/png")),
      HTTPRequest.Part(
        name: "a", content: .file(GeneratedSource(1), fileName: "a", contentType: "a/b\r\nX: y")),
    ])
  func refused(part: HTTPRequest.Part) async throws {
    let error = try await error(request("http://127.0.0.1:1/", [part]))
    #expect(error.code == .badRequest)
    #expect(!error.wasSent)
  }

  @Test("takes no type from the caller, since it names the boundary itself")
  func ownType() async throws {
    var submit = request("http://127.0.0.1:1/", [text("a", "b")])
    submit.headers.append(HTTPField("content-type", "multipart/form-data"))
    #expect(try await error(submit).code == .badRequest)
  }

  @Test("gives a file to libcurl once: back is no way, and the next place is no move")
  func seeks() {
    let feed = FileFeed(GeneratedSource(10), name: "a", before: 0, progress: nil)
    #expect(feed.seek(to: 0, from: SEEK_SET) == 0)
    var buffer = [UInt8](repeating: 0, count: 4)
    #expect(buffer.withUnsafeMutableBytes { feed.fill($0) } == 4)
    #expect(feed.seek(to: 0, from: SEEK_SET) == 1)
    #expect(feed.seek(to: 4, from: SEEK_SET) == 0)
    #expect(feed.seek(to: 0, from: SEEK_CUR) == 1)
    #expect(feed.seek(to: 0, from: SEEK_END) == 1)
  }
}
