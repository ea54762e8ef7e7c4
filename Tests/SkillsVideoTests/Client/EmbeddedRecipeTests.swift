import Glibc
import LosslessJSON
import Testing

@testable import SkillsVideo

@Suite("A recipe in the files of a run")
struct EmbeddedRecipeTests {
  private static let picture = RecipeContainerTests.png
  private static let plain = SHA256Digest(of: picture)

  private static func run(
    _ media: [UInt8] = picture, in folder: ScratchFolder = ScratchFolder(),
    _ body: @escaping @Sendable (World) async throws -> Void
  ) async throws {
    try await World.run(
      submits: [.stream([.frame(Answers.queued), .frame(Answers.completed)])],
      polls: [.answer(200, Answers.completed)],
      media: [World.imageURL: [.media([media]), .media([media]), .media([media])]], in: folder,
      body)
  }

  private static func request(_ world: World) -> GenerationRequest {
    var request = world.request()
    request.destination.embedsRecipe = true
    return request
  }

  @Test("stands in the file, which has a digest of its own beside that of what was delivered")
  func filed() async throws {
    try await Self.run { world in
      var request = Self.request(world)
      request.body = ["prompt": "a red fox", "seed": 7, "image_url": "https://m/x?signature=1"]
      request.identity = [
        "prompt": "a red fox", "image_url": Upload.mark(sha256: String(repeating: "a", count: 64)),
      ]
      let record = try await world.generate(request).saved()
      let file = try #require(record.files.first)
      let found = try #require(try await LocalFile.read(file.path))
      #expect(file.deliveredSHA256 == Self.plain.hex && file.sha256 == found.digest.hex)
      #expect(file.sha256 != file.deliveredSHA256)
      #expect(file.bytes == found.bytes && found.bytes > Self.picture.count)
      #expect((file.width, file.height) == (64, 48))
      #expect(world.outputs == ["fox.png"])
      let recipe = try #require(try EmbeddedRecipe.read(file.path))
      #expect(
        recipe.bytes
          == EmbeddedRecipe(
            service: "https://service.example/api/v1", model: "maker/model-1",
            request: try #require(request.identity), take: 1, sentSeed: 7, seed: 7,
            generationID: "gen-1"
          ).bytes)
      #expect(EmbeddedRecipe(recipe.json) == recipe)
    }
  }

  @Test("keeps nothing from being filed that has no room for it, and is not asked for is not there")
  func noRoom() async throws {
    try await Self.run(World.image) { world in
      let record = try await world.generate(Self.request(world)).saved()
      #expect(record.files.first?.sha256 == SHA256Digest(of: World.image).hex)
      #expect(world.outputs == ["fox.png"])
    }
    try await Self.run { world in
      let record = try await world.generate().saved()
      #expect(record.files.first?.sha256 == Self.plain.hex)
      #expect(try EmbeddedRecipe.read(try #require(record.files.first).path) == nil)
    }
  }

  @Test(
    "a program that is killed while it goes in leaves nothing lost and nothing over",
    arguments: 4...7, [false, true])
  func killed(place: Int, isCommitted: Bool) async throws {
    let folder = ScratchFolder()
    try await Self.run(in: folder) { world in
      let service = world.service
      let kill = Kill(at: place, isCommitted: isCommitted) { service.cutOff() }
      let ledger = try await world.ledger { try kill.hear($0) }
      _ = try await world.client(ledger).generate(Self.request(world)) { _ in }
    }
    // A copy that was cut short on the way.
    if place == 5, !isCommitted {
      try folder.write("half", to: "out/fox.png.part.recipe")
    }
    try await Self.run(in: folder) { world in
      let record = try await world.resume().saved()
      #expect(world.service.submits == 0)
      #expect(world.outputs == ["fox.png"])
      let file = try #require(record.files.first)
      #expect(file.deliveredSHA256 == Self.plain.hex && file.sha256 != Self.plain.hex)
      #expect(try await LocalFile.read(file.path)?.digest.hex == file.sha256)
      #expect(try EmbeddedRecipe.read(file.path)?.generationID == "gen-1")
    }
  }

  @Test("a disk without room for a copy keeps nothing from being filed")
  func diskFull() async throws {
    try await Self.run { world in
      // The .part is opened to be written and to be read; the copy is the third.
      let files = FaultyFiles(.open, after: 2, number: ENOSPC)
      let client = try world.client(try await world.ledger(), files: files)
      let record = try await client.generate(Self.request(world)) { _ in }.saved()
      #expect(record.files.first?.sha256 == Self.plain.hex)
      #expect(world.outputs == ["fox.png"])
      // It comes back as it was filed.
      try world.folder.remove("out/fox.png")
      let again = try world.client(try await world.ledger(process: 2, living: [2]))
      let restored = try await again.restore(try #require(try await again.runs().first)) { _ in }
        .saved()
      #expect(restored.files == record.files)
      #expect(world.outputs == ["fox.png"])
    }
  }

  @Test("a file that is gone comes back with it, byte for byte")
  func restored() async throws {
    let folder = ScratchFolder()
    try await Self.run(in: folder) { world in
      let first = try await world.generate(Self.request(world)).saved()
      try folder.remove("out/fox.png")
      let client = try world.client(try await world.ledger(process: 2, living: [2]))
      let record = try #require(try await client.runs().first)
      let restored = try await client.restore(record) { _ in }.saved()
      #expect(restored.files == first.files)
      #expect(world.outputs == ["fox.png"])
      #expect(
        try await LocalFile.read(folder["out/fox.png"])?.digest.hex == first.files.first?.sha256)
    }
  }

  @Test("a ledger that learns of the job from a lock makes the same file, with a drawn seed too")
  func throughLock() async throws {
    let first = ScratchFolder()
    try await Self.run(in: first) { world in
      var request = Self.request(world)
      request.body = ["prompt": "x", "seed": 99]
      request.identity = ["prompt": "x"]
      let record = try await world.generate(request).saved()
      let identity = request.runIdentity(at: "https://service.example/api/v1")
      let entry = LockEntry(
        record, identity: identity, round: 0, label: "fox", item: 0, contract: nil, version: "1",
        folder: first.path)
      let ours = try await world.ledger().recipe(of: 1)
      let other = ScratchFolder()
      try await World.run(in: other) { there in
        let ledger = try await there.ledger()
        try await ledger.adopt([entry], folder: other.path)
        #expect(try await ledger.recipe(of: 1).bytes == ours.bytes)
        #expect(try await ledger.record(1).destination.embedsRecipe)
      }
    }
  }

  @Test("a seed of null is none")
  func nullSeed() throws {
    let json = try JSON(
      parsing: #"{"skv":1,"service":"s","model":"m","request":{},"take":1,"seed":null}"#)
    #expect(try #require(EmbeddedRecipe(json)).sentSeed == Optional.none)
    #expect(
      EmbeddedRecipe(["skv": 2, "service": "s", "model": "m", "request": [:], "take": 1]) == nil)
    #expect(EmbeddedRecipe(["skv": 1]) == nil)
  }
}
