import LosslessJSON
import Synchronization
import Testing

@testable import SkillsVideo

@Suite("A reservation in the ledger")
struct ReservationTests {
  private let scene = LedgerScene()
  private let cap = SpendingLimit(invocation: "i", credits: 20)

  /// Plans a run of a kind and reserves for it.
  private func reserve(
    _ ledger: Ledger, _ nonce: String, _ limit: SpendingLimit, kind: Int = 1
  ) async throws -> (run: Int64, reservation: Reservation) {
    let run = try await ledger.plan(scene.run(nonce, body: ["n": .number(JSONNumber(kind))]))
    return (run, try await ledger.reserve(run, within: limit))
  }

  /// Brings a run to its end at a price; nil is one that the service does not tell.
  private func settle(
    _ ledger: Ledger, _ run: Int64, _ price: String?, _ kind: GenerationResult.Kind = .succeeded
  ) async throws {
    let status = kind == .succeeded ? "COMPLETED" : "FAILED"
    let usage = price.map { #","usage":{"total":\#($0)}"# } ?? ""
    try await ledger.accept(run, id: "g\(run)", credits: nil)
    _ = try await ledger.record(
      scene.result(#"{"status":"\#(status)","data":{"url":"https://m/a"}\#(usage)}"#, kind), of: run
    )
  }

  private func isWait(_ reservation: Reservation) -> Bool {
    if case .mustWait = reservation { true } else { false }
  }

  private func isRefused(_ reservation: Reservation) -> Bool {
    if case .refused = reservation { true } else { false }
  }

  @Test("claims the run in the same transaction; what does not fit stays as it is")
  func claims() async throws {
    let moments = Mutex<[LedgerMoment]>([])
    let ledger = try await scene.open { moment in moments.withLock { $0.append(moment) } }
    let (first, granted) = try await reserve(ledger, "1", cap)
    #expect(granted == .granted)
    #expect(try await ledger.record(first).state == .submitting)
    #expect(
      moments.withLock { $0.suffix(2) } == [
        LedgerMoment(run: first, change: "submitting", isCommitted: false),
        LedgerMoment(run: first, change: "submitting", isCommitted: true),
      ])
    let (second, waits) = try await reserve(ledger, "2", cap)
    #expect(isWait(waits))
    #expect(try await ledger.record(second).state == .planned)
    #expect(try await ledger.transitions(of: second) == [.planned])
  }

  @Test("nothing of it stands if the commit fails")
  func notCommitted() async throws {
    struct Full: Error {}
    let ledger = try await scene.open { moment in
      if moment.change == "submitting", !moment.isCommitted { throw Full() }
    }
    let run = try await ledger.plan(scene.run())
    await #expect(throws: EngineError.self) { try await ledger.reserve(run, within: cap) }
    #expect(try await ledger.record(run).state == .planned)
    #expect(try await ledger.standings(of: cap).first?.unknownPrices == 0)
  }

  @Test("jobs of unknown price run one at a time, and the first one's price is known to the next")
  func learns() async throws {
    let ledger = try await scene.open()
    let (first, _) = try await reserve(ledger, "1", cap)
    let (_, waits) = try await reserve(ledger, "2", cap)
    #expect(isWait(waits))
    let (_, otherKind) = try await reserve(ledger, "3", cap, kind: 2)
    #expect(isWait(otherKind))
    try await settle(ledger, first, "12.5")
    let (_, refused) = try await reserve(ledger, "4", cap)
    guard case .refused(let shortage) = refused else { return #expect(Bool(false), "\(refused)") }
    #expect(shortage.needed?.text == "12.5")
    #expect(shortage.standing.spent.text == "12.5")
    #expect(
      shortage.refusal
        == "it needs 12.5 credits, more than the budget leaves: 12.5 of 20 credits spent")
    let (_, unknown) = try await reserve(ledger, "5", cap, kind: 2)
    #expect(unknown == .granted)
  }

  @Test("known prices are reserved side by side, and the highest that was seen counts")
  func highest() async throws {
    let ledger = try await scene.open()
    let free = SpendingLimit()
    for (nonce, price) in [("1", "4"), ("2", "10"), ("3", "9")] {
      let (run, _) = try await reserve(ledger, nonce, free)
      try await settle(ledger, run, price)
    }
    let (run, _) = try await reserve(ledger, "4", free)
    try await settle(ledger, run, "0", .failed)
    #expect(try await reserve(ledger, "5", cap).reservation == .granted)
    #expect(try await reserve(ledger, "6", cap).reservation == .granted)
    #expect(isWait(try await reserve(ledger, "7", cap).reservation))
    let standing = try #require(try await ledger.standings(of: cap).first)
    #expect(standing.reserved.text == "20")
    #expect(standing.spent == 0)
  }

  @Test("a run that is sent again behind a doubt counts twice on the day on which it is")
  func sentAgain() async throws {
    let ledger = try await scene.open()
    let day = SpendingLimit(invocation: "i", creditsPerDay: 100)
    let (known, _) = try await reserve(ledger, "0", SpendingLimit())
    try await settle(ledger, known, "12.5")
    let (run, _) = try await reserve(ledger, "1", SpendingLimit())
    _ = try await ledger.record(.inDoubt(reason: "r", id: nil), of: run)
    let key = try #require(Secret("sk-secret"))
    let other = try #require(Secret("sk-another-key-of-the-tests"))
    let error = await #expect(throws: EngineError.self) {
      try await ledger.sendAgain(run, with: other)
    }
    #expect(error?.code == .notSettled)
    #expect(try await ledger.record(run).state == .inDoubt)
    try await ledger.sendAgain(run, with: key)
    var standing = try #require(try await ledger.standings(of: day).first)
    #expect(standing.reserved.text == "12.5")
    #expect(standing.kept.text == "12.5")
    try await settle(ledger, run, "11")
    standing = try #require(try await ledger.standings(of: day).first)
    #expect(standing.spent.text == "23.5")
    #expect(standing.kept.text == "12.5")
  }

