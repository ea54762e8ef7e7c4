import LosslessJSON
import Synchronization
import Testing

@testable import SkillsVideo

/// A program that is killed right before or right after one of the ledger's commits.
///
/// From that moment on it writes nothing, hears nothing and sends nothing. The next process finds what
/// is on disk.
final class Kill: Sendable {
  private let place: Int
  private let isCommitted: Bool
  private let seen = Mutex<[LedgerMoment]>([])
  private let isDead = Mutex(false)
  private let onKill: @Sendable () -> Void

  struct Killed: Error {}

  /// Kills at the `place`-th commit of the program, from 0.
  init(at place: Int, isCommitted: Bool, onKill: @escaping @Sendable () -> Void) {
    self.place = place
    self.isCommitted = isCommitted
    self.onKill = onKill
  }

  /// What was written before the kill.
  var commits: [LedgerMoment] { seen.withLock { $0 } }

  func hear(_ moment: LedgerMoment) throws {
    if isDead.withLock({ $0 }) { throw Killed() }
    let isNow = seen.withLock { seen in
      if moment.isCommitted { seen.append(moment) }
      guard moment.isCommitted == isCommitted else { return false }
      return isCommitted ? seen.count > place : seen.count == place
    }
    guard isNow else { return }
    isDead.withLock { $0 = true }
    onKill()
    throw Killed()
  }
}

@Suite("A program that is killed between any two commits")
struct CrashTests {
  /// The commits of a run whose stream is cut and whose download needs a second try.
  static let commits = [
    "planned", "submitting", "accepted", "finished", "part reserved", "output 0 found",
    "output 0 fetched", "output 0 saved", "saved",
  ]
  static let length = [
    HTTPField("Content-Length", String(World.image.count)), HTTPField("ETag", "\"v1\""),
  ]

  private static func begin(_ world: World, _ kill: Kill?) async throws -> Outcome {
    let ledger = try await world.ledger { try kill?.hear($0) }
    return try await world.client(ledger).generate(world.request()) { world.events.hear($0) }
  }

  private static func run(
    in folder: ScratchFolder, _ body: @escaping @Sendable (World) async throws -> Void
  ) async throws {
    try await World.run(
      submits: [.stream([.frame(Answers.queued), .frame(Answers.completed)])],
      polls: [.answer(200, Answers.completed)],
      media: [
        World.imageURL: [
          .media([Array(World.image.prefix(20))], headers: length),
          .media([World.image], headers: length),
        ]
      ], in: folder, body)
  }

  @Test("the commits of a run that goes well are these")
  func commitsOfARun() async throws {
    try await Self.run(in: ScratchFolder()) { world in
      let kill = Kill(at: .max, isCommitted: true) {}
      _ = try await Self.begin(world, kill).saved()
      #expect(kill.commits.map(\.change) == Self.commits)
    }
  }

  @Test(
    "reads back whole, and taking it up does what its state allows",
    arguments: 0..<commits.count, [false, true])
  func killed(place: Int, isCommitted: Bool) async throws {
    let folder = ScratchFolder()
    try await Self.run(in: folder) { world in
      let service = world.service
      let kill = Kill(at: place, isCommitted: isCommitted) { service.cutOff() }
      _ = try await Self.begin(world, kill)
      #expect(kill.commits.count == (isCommitted ? place + 1 : place))
      #expect(service.submits == (place < 2 ? 0 : 1))
    }
    let written = isCommitted ? Self.commits.prefix(place + 1) : Self.commits.prefix(place)
    try await Self.run(in: folder) { world in
      let ledger = try await world.ledger(process: 2, living: [2])
      let client = try world.client(ledger)
      guard let record = try await client.runs().first else {
        #expect(written.isEmpty)
        return
      }
      #expect(try await ledger.safety().journalMode == "wal")
      let outcome = await client.resume(record) { world.events.hear($0) }
      #expect(world.service.submits == 0)
      let last = written.last { !$0.contains(" ") }
      switch last {
      case "planned":
        #expect(record.state == .planned)
        guard case .notSent(let error) = outcome, error.code == .nothingSent else {
          Issue.record("\(outcome)")
          return
        }
        #expect(world.service.requests.isEmpty)
      case "submitting":
        #expect(record.state == .inDoubt)
        guard case .inDoubt = outcome else {
          Issue.record("\(outcome)")
          return
        }
        #expect(world.service.requests.isEmpty)
      case "accepted":
        #expect(record.state == .accepted)
        _ = try outcome.saved()
        #expect(world.service.polls == 1)
      default:
        #expect(record.state == (last == "saved" ? .saved : .finished))
        _ = try outcome.saved()
        #expect(world.service.polls == 0)
      }
      guard record.state != .planned, record.state != .inDoubt else { return }
      #expect(world.outputs == ["fox.png"])
      let file = try await LocalFile.read(world.folder["out/fox.png"])
      #expect(file?.digest == SHA256Digest(of: World.image))
      #expect(try await client.runs().map(\.state) == [.saved])
      #expect(world.events.endings <= 1)
    }
  }

  @Test("a file that has its name already is not fetched again")
  func afterRename() async throws {
    let folder = ScratchFolder()
    try await Self.run(in: folder) { world in
      let service = world.service
      let kill = Kill(at: 7, isCommitted: false) { service.cutOff() }
      _ = try await Self.begin(world, kill)
      #expect(kill.commits.last?.change == "output 0 fetched")
      #expect(world.outputs == ["fox.png"])
    }
    try await Self.run(in: folder) { world in
      _ = try await world.resume().saved()
      #expect(world.service.requests.isEmpty)
    }
  }

  @Test("a fetched file that was lost meanwhile is fetched again")
  func lostPart() async throws {
    let folder = ScratchFolder()
    try await Self.run(in: folder) { world in
      let service = world.service
      let kill = Kill(at: 7, isCommitted: false) { service.cutOff() }
      _ = try await Self.begin(world, kill)
      try world.folder.write("broken", to: "out/fox.png")
    }
    try await Self.run(in: folder) { world in
      let record = try await world.resume().saved()
      #expect(record.files.map(\.path) == [world.folder["out/fox-2.png"]])
      #expect(world.folder.text("out/fox.png") == "broken")
    }
  }

  @Test(
    "the ledger failing at any commit sends nothing that it does not know of",
    arguments: 0..<commits.count)
  func ledgerFails(place: Int) async throws {
    try await Self.run(in: ScratchFolder()) { world in
      let kill = Kill(at: place, isCommitted: false) {}
      let outcome = try await Self.begin(world, kill)
      switch Self.commits[place] {
      case "planned", "submitting":
        guard case .ledgerUnusable = outcome else {
          Issue.record("\(outcome)")
          return
        }
        #expect(outcome.exitCode == 35)
        #expect(world.service.submits == 0)
      case "accepted":
        guard case .inDoubt(let record, let reason) = outcome else {
          Issue.record("\(outcome)")
          return
        }
        #expect(record.generationID == "gen-1")
        #expect(reason.contains("gen-1"))
        #expect(world.service.submits == 1)
      default:
        guard case .finished(let record, _) = outcome else {
          Issue.record("\(outcome)")
          return
        }
        #expect(record.generationID == "gen-1")
        #expect(outcome.exitCode == 33)
        #expect(world.service.submits == 1)
      }
      #expect(world.events.endings == 1)
    }
  }
}
