import LosslessJSON
import Testing

@testable import SkillsVideo

@Suite("A client within a budget")
struct ClientBudgetTests {
  private static let cap = SpendingLimit(invocation: "i", credits: 4)

  private static func stream(_ id: String, after pause: Duration = .zero) -> ScriptedService.Play {
    .stream([
      .frame(Answers.queued.replacingID(id)), .pause(pause),
      .frame(Answers.completed.replacingID(id)),
    ])
  }

  private static func request(_ world: World, _ name: String) -> GenerationRequest {
    var request = world.request(name: name)
    request.limit = cap
    return request
  }

  /// Begins a run and waits until something is heard of it.
  private static func begin(
    _ request: GenerationRequest, _ client: Client, _ world: World, _ log: EventLog = EventLog()
  ) async -> Task<Outcome, Never> {
    let task = Task(executorPreference: world.tasks) {
      await client.generate(request) { log.hear($0) }
    }
    await log.begun()
    return task
  }

  @Test("a second job of unknown price waits for the first, and is refused where both do not fit")
  func oneAtATime() async throws {
    try await World.run(submits: [Self.stream("gen-1", after: .seconds(90))]) { world in
      let client = try world.client(try await world.ledger())
      let (one, two) = (Self.request(world, "a"), Self.request(world, "b"))
      let first = await Self.begin(one, client, world)
      let second = await client.generate(two) { world.events.hear($0) }
      #expect(world.time.now == .seconds(90))
      _ = try await first.value.saved()
      guard case .notSent(let error) = second else { return #expect(Bool(false), "\(second)") }
      #expect(error.code == .budgetExhausted)
      #expect(error.exitCode == 31)
      #expect(
        error.message
          == "it needs 2.5 credits, more than the budget leaves: 2.5 of 4 credits spent")
      #expect(world.events.names == ["budget_wait", "error"])
      #expect(world.service.submits == 1)
      let records = try await client.runs()
      #expect(records.map(\.state) == [.saved, .planned])
      #expect(records[1].errorCode == "budget_exhausted")
    }
  }

  @Test("a job that waits is submitted as soon as there is room")
  func waitsForRoom() async throws {
    try await World.run(submits: [
      Self.stream("gen-1", after: .seconds(60)), Self.stream("gen-2"),
    ]) { world in
      let client = try world.client(try await world.ledger())
      var (one, two) = (Self.request(world, "a"), Self.request(world, "b"))
      one.limit.credits = 5
      two.limit.credits = 5
      let first = await Self.begin(one, client, world)
      let second = await client.generate(two) { world.events.hear($0) }
      _ = try second.saved()
      _ = try await first.value.saved()
      #expect(world.events.names.first == "budget_wait")
      #expect(world.events.names.count { $0 == "budget_wait" } == 1)
      #expect(world.service.submits == 2)
      // Woken when the first one ended, and not by the next look.
      #expect(world.time.now == .seconds(60))
    }
  }

  @Test("what another program settles is noticed without a bell")
  func otherProgram() async throws {
    try await World.run(submits: [Self.stream("gen-2")]) { world in
      let other = try await world.ledger(process: 2, living: [1, 2])
      var mine = Self.request(world, "a")
      mine.limit = SpendingLimit(creditsPerDay: 10)
      let run = try await other.plan(
        NewRun(
          identity: RunIdentity(
            baseURL: "https://service.example/api/v1", model: "maker/model-1", body: ["n": 9],
            take: 1),
          nonce: "n", key: try #require(Secret("k")), label: "o", item: 0, script: nil,
          destination: mine.destination))
      #expect(try await other.reserve(run, within: mine.limit) == .granted)
      let client = try world.client(try await world.ledger(living: [1, 2]))
      let task = await Self.begin(mine, client, world, world.events)
      try await world.time.sleep(until: .seconds(100))
      #expect(world.events.names == ["budget_wait"])
      #expect(world.service.submits == 0)
      _ = try await other.record(.notSent(EngineError(.notReached, "no")), of: run)
      _ = try await task.value.saved()
      #expect(world.time.now <= .seconds(104))
    }
  }

  @Test("a job that waits stops at once when the caller asks, and nothing of it is sent")
  func interrupted() async throws {
    try await World.run(submits: [Self.stream("gen-1", after: .seconds(60))]) { world in
      let client = try world.client(try await world.ledger())
      let (one, two) = (Self.request(world, "a"), Self.request(world, "b"))
      let first = await Self.begin(one, client, world)
      let second = await Self.begin(two, client, world)
      try await world.time.sleep(until: .milliseconds(10_100))
      second.cancel()
      let outcome = await second.value
      #expect(outcome.exitCode == 130)
      #expect(world.time.now == .milliseconds(10_100))
      _ = try await first.value.saved()
      #expect(world.service.submits == 1)
      #expect(try await client.runs().map(\.state) == [.saved, .planned])
    }
  }

  @Test("no job of unknown price is sent where that is refused, and the way to allow it is told")
  func unknownPrice() async throws {
    try await World.run(submits: [Self.stream("gen-1"), Self.stream("gen-2")]) { world in
      let client = try world.client(try await world.ledger())
      var request = world.request(name: "a")
      request.limit = SpendingLimit(startsUnknownPrices: false)
      let refused = await client.generate(request) { _ in }
      #expect(refused.exitCode == 31)
      guard case .notSent(let error) = refused else { return #expect(Bool(false), "\(refused)") }
      #expect(error.code == .unknownPrice)
      #expect(error.message.contains("`option unknown-price allow`"))
      #expect(world.service.submits == 0)
      _ = try await client.generate(world.request(name: "b")) { _ in }.saved()
      _ = try await client.generate(request) { _ in }.saved()
    }
  }

  @Test("prices that were seen are told, others are nil")
  func prices() async throws {
    try await World.run(submits: [Self.stream("gen-1")]) { world in
      let client = try world.client(try await world.ledger())
      _ = try await client.generate(world.request()) { _ in }.saved()
      let prices = try await client.prices(of: [
        ("maker/model-1", ["prompt": "another", "seed": 8]), ("maker/model-1", ["n": 2]),
        ("maker/model-2", ["prompt": "a"]),
      ])
      #expect(prices.map { $0?.text } == ["2.50", nil, nil])
    }
  }
}