  enum End: String, CaseIterable, Sendable {
    case doubt, refused, notSent, failedFree, failedPriced, failedUntold, doneUntold, timedOut
    case accepted, withdrawn
  }

  @Test("an end settles, releases or keeps it", arguments: End.allCases)
  func ends(_ end: End) async throws {
    let ledger = try await scene.open()
    // One like it has cost 12.5.
    let (known, _) = try await reserve(ledger, "0", SpendingLimit())
    try await settle(ledger, known, "12.5")
    let (run, _) = try await reserve(ledger, "1", cap)
    switch end {
    case .doubt: _ = try await ledger.record(.inDoubt(reason: "r", id: nil), of: run)
    case .refused:
      _ = try await ledger.record(
        .refused(ServiceError(status: 400, text: "no", body: nil)), of: run)
    case .notSent:
      _ = try await ledger.record(.notSent(EngineError(.notReached, "no")), of: run)
    case .failedFree: try await settle(ledger, run, "0", .failed)
    case .failedPriced: try await settle(ledger, run, "3", .failed)
    case .failedUntold: try await settle(ledger, run, nil, .failed)
    case .doneUntold: try await settle(ledger, run, nil)
    case .timedOut:
      try await ledger.accept(run, id: "g", credits: nil)
      _ = try await ledger.record(.timedOut, of: run)
    case .accepted: try await ledger.accept(run, id: "g", credits: nil)
    case .withdrawn: try await ledger.withdraw(run, reason: "r")
    }
    let standing = try #require(try await ledger.standings(of: cap).first)
    let amounts = [standing.spent.text, standing.reserved.text, standing.kept.text]
    let next = try await reserve(ledger, "2", cap).reservation
    switch end {
    case .refused, .notSent, .failedFree:
      #expect(amounts == ["0", "0", "0"])
      #expect(next == .granted)
    case .failedPriced:
      #expect(amounts == ["3", "0", "0"])
      #expect(next == .granted)
    case .doubt, .failedUntold, .doneUntold, .timedOut:
      #expect(amounts == ["0", "0", "12.5"])
      #expect(isRefused(next))
    case .accepted, .withdrawn:
      #expect(amounts == ["0", "12.5", "0"])
      #expect(isWait(next))
    }
  }

