import LosslessJSON
import Testing

@testable import SkillsVideo

@Suite("The balance")
struct ClientCreditsTests {
  private func ask(
    _ plays: [ScriptedService.Play], key: String? = World.key,
    _ check: @escaping @Sendable (World, Result<CreditsAnswer, EngineError>) throws -> Void
  ) async throws {
    try await World.run(credits: plays) { world in
      let client = try world.client(try await world.ledger(), key: key)
      let result: Result<CreditsAnswer, EngineError>
      do throws(EngineError) {
        result = .success(try await client.credits())
      } catch {
        result = .failure(error)
      }
      try check(world, result)
    }
  }

  @Test(
    "comes as the service tells it, whatever its shape",
    arguments: [
      ("1.50", .json(.number(JSONNumber("1.50") ?? 0))),
      (
        #"{"b":1.50,"a":{"c":[]}}"#, .json(["b": .number(JSONNumber("1.50") ?? 0), "a": ["c": []]])
      ),
      ("null", .json(.null)), ("plenty\n", .text("plenty\n")), ("", .empty), (" \r\n", .empty),
    ] as [(String, CreditsAnswer)])
  func shapes(body: String, expected: CreditsAnswer) async throws {
    try await ask([.answer(200, body)]) { world, result in
      let answer = try result.get()
      #expect(answer == expected)
      #expect(world.service.requests.map(\.url) == ["https://service.example/api/v1/credits"])
      #expect(world.service.requests.allSatisfy { $0.bearer == Secret(World.key) })
    }
  }

  @Test("is asked for again after trouble that passes, with growing pauses")
  func passingTrouble() async throws {
    try await ask([
      .answer(503, "{}"), .failure(.reset, wasSent: true), .failure(.stalled, wasSent: true),
      .answer(200, "7"),
    ]) { world, result in
      let answer = try result.get()
      #expect(answer == .json(7))
      #expect(world.time.now == .seconds(1 + 2 + 4))
    }
  }

  @Test("is asked for four times and no more")
  func bounded() async throws {
    let busy = ScriptedService.Play.answer(500, #"{"message":"busy"}"#)
    try await ask([busy, busy, busy, busy, .answer(200, "7")]) { world, result in
      guard case .refused(let error) = try result.get() else { return #expect(Bool(false)) }
      #expect(error.category == .transient)
      #expect(world.service.requests.count == 4)
    }
    let silent = ScriptedService.Play.failure(.timeout, wasSent: false)
    try await ask([silent, silent, silent, silent, .answer(200, "7")]) { world, result in
      #expect(throws: EngineError.self) { try result.get() }
      #expect(world.service.requests.count == 4)
    }
  }

  @Test(
    "waits as long as the service asks, up to a minute",
    arguments: [("60", Duration.seconds(60), true), ("61", .zero, false)])
  func retryAfter(asked: String, waited: Duration, isRepeated: Bool) async throws {
    try await ask([
      .answer(429, "{}", headers: [HTTPField("Retry-After", asked)]), .answer(200, "7"),
    ]) { world, result in
      #expect(world.time.now == waited)
      let answer = try result.get()
      #expect((answer == .json(7)) == isRepeated)
      #expect(world.service.requests.count == (isRepeated ? 2 : 1))
    }
  }

  @Test(
    "that is refused is the service's word, asked for once",
    arguments: [
      (400, ServiceError.Category.unknown), (401, .auth), (402, .insufficientCredits), (403, .auth),
      (404, .notFound), (422, .validation), (302, .unknown),
    ])
  func refused(status: Int, category: ServiceError.Category) async throws {
    try await ask([.answer(status, #"{"message":"no"}"#), .answer(200, "7")]) { world, result in
      guard case .refused(let error) = try result.get() else { return #expect(Bool(false)) }
      #expect(error.category == category)
      #expect(error.message == "no")
      #expect(world.service.requests.count == 1)
    }
  }

  @Test(
    "that cannot come is asked for once",
    arguments: [
      TransportError.Code.resolve, .connect, .tls, .proxy, .tooLarge, .badResponse,
    ])
  func unreachable(code: TransportError.Code) async throws {
    try await ask([.failure(code, wasSent: false), .answer(200, "7")]) { world, result in
      guard case .failure(let error) = result else { return #expect(Bool(false)) }
      #expect(error.code == .notReached)
      #expect(error.exitCode == 24)
      #expect(world.service.requests.count == 1)
    }
  }

  @Test("that comes as a page of HTML is none")
  func page() async throws {
    try await ask([.answer(200, Answers.html)]) { _, result in
      guard case .failure(let error) = result else { return #expect(Bool(false)) }
      #expect(error.code == .unreadableAnswer)
      #expect(error.message.contains("HTTP 200 with a page of HTML"))
    }
  }

  @Test("is not asked for without a key")
  func noKey() async throws {
    try await ask([.answer(200, "7")], key: nil) { world, result in
      guard case .failure(let error) = result else { return #expect(Bool(false)) }
      #expect(error.code == .missingAPIKey)
      #expect(world.service.requests.isEmpty)
    }
  }

  @Test("that quotes the key comes without it", arguments: [200, 401])
  func quoted(status: Int) async throws {
    try await ask([.answer(status, #"{"message":"\#(World.key)"}"#)]) { _, result in
      #expect(!String(describing: result).contains(World.key))
      #expect(String(describing: result).contains("***"))
    }
  }

  @Test("is let go when the task is cancelled")
  func cancelled() async throws {
    try await World.run(credits: [.silence]) { world in
      let client = try world.client(try await world.ledger())
      let task = Task(executorPreference: world.tasks) { () -> EngineError.Code? in
        withUnsafeCurrentTask { $0?.cancel() }
        do throws(EngineError) {
          _ = try await client.credits()
        } catch {
          return error.code
        }
        return nil
      }
      #expect(await task.value == .interrupted)
    }
  }
}
