import GRDB
import Glibc
import LosslessJSON
import Synchronization
import Testing

@testable import SkillsVideo

@Suite("An id that the ledger does not take")
struct LostIDTests {
  private struct Locked: Error {}

  /// A ledger that fails to store an id `failures` times.
  private static func ledger(_ world: World, failures: Int) async throws -> Ledger {
    let count = Counter()
    return try await world.ledger { moment in
      guard moment.change == "accepted", !moment.isCommitted, count.next() < failures else {
        return
      }
      throw Locked()
    }
  }

  private static let submit = [
    ScriptedService.Play.stream([.frame(Answers.queued), .frame(Answers.completed)])
  ]

  @Test("is offered again until it is stored, and the stream waits for it")
  func storedLate() async throws {
    try await World.run(submits: Self.submit) { world in
      let client = try world.client(try await Self.ledger(world, failures: 20))
      let outcome = await client.generate(world.request()) { world.events.hear($0) }
      #expect(try outcome.saved().generationID == "gen-1")
      #expect(world.time.now > .seconds(60))
      #expect(
        world.events.names == [
          "start", "sse_open", "sse_event", "sse_event", "terminal", "download",
        ])
    }
  }

  @Test("an end that the ledger does not take is offered again until it stands")
  func endStoredLate() async throws {
    try await World.run(submits: Self.submit) { world in
      let count = Counter()
      let ledger = try await world.ledger { moment in
        guard moment.change == "finished", !moment.isCommitted, count.next() < 5 else { return }
        throw Locked()
      }
      let outcome = await (try world.client(ledger)).generate(world.request()) { _ in }
      #expect(try outcome.saved().state == .saved)
      #expect(count.next() == 6)
    }
  }

  @Test("an end that is never taken is told with what is known, half a minute later")
  func endNeverStored() async throws {
    try await World.run(submits: Self.submit) { world in
      let ledger = try await world.ledger { moment in
        if moment.change == "finished" { throw Locked() }
      }
      let outcome = await (try world.client(ledger)).generate(world.request()) { _ in }
      #expect(outcome.exitCode == 33)
      #expect(world.time.now > .seconds(20) && world.time.now < .seconds(40))
    }
  }

  @Test("is kept beside the ledger when another process has taken the claim over")
  func claimTaken() async throws {
    try await World.run(submits: Self.submit) { world in
      let ledger = try await world.ledger()
      let outcome = await (try world.client(ledger)).generate(world.request()) { event in
        guard case .sseOpen = event else { return }
        let database = try? DatabaseQueue(path: ledger.path)
        try? database?.write {
          try $0.execute(
            sql: "UPDATE runs SET state = 'in_doubt', owner_boot = NULL, owner_process = NULL")
        }
      }
      #expect(outcome.exitCode == 32)
      let noted = await ledger.lostIDs()
      #expect(noted.map(\.id) == ["gen-1"])
      #expect(try await ledger.takeUp(1).generationID == "gen-1")
      #expect(try await ledger.record(1).state == .accepted)
    }
  }

  @Test("is kept beside the ledger, and taking the run up accepts it")
  func keptBeside() async throws {
    let folder = ScratchFolder()
    try await World.run(submits: Self.submit, in: folder) { world in
      let ledger = try await world.ledger { moment in
        if ["accepted", "in_doubt"].contains(moment.change) { throw Locked() }
      }
      let outcome = try await world.client(ledger).generate(world.request()) { _ in }
      #expect(outcome.exitCode == 32)
      #expect(outcome.record?.generationID == "gen-1")
      #expect(world.time.now > .seconds(890))
      #expect(world.time.now <= .seconds(930))
      let line = try #require(
        folder.text("state/skv/ledger.lost-ids")?.split(separator: "\n").first)
      #expect(line == #"{"run":1,"id":"gen-1","time":1795412304000}"#)
      var status = stat()
      #expect(stat(folder["state/skv/ledger.lost-ids"], &status) == 0)
      #expect(status.st_mode & 0o777 == 0o600)
    }
    try await World.run(polls: [.answer(200, Answers.completed)], in: folder) { world in
      let ledger = try await world.ledger(process: 2, living: [2])
      let open = try await ledger.unfinished()
      #expect(open.map(\.state) == [.accepted])
      #expect(open.map(\.generationID) == ["gen-1"])
      let record = try await world.resume(as: 2).saved()
      #expect(record.acceptedAt == 1_795_412_304_000)
      #expect(world.service.submits == 0)
    }
  }

  @Test("is accepted when the run alone is taken up, too")
  func takenUp() async throws {
    let scene = LedgerScene()
    let ledger = try await scene.open()
    let run = try await ledger.plan(scene.run())
    try await ledger.claim(run)
    try await ledger.noteLost("g", of: run)
    let after = try await scene.open(process: 2, living: [2])
    let record = try await after.takeUp(run)
    #expect(record.state == .accepted)
    #expect(record.generationID == "g")
    #expect(try await after.transitions(of: run) == [.planned, .submitting, .accepted])
  }

  @Test("is left alone while the program that noted it lives")
  func alive() async throws {
    let scene = LedgerScene()
    let ledger = try await scene.open()
    let run = try await ledger.plan(scene.run())
    try await ledger.claim(run)
    try await ledger.noteLost("g", of: run)
    #expect(try await scene.open(process: 2, living: [1, 2]).unfinished() == [])
    #expect(try await ledger.record(run).state == .submitting)
    try await ledger.accept(run, id: "g", credits: nil)
  }

  @Test(
    "counts for nothing in a line that is broken, older than the submit, or of another run",
    arguments: [
      "", "\n{\"run\":1,\"id\":\"g\"", #"{"run":1,"id":"g","time":999}"#,
      #"{"run":7,"id":"g","time":2000}"#, #"{"run":1,"id":"","time":2000}"#, "[]\n1\n\u{0}",
    ])
  func otherLines(text: String) async throws {
    let scene = LedgerScene()
    let ledger = try await scene.open()
    let run = try await ledger.plan(scene.run())
    try await ledger.claim(run)
    try scene.folder.write(text, to: "state/skv/ledger.lost-ids")
    let after = try await scene.open(process: 2, living: [2])
    #expect(try await after.unfinished().map(\.state) == [.inDoubt])
  }

  @Test("goes into a line of its own after one that was cut short")
  func afterTornLine() async throws {
    let scene = LedgerScene()
    let ledger = try await scene.open()
    let run = try await ledger.plan(scene.run())
    try await ledger.claim(run)
    try scene.folder.write(#"{"run":1,"id":"x"#, to: "state/skv/ledger.lost-ids")
    try await ledger.noteLost("g", of: run)
    let after = try await scene.open(process: 2, living: [2])
    #expect(try await after.unfinished().map(\.generationID) == ["g"])
  }

  @Test("that another run has is not waited for")
  func anothersID() async throws {
    try await World.run(
      submits: [.stream([.frame(Answers.completed)]), .stream([.frame(Answers.completed)])]
    ) { world in
      let client = try world.client(try await world.ledger())
      _ = try await client.generate(world.request()) { _ in }.saved()
      let outcome = await client.generate(world.request(name: "b")) { _ in }
      #expect(outcome.exitCode == 32)
      // The half minute is for looking at what the service has running.
      #expect(world.time.now == .seconds(30))
    }
  }

  @Test("is given up at the first wish to stop once it is beside the ledger")
  func interrupted() async throws {
    try await World.run(submits: Self.submit) { world in
      let client = try world.client(try await Self.ledger(world, failures: .max))
      let task = try await world.begin(client, until: .seconds(20))
      task.cancel()
      #expect(await task.value.exitCode == 32)
      #expect(world.time.now < .seconds(30))
      #expect(world.folder.text("state/skv/ledger.lost-ids")?.contains("gen-1") == true)
    }
  }

  @Test("has a file of its own for each ledger of a folder")
  func names() async throws {
    let folder = ScratchFolder()
    for (name, lost) in [("sandbox.sqlite", "sandbox.lost-ids"), ("other", "other.lost-ids")] {
      #expect(try await Ledger.open(path: folder["s/" + name]).lostIDsPath == folder["s/" + lost])
    }
  }

  @Test("a wish to stop that is repeated is an insistent one")
  func insistent() {
    let interruption = Interruption()
    interruption.raise()
    #expect(interruption.isRaised && !interruption.isInsistent)
    interruption.raise()
    #expect(interruption.isInsistent)
  }
}