  @Test("a run in doubt of unknown price keeps all that is left, until its price is known")
  func doubtOfUnknownPrice() async throws {
    let ledger = try await scene.open()
    let (run, _) = try await reserve(ledger, "1", cap)
    _ = try await ledger.record(.inDoubt(reason: "r", id: nil), of: run)
    let (_, refused) = try await reserve(ledger, "2", cap, kind: 2)
    #expect(isRefused(refused))
    let (other, _) = try await reserve(ledger, "3", SpendingLimit())
    try await settle(ledger, other, "5")
    let (_, granted) = try await reserve(ledger, "4", cap, kind: 2)
    #expect(granted == .granted)
  }

  @Test("a price that the answer to the submit tells is known before the end; zero there is none")
  func earlyPrice() async throws {
    let ledger = try await scene.open()
    let (zero, _) = try await reserve(ledger, "1", cap)
    try await ledger.accept(zero, id: "a", credits: 0)
    #expect(isWait(try await reserve(ledger, "2", cap).reservation))
    let (told, _) = try await reserve(ledger, "3", SpendingLimit())
    try await ledger.accept(told, id: "b", credits: JSONNumber("2.5"))
    #expect(try await reserve(ledger, "4", cap).reservation == .granted)
    #expect(try await ledger.standings(of: cap).first?.reserved.text == "5")
  }

  @Test("what a program left that was killed is kept, and never waited for")
  func deadOwner() async throws {
    for step in 0...2 {
      let scene = LedgerScene()
      let limit = SpendingLimit(creditsPerDay: 20)
      let dead = try await scene.open(process: 1, living: [1])
      let run = try await dead.plan(scene.run("1"))
      _ = try await dead.reserve(run, within: limit)
      if step == 1 { try await dead.accept(run, id: "g", credits: nil) }
      if step == 2 { try await dead.withdraw(run, reason: "r") }
      let ledger = try await scene.open(process: 2, living: [2])
      let next = try await ledger.plan(scene.run("2"))
      let answer = try await ledger.reserve(next, within: limit)
      // Nothing was taken of a run that was withdrawn, and nobody sends it again.
      #expect(step == 2 ? answer == .granted : isRefused(answer), "\(step)")
    }
  }

  @Test("a run that was withdrawn keeps its reservation while its program lives")
  func withdrawn() async throws {
    let ledger = try await scene.open()
    let (run, _) = try await reserve(ledger, "1", cap)
    try await ledger.withdraw(run, reason: "r")
    #expect(isWait(try await reserve(ledger, "2", cap).reservation))
    try await ledger.claim(run)
    #expect(try await ledger.standings(of: cap).first?.unknownPrices == 1)
  }

  @Test("the cap of an invocation counts its own runs alone, the one of a day all of them")
  func invocations() async throws {
    let ledger = try await scene.open()
    let (run, _) = try await reserve(ledger, "1", cap)
    try await settle(ledger, run, "20")
    #expect(isRefused(try await reserve(ledger, "2", cap).reservation))
    var other = cap
    other.invocation = "j"
    #expect(try await reserve(ledger, "3", other).reservation == .granted)
    #expect(isWait(try await reserve(ledger, "4", other).reservation))
    other.creditsPerDay = 39
    #expect(isRefused(try await reserve(ledger, "5", other).reservation))
    other.creditsPerDay = 40
    #expect(isWait(try await reserve(ledger, "6", other).reservation))
  }

