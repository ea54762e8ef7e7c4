import LosslessJSON
import Testing

@testable import SkillsVideo

@Suite("Jobs that were done before")
struct LedgerReuseTests {
  private let scene = LedgerScene()

  private func identity() throws -> RunIdentity { try scene.run().identity }

  /// Brings a run of a round to an ending.
  @discardableResult
  private func bring(
    _ ledger: Ledger, to state: RunState, id: String = "g", round: Int = 0
  ) async throws -> Int64 {
    let run = try await ledger.plan(scene.run(RunIdentity.nonce(ofRound: round)))
    guard state != .planned else { return run }
    try await ledger.claim(run)
    switch state {
    case .planned, .submitting: break
    case .inDoubt: _ = try await ledger.record(.inDoubt(reason: "reset", id: nil), of: run)
    case .abandoned:
      _ = try await ledger.record(.inDoubt(reason: "reset", id: nil), of: run)
      try await ledger.abandon(run)
    case .refused:
      _ = try await ledger.record(
        .refused(ServiceError(status: 422, text: "no", body: nil)), of: run)
    default:
      try await ledger.accept(run, id: id, credits: nil)
      guard state != .accepted else { break }
      let kind: GenerationResult.Kind = state == .failed ? .failed : .succeeded
      let json =
        state == .failed
        ? #"{"id":"\#(id)","status":"FAILED","data":null}"#
        : #"{"id":"\#(id)","status":"COMPLETED","data":{"images":[{"url":"https://m/1.png"}]}}"#
      _ = try await ledger.record(try scene.result(json, kind), of: run)
      guard state == .saved else { break }
      var output = try #require(try await ledger.outputs(of: run).first)
      output.state = .saved
      output.path = "/o/a.png"
      output.bytes = 1
      output.deliveredDigest = "d"
      output.filedDigest = "f"
      try await ledger.update(output, of: run)
      try await ledger.markSaved(run)
    }
    return run
  }

  private func word(_ standing: Standing) -> String {
    switch standing {
    case .new: "new"
    case .saved: "saved"
    case .open: "open"
    case .followed: "followed"
    case .inDoubt: "in doubt"
    case .ended: "ended"
    }
  }

  @Test(
    "a job stands as its run does, with and without a living owner",
    arguments: [
      (.planned, "new", "new"), (.submitting, "followed", "in doubt"),
      (.accepted, "followed", "open"), (.finished, "followed", "open"), (.saved, "saved", "saved"),
      (.inDoubt, "in doubt", "in doubt"), (.failed, "ended", "ended"), (.refused, "ended", "ended"),
      (.abandoned, "ended", "ended"),
    ] as [(RunState, String, String)])
  func standings(_ state: RunState, _ living: String, _ dead: String) async throws {
    let ledger = try await scene.open()
    try await bring(ledger, to: state)
    #expect(word(try await ledger.standing(of: try identity(), round: 0)) == living)
    let other = try await scene.open(process: 2, living: [2])
    #expect(word(try await other.standing(of: try identity(), round: 0)) == dead)
    #expect(word(try await other.standing(of: try identity(), round: 1)) == "new")
  }

  @Test(
    "what is submitted, accepted, in doubt or saved keeps the same job from being claimed again",
    arguments: [RunState.submitting, .accepted, .finished, .inDoubt, .saved])
  func claimedOnce(_ state: RunState) async throws {
    let ledger = try await scene.open()
    try await bring(ledger, to: state)
    let second = try await ledger.plan(scene.run(""))
    let error = await #expect(throws: EngineError.self) { try await ledger.claim(second) }
    #expect(error?.code == .paidAlready)
    #expect(try await ledger.record(second).state == .planned)
    // A job of its own, and the same job of another round, are others.
    for nonce in ["own", RunIdentity.nonce(ofRound: 1)] {
      try await ledger.claim(try await ledger.plan(scene.run(nonce)))
    }
  }

