import Glibc
import LosslessJSON
import Testing

@testable import SkillsVideo

@Suite("A ledger that cannot be used")
struct UnusableLedgerTests {
  private let scene = LedgerScene()

  private func message(_ open: () async throws(EngineError) -> Void) async -> String {
    do {
      try await open()
      return "it can be used"
    } catch {
      #expect(error.code == .ledgerUnusable)
      #expect(error.exitCode == 35)
      return error.message
    }
  }

  @Test("because it is no ledger")
  func notADatabase() async throws {
    try PosixFileAccess().makeFolder(scene.folder["state/skv"])
    try scene.folder.write(
      String(repeating: "this is no ledger. ", count: 500), to: "state/skv/ledger.sqlite")
    let message = await message { () async throws(EngineError) in _ = try await scene.open() }
    #expect(message.contains("is damaged"))
  }

  @Test("because its pages are damaged: nothing of it is believed")
  func damaged() async throws {
    do {
      let ledger = try await scene.open()
      for index in 0..<50 { _ = try await ledger.plan(scene.run("\(index)")) }
    }
    _ = try await scene.open().safety()
    for name in ["ledger.sqlite-wal", "ledger.sqlite-shm"] {
      unlink(scene.folder["state/skv/\(name)"])
    }
    let file = try PosixFileAccess().open(scene.path, for: .writing)
    let length = try file.length()
    try file.write([UInt8](repeating: 0xA5, count: length - 100), at: 100)
    let message = await message { () async throws(EngineError) in
      let ledger = try await scene.open()
      _ = try await ledger.records()
    }
    #expect(message.contains("is damaged"))
  }

  @Test("because it is locked by another program")
  func locked() async throws {
    let gate = Gate()
    let held = Gate()
    let holder = try await scene.open { moment in
      guard !moment.isCommitted else { return }
      held.open()
      gate.wait()
    }
    let run = try scene.run()
    async let writing = holder.plan(run)
    await withCheckedContinuation { continuation in
      BlockingThread.start {
        held.wait()
        continuation.resume()
      }
    }
    let message = await message { () async throws(EngineError) in _ = try await scene.open() }
    #expect(message.contains("is locked"))
    gate.open()
    _ = try await writing
  }

  @Test("because it is read-only")
  func readOnly() async throws {
    _ = try await scene.open()
    let run = try scene.run()
    let message = await message { () async throws(EngineError) in
      let ledger = try await scene.open(preparation: ["PRAGMA query_only = ON"])
      _ = try await ledger.plan(run)
    }
    #expect(message.contains("is read-only"))
  }

  @Test("because the disk is full")
  func fullDisk() async throws {
    let message = await message { () async throws(EngineError) in
      _ = try await scene.open(preparation: ["PRAGMA max_page_count = 4"])
    }
    #expect(message.contains("is on a full disk"))
  }

  @Test("because its folder cannot be made")
  func folder() async throws {
    try scene.folder.write("a file", to: "state")
    let message = await message { () async throws(EngineError) in _ = try await scene.open() }
    #expect(message.contains("cannot make the folder"))
    #expect(message.contains("set HOME or XDG_STATE_HOME"))
  }

  @Test("because a newer program wrote it")
  func newer() async throws {
    _ = try await scene.open(preparation: ["PRAGMA user_version = 0"])
    let message = await message { () async throws(EngineError) in
      _ = try await scene.open(preparation: ["PRAGMA user_version = 99"])
    }
    #expect(message.contains("newer skv"))
  }

  @Test("stops a client before it pays when the disk is full")
  func clientOnFullDisk() async throws {
    try await World.run(submits: [.stream([.frame(Answers.completed)])]) { world in
      var surroundings = Ledger.Surroundings()
      surroundings.executor = world.actors
      surroundings.preparation = ["PRAGMA max_page_count = 40"]
      let ledger = try await Ledger.open(path: world.ledgerPath, surroundings: surroundings)
      var request = world.request()
      request.body = ["prompt": .string(String(repeating: "a very long prompt ", count: 20_000))]
      let outcome = try await world.client(ledger).generate(request) { world.events.hear($0) }
      try Self.expectUnusable(outcome, "is on a full disk", world)
    }
  }

  @Test("stops a client before it pays while another program holds it")
  func clientWhileLocked() async throws {
    try await World.run(submits: [.stream([.frame(Answers.completed)])]) { world in
      let ledger = try await world.ledger()
      let gate = Gate()
      let held = Gate()
      var surroundings = Ledger.Surroundings()
      surroundings.observer = { moment in
        guard !moment.isCommitted else { return }
        held.open()
        gate.wait()
      }
      let holder = try await Ledger.open(path: world.ledgerPath, surroundings: surroundings)
      let run = try LedgerScene().run()
      async let writing = holder.plan(run)
      await withCheckedContinuation { continuation in
        BlockingThread.start {
          held.wait()
          continuation.resume()
        }
      }
      let outcome = try await world.client(ledger).generate(world.request()) {
        world.events.hear($0)
      }
      gate.open()
      _ = try await writing
      try Self.expectUnusable(outcome, "is locked", world)
    }
  }

  private static func expectUnusable(_ outcome: Outcome, _ words: String, _ world: World) throws {
    guard case .ledgerUnusable(let error) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(error.code == .ledgerUnusable)
    #expect(error.message.contains(words))
    #expect(outcome.exitCode == 35)
    #expect(world.service.requests.isEmpty)
    #expect(world.events.names == ["error"])
  }
}