  @Test(
    "a day begins at midnight of UTC, and a run counts for the day on which it was first claimed")
  func days() async throws {
    let clock = Mutex<Int64>(1_795_478_399_999)
    var surroundings = Ledger.Surroundings()
    surroundings.wallClock = { clock.withLock { $0 } }
    let ledger = try await Ledger.open(path: scene.path, surroundings: surroundings)
    let limit = SpendingLimit(creditsPerDay: 20, jobsPerDay: 1)
    let (run, _) = try await reserve(ledger, "1", limit)
    try await ledger.withdraw(run, reason: "r")
    clock.withLock { $0 += 1 }
    try await ledger.claim(run)
    try await settle(ledger, run, "20")
    #expect(try await ledger.standings(of: limit).map(\.spent) == [0, 0])
    #expect(try await reserve(ledger, "2", limit).reservation == .granted)
    clock.withLock { $0 += 86_399_999 }
    #expect(try await ledger.standings(of: limit).last?.reserved == 1)
    clock.withLock { $0 -= 86_400_000 }
    let standings = try await ledger.standings(of: limit)
    #expect(standings.first?.spent.text == "20")
    #expect(standings.map(\.isPerDay) == [true, true])
  }

  @Test("jobs of a day are counted that the service has, or may have, taken")
  func jobs() async throws {
    let ledger = try await scene.open()
    let limit = SpendingLimit(jobsPerDay: 2)
    let (refused, _) = try await reserve(ledger, "1", limit)
    _ = try await ledger.record(
      .refused(ServiceError(status: 400, text: "no", body: nil)), of: refused)
    let (done, _) = try await reserve(ledger, "2", limit)
    try await settle(ledger, done, nil)
    let (sent, _) = try await reserve(ledger, "3", limit)
    let waits = try await reserve(ledger, "4", limit).reservation
    guard case .mustWait(let shortage) = waits else { return #expect(Bool(false), "\(waits)") }
    #expect(
      shortage.waiting
        == "waits for its place; budget: 0 of 2 jobs of this day submitted, 1 reserved, "
        + "1 kept for runs in doubt, unfinished or not priced")
    try await settle(ledger, sent, "1")
    #expect(isRefused(try await reserve(ledger, "5", limit).reservation))
  }

  @Test("no run of unknown price is claimed where none is wanted")
  func unknownPrices() async throws {
    let ledger = try await scene.open()
    let limit = SpendingLimit(startsUnknownPrices: false)
    let (run, answer) = try await reserve(ledger, "1", limit)
    #expect(answer == .unknownPrice)
    #expect(try await ledger.record(run).state == .planned)
    let (first, _) = try await reserve(ledger, "2", SpendingLimit())
    #expect(try await reserve(ledger, "3", limit).reservation == .unknownPrice)
    try await settle(ledger, first, "0")
    #expect(try await reserve(ledger, "4", limit).reservation == .granted)
  }

  @Test("programs that reserve at the same moment never get more than there is")
  func race() async throws {
    let limit = SpendingLimit(creditsPerDay: 50)
    let first = try await scene.open(process: 1, living: [1, 2], busyTimeout: .seconds(30))
    let second = try await scene.open(process: 2, living: [1, 2], busyTimeout: .seconds(30))
    let run = try await first.plan(scene.run("0"))
    _ = try await first.reserve(run, within: SpendingLimit())
    try await settle(first, run, "12.5")
    let granted = try await withThrowingTaskGroup(of: Bool.self) { group in
      for index in 1...24 {
        let new = try scene.run("\(index)")
        group.addTask {
          let ledger = index % 2 == 0 ? first : second
          let run = try await ledger.plan(new)
          return try await ledger.reserve(run, within: limit) == .granted
        }
      }
      return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    // 12.5 are spent, so three more fit.
    #expect(granted == 3)
  }
}
