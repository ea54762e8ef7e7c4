import LosslessJSON
import Testing

@testable import SkillsVideo

/// One test for each row of the table of what a crash leaves; the row of the lock is the lock's own.
@Suite("What a crash leaves")
struct CrashTableTests {
  private static let moved = "https://media.example/out/2.png?sig=new"
  private static let other =
    "{\"id\":\"gen-1\",\"status\":\"COMPLETED\",\"data\":{\"images\":"
    + "[{\"url\":\"\(moved)\",\"content_type\":\"image/png\"}]},\"usage\":{\"total\":2.50}}"

  /// A program that is killed at one commit, before it or after it, and what the service was asked.
  private static func kill(
    at change: String, isCommitted: Bool, media: [ScriptedService.Play] = [.media([World.image])]
  ) async throws -> (folder: ScratchFolder, submits: Int) {
    let folder = ScratchFolder()
    let place = try #require(CrashTests.commits.firstIndex(of: change))
    let submits = Counter()
    try await World.run(
      submits: [.stream([.frame(Answers.queued), .frame(Answers.completed)])],
      media: [World.imageURL: media], in: folder
    ) { world in
      let service = world.service
      let kill = Kill(at: place, isCommitted: isCommitted) { service.cutOff() }
      let ledger = try await world.ledger { try kill.hear($0) }
      _ = try await world.client(ledger).generate(world.request()) { _ in }
      for _ in 0..<service.submits { _ = submits.next() }
    }
    return (folder, submits.next())
  }

  @Test("killed before the submitting commit: planned, nothing was sent, and it may run")
  func planned() async throws {
    let (folder, submits) = try await Self.kill(at: "submitting", isCommitted: false)
    #expect(submits == 0)
    try await World.run(
      submits: [.stream([.frame(Answers.completed)])], in: folder
    ) { world in
      let client = try world.client(try await world.ledger(process: 2, living: [2]))
      #expect(try await client.runs().map(\.state) == [.planned])
      #expect(try await client.unfinished() == [])
      _ = try await client.generate(world.request()) { _ in }.saved()
      #expect(world.service.submits == 1)
    }
  }

  @Test("killed after it, before an id was stored: in doubt, looked for, never sent again")
  func inDoubt() async throws {
    let (folder, _) = try await Self.kill(at: "accepted", isCommitted: false)
    let list = #"[{"id":"gen-1","input":{"prompt":"a red fox","seed":7}}]"#
    try await World.run(
      polls: [.answer(200, Answers.completed)],
      running: [.answer(200, "[]"), .answer(200, "[]"), .answer(200, list)], in: folder
    ) { world in
      let client = try world.client(try await world.ledger(process: 2, living: [2]))
      #expect(try await client.unfinished().map(\.state) == [.inDoubt])
      #expect(try await client.reconcile().adopted == [1: "gen-1"])
      let record = try #require(try await client.unfinished().first)
      _ = try await client.resume(record) { _ in }.saved()
      #expect(world.service.submits == 0)
    }
  }

  @Test("killed while queued or streaming: accepted, polled by id")
  func accepted() async throws {
    let (folder, submits) = try await Self.kill(at: "finished", isCommitted: false)
    #expect(submits == 1)
    try await World.run(polls: [.answer(200, Answers.completed)], in: folder) { world in
      _ = try await world.resume().saved()
      #expect(
        world.service.requests.first?.url == "https://service.example/api/v1/generation/gen-1")
    }
  }

  @Test("result known, nothing on disk: downloaded, and a refused address is asked for again by id")
  func finished() async throws {
    let (folder, _) = try await Self.kill(at: "part reserved", isCommitted: false)
    try await World.run(
      polls: [.answer(200, Self.other)],
      media: [
        World.imageURL: [.media([], status: 403)], Self.moved: [.media([World.image])],
      ], in: folder
    ) { world in
      #expect(try await world.record().state == .finished)
      _ = try await world.resume().saved()
      #expect(world.outputs == ["fox.png"])
      #expect(world.service.polls == 1)
    }
  }

  @Test(
    "killed in a download: the rest from the synced length if the validator matches, else all of it",
    arguments: [true, false])
  func partial(isSame: Bool) async throws {
    let first = ScriptedService.Play.media(
      [Array(World.image.prefix(20))], headers: CrashTests.length)
    let (folder, _) = try await Self.kill(
      at: "output 0 found", isCommitted: true, media: [first])
    let total = World.image.count
    let rest = ScriptedService.Play.media(
      [Array(World.image.dropFirst(20))],
      headers: [
        HTTPField("Content-Range", "bytes 20-\(total - 1)/\(total)"), HTTPField("ETag", "\"v1\""),
        HTTPField("Content-Length", String(total - 20)),
      ], status: 206)
    try await World.run(
      media: [World.imageURL: [isSame ? rest : .media([World.image])]], in: folder
    ) { world in
      #expect(try await world.record().state == .finished)
      #expect(world.outputs == ["fox.png.part"])
      _ = try await world.resume().saved()
      #expect(world.outputs == ["fox.png"])
      let request = try #require(world.service.requests.first)
      #expect(request.headers.contains(HTTPField("Range", "bytes=20-")))
      #expect(request.headers.contains(HTTPField("If-Range", "\"v1\"")))
      let file = try await LocalFile.read(world.folder["out/fox.png"])
      #expect(file?.digest == SHA256Digest(of: World.image))
    }
  }

  @Test("killed after the rename: the file is there, its digest matches, saved")
  func renamed() async throws {
    let (folder, _) = try await Self.kill(at: "output 0 saved", isCommitted: false)
    try await World.run(in: folder) { world in
      #expect(try await world.record().state == .finished)
      #expect(world.outputs == ["fox.png"])
      _ = try await world.resume().saved()
      #expect(world.service.requests.isEmpty)
    }
  }

  @Test("killed after saved: nothing is left to do")
  func saved() async throws {
    let (folder, _) = try await Self.kill(at: "saved", isCommitted: true)
    try await World.run(in: folder) { world in
      #expect(try await world.ledger(process: 2, living: [2]).unfinished() == [])
      _ = try await world.resume().saved()
      #expect(world.service.requests.isEmpty)
    }
  }
}
