import LosslessJSON
import Testing

@testable import SkillsVideo

@Suite("A client that fetches outputs again")
struct ClientRestoringTests {
  private static let moved = "https://media.example/out/2.png?sig=new"
  private static let again =
    "{\"id\":\"gen-1\",\"status\":\"COMPLETED\",\"data\":{\"images\":"
    + "[{\"url\":\"\(moved)\",\"content_type\":\"image/png\"}]}}"

  /// A run that is saved, in a folder of its own.
  private func saved() async throws -> ScratchFolder {
    let folder = ScratchFolder()
    try await World.run(submits: [.stream([.frame(Answers.completed)])], in: folder) { world in
      _ = try await world.generate().saved()
    }
    return folder
  }

  private static func restore(_ world: World, key: String? = World.key) async throws -> Outcome {
    let client = try world.client(try await world.ledger(process: 2, living: [2]), key: key)
    return await client.restore(try #require(try await client.runs().first)) {
      world.events.hear($0)
    }
  }

  @Test("asks for nothing where every file is there")
  func intact() async throws {
    try await World.run(in: saved()) { world in
      _ = try await Self.restore(world).saved()
      #expect(world.service.requests.isEmpty)
    }
  }

  @Test("a missing file comes back byte for byte, from the address that the service gives now")
  func missing() async throws {
    let folder = try await saved()
    try folder.remove("out/fox.png")
    try await World.run(
      polls: [.answer(200, Self.again)], media: [Self.moved: [.media([World.image])]], in: folder
    ) { world in
      let record = try await Self.restore(world).saved()
      #expect(record.files.map(\.path) == [folder["out/fox.png"]])
      let file = try await LocalFile.read(folder["out/fox.png"])
      #expect(file?.digest == SHA256Digest(of: World.image))
      #expect(world.service.submits == 0)
      #expect(world.events.names == ["download"])
    }
  }

  @Test("without a key the address of the ledger will do")
  func withoutKey() async throws {
    let folder = try await saved()
    try folder.remove("out/fox.png")
    try await World.run(in: folder) { world in
      _ = try await Self.restore(world, key: nil).saved()
      #expect(world.service.polls == 0)
    }
  }

  @Test("a file that was changed is left alone, and the true one goes beside it")
  func changed() async throws {
    let folder = try await saved()
    try folder.write("mine", to: "out/fox.png")
    try await World.run(polls: [.answer(404, "{}")], in: folder) { world in
      let record = try await Self.restore(world).saved()
      #expect(record.files.map(\.path) == [folder["out/fox-2.png"]])
      #expect(folder.text("out/fox.png") == "mine")
      _ = try await Self.restore(world).saved()
      #expect(world.outputs == ["fox-2.png", "fox.png"])
    }
  }

  @Test("a file that is another one now is not filed, and the run stays saved")
  func otherBytes() async throws {
    let folder = try await saved()
    try folder.remove("out/fox.png")
    try await World.run(
      polls: [.answer(200, Answers.completed)],
      media: [World.imageURL: [.media([Bytes.png(8, 8)])]], in: folder
    ) { world in
      let outcome = try await Self.restore(world)
      #expect(outcome.exitCode == 33)
      #expect(world.outputs == [])
      #expect(try await world.record().state == .saved)
    }
  }

  @Test("a service that no longer gives it ends in 33, and the run stays saved")
  func gone() async throws {
    let folder = try await saved()
    try folder.remove("out/fox.png")
    try await World.run(
      polls: [.answer(404, "{}")], media: [World.imageURL: [.media([], status: 404)]], in: folder
    ) { world in
      let outcome = try await Self.restore(world)
      #expect(outcome.exitCode == 33)
      #expect(world.outputs == [])
      #expect(try await world.record().state == .saved)
      #expect(try await world.ledger(process: 2, living: [2]).unfinished() == [])
    }
  }

  @Test("fetches to another place without a word in the ledger, and overwrites nothing")
  func elsewhere() async throws {
    let folder = try await saved()
    try PosixFileAccess().makeFolder(folder["copies"], mode: 0o700)
    try folder.write("mine", to: "copies/a.png")
    try await World.run(polls: [.answer(200, Answers.completed)], in: folder) { world in
      let client = try world.client(try await world.ledger(process: 2, living: [2]))
      let outputs = try #require(try await client.outputs(ofGeneration: "gen-1"))
      let result = await client.fetch(
        outputs, of: "gen-1",
        to: Destination(
          folder: folder["copies"], pieces: [.text("a."), .late(.ext)], overwrite: .number)
      ) { _ in }
      #expect(result.failure == nil)
      #expect(result.files.map(\.path) == [folder["copies/a-2.png"]])
      #expect(folder.names(in: "copies") == ["a-2.png", "a.png"])
      #expect(folder.text("copies/a.png") == "mine")
      #expect(try await world.record().files.map(\.path) == [folder["out/fox.png"]])
    }
  }

  @Test("watches an id of another machine to its end, and writes nothing down")
  func watched() async throws {
    try await World.run(
      polls: [.answer(200, Answers.running), .answer(500, ""), .answer(200, Answers.completed)]
    ) { world in
      let client = try world.client(try await world.ledger())
      let ending = try await client.watch("gen-1", settings: FollowSettings()) {
        world.events.hear($0)
      }
      guard case .ended(let result) = ending else {
        Issue.record("\(ending)")
        return
      }
      #expect(result.kind == .succeeded)
      #expect(result.outputs.map(\.url) == [World.imageURL])
      #expect(world.events.names == ["poll", "poll_error", "poll", "terminal"])
      #expect(try await client.runs() == [])
      #expect(world.service.downloads == 0)
    }
  }

  @Test("an id that the service does not know is not waited for")
  func unknownID() async throws {
    try await World.run(polls: [.answer(404, #"{"message":"unknown"}"#)]) { world in
      let client = try world.client(try await world.ledger())
      let ending = try await client.watch("typo", settings: FollowSettings()) { _ in }
      guard case .pollingRefused = ending else {
        Issue.record("\(ending)")
        return
      }
      #expect(world.time.now == .zero)
    }
  }
}
