import LosslessJSON
import Testing

@testable import SkillsVideo

@Suite("A client within a budget", .timeLimit(.minutes(1)))
struct ClientBudgetTests {
  private static func stream(_ id: String) -> ScriptedService.Play {
    .stream([
      .frame(Answers.queued.replacingID(id)), .frame(Answers.completed.replacingID(id)),
    ])
  }

  private static func request(_ world: World, credits: JSONNumber = 4) -> GenerationRequest {
    var request = world.request()
    request.limit = SpendingLimit(invocation: "i", credits: credits, creditsPerDay: 100)
    return request
  }

  /// Submits, so far as the ledger knows, a run like the one that a test wants.
  private static func hold(_ ledger: Ledger, _ request: GenerationRequest) async throws -> Int64 {
    let run = try await ledger.plan(
      NewRun(
        identity: RunIdentity(
          baseURL: "https://service.example/api/v1", model: request.model, body: request.body,
          take: 9),
        nonce: "held", key: try #require(Secret("k")), label: "o", item: 0, script: nil,
        destination: request.destination))
    #expect(try await ledger.reserve(run, within: request.limit) == .granted)
    return run
  }

  /// Ends a run that was held, at a price.
  private static func settle(
    _ ledger: Ledger, _ run: Int64, at price: String = "2.50"
  ) async throws {
    try await ledger.accept(run, id: "held", credits: nil)
    let report = GenerationReport(
      payload: try JSON(parsing: #"{"status":"COMPLETED","usage":{"total":\#(price)}}"#))
    _ = try await ledger.record(
      .ended(
        GenerationResult(
          .succeeded, report: report, source: .poll, generationID: "held", credits: nil,
          outputs: [])), of: run)
  }

  /// Begins a run and waits until something is heard of it.
  private static func begin(
    _ request: GenerationRequest, _ client: Client, _ world: World
  ) async -> Task<Outcome, Never> {
    let task = Task(executorPreference: world.tasks) {
      await client.generate(request) { world.events.hear($0) }
    }
    await world.events.begun()
    return task
  }

  @Test("a job of unknown price waits for one like it, and is refused where both do not fit")
  func oneAtATime() async throws {
    try await World.run { world in
      let ledger = try await world.ledger()
      let (client, request) = (try world.client(ledger), Self.request(world))
      let held = try await Self.hold(ledger, request)
      let task = await Self.begin(request, client, world)
      #expect(world.events.names == ["budget_wait"])
      try await Self.settle(ledger, held)
      let outcome = await task.value
      guard case .notSent(let error) = outcome else { return #expect(Bool(false), "\(outcome)") }
      #expect(error.code == .budgetExhausted)
      #expect(error.exitCode == 31)
      #expect(
        error.message
          == "it needs 2.5 credits, more than the budget leaves: 2.5 of 4 credits spent")
      #expect(world.events.names == ["budget_wait", "error"])
      #expect(world.service.submits == 0)
      let record = try #require(try await client.runs().last)
      #expect(record.state == .planned)
      #expect(record.errorCode == "budget_exhausted")
    }
  }

  @Test("a job that waits is submitted when there is room, and says once that it waits")
  func waitsForRoom() async throws {
    try await World.run(submits: [Self.stream("gen-1")]) { world in
      let ledger = try await world.ledger()
      let (client, request) = (try world.client(ledger), Self.request(world, credits: 5))
      let held = try await Self.hold(ledger, request)
      let task = await Self.begin(request, client, world)
      try await world.time.sleep(until: world.time.now + .seconds(100))
      #expect(world.events.names == ["budget_wait"])
      try await Self.settle(ledger, held)
      _ = try await task.value.saved()
      #expect(world.events.names.count { $0 == "budget_wait" } == 1)
      #expect(world.service.submits == 1)
    }
  }

  @Test("what another program settles is noticed without a bell")
  func otherProgram() async throws {
    try await World.run(submits: [Self.stream("gen-1")]) { world in
      let other = try await world.ledger(process: 2, living: [1, 2])
      let client = try world.client(try await world.ledger(living: [1, 2]))
      var request = Self.request(world)
      let held = try await Self.hold(other, request)
      request.limit.invocation = "another"
      let task = await Self.begin(request, client, world)
      #expect(world.events.names == ["budget_wait"])
      try await Self.settle(other, held)
      _ = try await task.value.saved()
    }
  }

  @Test("a job waits no longer for a reservation of which nothing is heard than for a generation")
  func stoppedHolder() async throws {
    try await World.run { world in
      let other = try await world.ledger(process: 2, living: [1, 2])
      let client = try world.client(try await world.ledger(living: [1, 2]))
      var request = Self.request(world)
      _ = try await Self.hold(other, request)
      request.limit.invocation = "another"
      let task = await Self.begin(request, client, world)
      let outcome = await task.value
      guard case .notSent(let error) = outcome else { return #expect(Bool(false), "\(outcome)") }
      #expect(error.code == .budgetExhausted)
      #expect(error.message.contains("settled for 900 s"))
      #expect(world.time.now >= .seconds(900) && world.time.now < .seconds(910))
      #expect(world.service.submits == 0)
      #expect(try await client.runs().map(\.state) == [.submitting, .planned])
    }
  }

  @Test("a job that waits stops when the caller asks, and nothing of it is sent")
  func interrupted() async throws {
    try await World.run { world in
      let ledger = try await world.ledger()
      let (client, request) = (try world.client(ledger), Self.request(world))
      _ = try await Self.hold(ledger, request)
      let task = await Self.begin(request, client, world)
      task.cancel()
      #expect(await task.value.exitCode == 130)
      #expect(world.service.submits == 0)
      #expect(try await client.runs().map(\.state) == [.submitting, .planned])
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
