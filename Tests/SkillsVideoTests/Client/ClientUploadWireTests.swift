import LosslessJSON
import Synchronization
import Testing

@testable import SkillsVideo

@Suite("A client that sends files over the wire", .timeLimit(.minutes(1)))
struct ClientUploadWireTests {
  private let folder = ScratchFolder()

  /// A client of its own ledger, for a server on this machine.
  private func client(
    _ server: ScriptedServer, files: any FileAccess = PosixFileAccess()
  ) async throws -> Client {
    var surroundings = Client.Surroundings()
    surroundings.files = files
    let path = folder["ledger.sqlite"]
    var configuration = try Configuration(
      baseURL: server.url("/api/v1"), key: Secret(World.key), ledgerPath: path)
    configuration.doubtPatience = .zero
    return Client(
      configuration: configuration, transport: try CurlTransport(environment: [:]),
      ledger: try await Ledger.open(path: path),
      surroundings: surroundings)
  }

  /// A request for one file of a megabyte, made of `letter`.
  private func request(_ letter: Character = "x") throws -> GenerationRequest {
    let text = String(repeating: letter, count: 1 << 20)
    try folder.write(text, to: "film.mp4")
    let upload = Upload(
      field: "video_url", path: folder["film.mp4"],
      sha256: SHA256Digest(of: Array(text.utf8)).hex, bytes: 1 << 20, contentType: "video/mp4")
    return GenerationRequest(
      model: "maker/model-1", body: ["video_url": Upload.mark(sha256: upload.sha256), "seed": 7],
      uploads: [upload], useStream: true, label: "fox",
      destination: Destination(folder: folder["out"], pieces: [.text("fox."), .late(.ext)]))
  }

  @Test("sends the file whole, and takes the result from the answer")
  func whole() async throws {
    let server = try ScriptedServer { connection in
      while let request = connection.readRequest() {
        if request.line.hasPrefix("POST") {
          let url = "http://\(request.value(of: "Host") ?? "")/out.png"
          connection.answer(
            "200 OK",
            #"{"id":"g","status":"COMPLETED","data":{"images":[{"url":"\#(url)"}]}}"#,
            fields: ["Content-Type: application/json"])
        } else {
          connection.answer("200 OK", "an image")
        }
      }
    }
    let heard = EventLog()
    let request = try request()
    _ = try await client(server).generate(request) { heard.hear($0) }.saved()
    let submit = try #require(server.requests.first)
    #expect(submit.line == "POST /api/v1/generation/maker/model-1 HTTP/1.1")
    #expect(submit.value(of: "Authorization") == "Bearer \(World.key)")
    let parts = try #require(ReceivedPart.parts(of: submit))
    #expect(parts.map(\.name) == ["video_url", "seed"])
    #expect(parts[0].digest.hex == request.uploads[0].sha256)
    #expect(parts[0].fileName == "film.mp4")
    #expect(parts[0].contentType == "video/mp4")
    #expect(heard.all.contains(.uploadProgress(bytes: 1 << 20, total: 1 << 20)))
    let body = String(decoding: submit.body, as: UTF8.self)
    #expect(!body.contains(World.key))
    #expect(!body.contains(folder.path))
    let media = try #require(server.requests.last)
    #expect(media.line == "GET /out.png HTTP/1.1")
    #expect(media.value(of: "Authorization") == nil)
  }

  @Test("is in doubt when the file becomes shorter on its way, and never sends a part of it as all")
  func shrinks() async throws {
    let arrived = Mutex(0)
    let connections = Counter()
    let server = try ScriptedServer { connection in
      // The others ask what is running.
      guard connections.next() == 0 else { return }
      while let bytes = connection.receive() { arrived.withLock { $0 += bytes.count } }
    }
    // Four reads of 256 kB digest it.
    let client = try await client(server, files: ShrinkingFiles(to: 300_000, after: 8))
    let outcome = await client.generate(try request()) { _ in }
    guard case .inDoubt(_, let reason) = outcome else {
      Issue.record("it is not in doubt: \(outcome)")
      return
    }
    #expect(reason.contains("film.mp4 became shorter while it was sent"))
    await server.clientLeaves()
    #expect(arrived.withLock { $0 } < 1 << 20)
    #expect(try await client.runs().map(\.state) == [.inDoubt])
  }

  @Test("is in doubt when the connection is reset in the middle, after one submit")
  func reset() async throws {
    let connections = Counter()
    let server = try ScriptedServer { connection in
      _ = connections.next()
      connection.receiveLittle()
      _ = connection.receive()
      connection.resetOnClose()
    }
    let client = try await client(server)
    guard case .inDoubt = await client.generate(try request(), report: { _ in }) else {
      Issue.record("it is not in doubt")
      return
    }
    // The others asked what is running.
    #expect(connections.next() == 1 + Reconciler.looks)
    #expect(try await client.runs().map(\.state) == [.inDoubt])
  }
}