  @Test(
    "of two equal jobs of a round the second is not reserved, whatever the limit says",
    arguments: [
      SpendingLimit(), SpendingLimit(invocation: "i", credits: 0),
      SpendingLimit(creditsPerDay: 100, jobsPerDay: 9),
    ])
  func reservedOnce(_ limit: SpendingLimit) async throws {
    let ledger = try await scene.open()
    let first = try await ledger.plan(scene.run(""))
    #expect(try await ledger.reserve(first, within: SpendingLimit()) == .granted)
    let second = try await ledger.plan(scene.run(""))
    let error = await #expect(throws: EngineError.self) {
      try await ledger.reserve(second, within: limit)
    }
    #expect(error?.code == .paidAlready)
    #expect(try await ledger.record(second).state == .planned)
    let other = try await ledger.plan(scene.run(RunIdentity.nonce(ofRound: 1)))
    #expect(try await ledger.reserve(other, within: SpendingLimit()) == .granted)
  }

  @Test(
    "what ended badly or was given up may be paid for again",
    arguments: [RunState.failed, .refused, .abandoned])
  func again(_ state: RunState) async throws {
    let ledger = try await scene.open()
    try await bring(ledger, to: state)
    try await bring(ledger, to: .saved, id: "h")
    #expect(word(try await ledger.standing(of: try identity(), round: 0)) == "saved")
  }

  @Test("rounds are counted for each job, on from what other records know")
  func rounds() async throws {
    let ledger = try await scene.open()
    let identity = try identity()
    #expect(try await ledger.round(of: identity) == 0)
    #expect(try await ledger.openRounds(of: [identity], known: [0]) == [1])
    #expect(try await ledger.openRounds(of: [identity], known: [5]) == [6])
    #expect(try await ledger.openRounds(of: [identity], known: [2]) == [7])
    #expect(try await scene.open().round(of: identity) == 7)
  }

  @Test("a saved run whose files are missing is taken up again")
  func reopened() async throws {
    let ledger = try await scene.open()
    let run = try await bring(ledger, to: .saved)
    let destination = Destination(folder: "/new", pieces: [.text("b.png")])
    try await ledger.reopen(run, places: [0], destination: destination)
    let record = try await ledger.record(run)
    #expect(record.state == .finished && record.destination == destination)
    let output = try #require(try await ledger.outputs(of: run).first)
    #expect(output.state == .found && output.path == nil)
    // The digest stays, so that other bytes are noticed.
    #expect(output.deliveredDigest == "d")
  }

  @Test("a copy counts as a file of ours, also when it is put aside")
  func copies() async throws {
    let ledger = try await scene.open()
    let run = try await bring(ledger, to: .saved)
    try await ledger.noteCopy(of: 0, of: run, at: "/p/c.png", digest: "f")
    #expect(try await ledger.copies(of: 0, of: run) == ["/p/c.png"])
    #expect(try await ledger.owns(path: "/p/c.png", digest: "f"))
    #expect(try await ledger.owns(path: "/p/c.png", digest: "x") == false)
    try await ledger.moved(path: "/p/c.png", digest: "f", to: "/p/c.old-1.png", for: run)
    #expect(try await ledger.copies(of: 0, of: run) == ["/p/c.old-1.png"])
  }

  @Test("the jobs of a lock become runs, once, and paid ones only")
  func adopted() async throws {
    let ledger = try await scene.open()
    let identity = try identity()
    var saved = lockEntry()
    saved.key = .init(identity: identity.digest, round: 0)
    saved.service = identity.baseURL
    var planned = lockEntry("p", round: 1, state: .planned)
    planned.key.identity = identity.digest
    #expect(try await ledger.adopt([saved, planned], folder: "/project") == 1)
    #expect(try await ledger.adopt([saved, planned], folder: "/project") == 0)
    guard case .saved(let record) = try await ledger.standing(of: identity, round: 0) else {
      Issue.record("it is not saved")
      return
    }
    #expect(record.files.map(\.path) == ["/project/out/fox.png"])
    #expect(record.generationID == "gen" && record.credits?.text == "1.50")
    #expect(word(try await ledger.standing(of: identity, round: 1)) == "new")
  }

  @Test("a job of a lock without a path for its file is to be fetched")
  func adoptedWithoutPath() async throws {
    let ledger = try await scene.open()
    let identity = try identity()
    var entry = lockEntry()
    entry.key = .init(identity: identity.digest, round: 0)
    entry.outputs[0].path = nil
    try await ledger.adopt([entry], folder: "/project")
    #expect(word(try await ledger.standing(of: identity, round: 0)) == "open")
  }
}
