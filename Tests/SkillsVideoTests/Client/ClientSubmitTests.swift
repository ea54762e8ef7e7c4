import LosslessJSON
import Testing

@testable import SkillsVideo

@Suite("A client that submits")
struct ClientSubmitTests {
  @Test(
    "without a stream it polls, whatever success the submit is answered with",
    arguments: [200, 201, 202])
  func plain(status: Int) async throws {
    try await World.run(
      submits: [.answer(status, Answers.accepted)],
      polls: [.answer(200, Answers.running), .answer(200, Answers.completed)]
    ) { world in
      let record = try await world.generate(world.request(stream: false)).saved()
      #expect(record.credits?.text == "2.50")
      #expect(
        world.service.requests[0].url == "https://service.example/api/v1/generation/maker/model-1")
      #expect(world.service.requests[1].url == "https://service.example/api/v1/generation/gen-1")
      #expect(world.service.submits == 1)
      #expect(world.service.polls == 2)
      #expect(world.time.now == .seconds(3))
      #expect(world.events.names == ["start", "poll", "poll", "terminal", "download"])
    }
  }

  @Test("a stream that was asked for and answered with plain JSON is followed by polling")
  func streamAnsweredPlainly() async throws {
    try await World.run(
      submits: [.answer(202, Answers.accepted)], polls: [.answer(200, Answers.completed)]
    ) { world in
      _ = try await world.generate().saved()
      #expect(world.service.submits == 1)
      #expect(world.service.polls == 1)
    }
  }

  @Test("503 with HTML is in doubt and is not sent again")
  func html503() async throws {
    try await World.run(
      submits: [.answer(503, Answers.html), .stream([.frame(Answers.completed)])]
    ) { world in
      guard case .inDoubt(let record, let reason) = try await world.generate() else {
        Issue.record("it is not in doubt")
        return
      }
      #expect(reason.contains("HTTP 503 with a page of HTML"))
      #expect(record.state == .inDoubt)
      #expect(world.service.submits == 1)
      #expect(world.events.endings == 1)
    }
  }

  @Test("503 with the service's JSON is sent again")
  func json503() async throws {
    try await World.run(
      submits: [
        .answer(503, Answers.error("VIDEO_GENERATION_PROVIDER_UNAVAILABLE")),
        .stream([.frame(Answers.completed)]),
      ]
    ) { world in
      _ = try await world.generate().saved()
      #expect(world.service.submits == 2)
      #expect(world.time.now == .seconds(1))
      #expect(
        try await world.states() == [
          .planned, .submitting, .planned, .submitting, .accepted, .finished, .saved,
        ])
    }
  }

  @Test("429 waits as long as Retry-After says, in seconds or as a date")
  func retryAfter() async throws {
    let date = HTTPField("Retry-After", "Mon, 23 Nov 2026 05:40:04 GMT")
    try await World.run(
      submits: [
        .answer(429, "{}", headers: [HTTPField("Retry-After", "7")]),
        .answer(429, "slow down", headers: [date]), .stream([.frame(Answers.completed)]),
      ]
    ) { world in
      _ = try await world.generate().saved()
      #expect(world.service.submits == 3)
      #expect(world.time.now == .seconds(100))
      #expect(world.events.names.filter { $0 == "retry" }.count == 2)
    }
  }

  @Test("402 is refused for good")
  func refused() async throws {
    try await World.run(
      submits: [.answer(402, Answers.error("VIDEO_GENERATION_INSUFFICIENT_CREDITS", "top up"))]
    ) { world in
      let outcome = try await world.generate()
      guard case .refused(let record, let error) = outcome else {
        Issue.record("it was not refused")
        return
      }
      #expect(error.category == .insufficientCredits)
      #expect(outcome.exitCode == 20)
      #expect(record.state == .refused)
      #expect(world.service.submits == 1)
      #expect(world.events.names == ["start", "sse_http_error", "error"])
    }
  }

  @Test("a refusal for now that asks for more time than there is tells when to come back")
  func comeBackLater() async throws {
    let later = HTTPField("Retry-After", "7200")
    try await World.run(
      submits: [.answer(429, #"{"message":"slow down"}"#, headers: [later])]
    ) { world in
      let outcome = try await world.generate()
      guard case .refused(_, let error) = outcome else {
        Issue.record("\(outcome)")
        return
      }
      #expect(error.retryAfter == .seconds(7_200))
      #expect(outcome.exitCode == 24)
      #expect(world.service.submits == 1)
    }
  }

  @Test(
    "a request that cannot be sent is not tried again",
    arguments: [TransportError.Code.badRequest, .insecure, .system])
  func unsendable(code: TransportError.Code) async throws {
    try await World.run(submits: [.failure(code, wasSent: false)]) { world in
      guard case .notSent = try await world.generate() else {
        Issue.record("it was sent")
        return
      }
      #expect(world.service.submits == 1)
      #expect(try await world.record().state == .planned)
    }
  }

  @Test("a service that cannot be reached costs nothing and leaves the run planned")
  func unreachable() async throws {
    try await World.run(
      submits: Array(repeating: .failure(.connect, wasSent: false), count: 9)
    ) { world in
      let outcome = try await world.generate()
      guard case .notSent(let error) = outcome else {
        Issue.record("it was sent")
        return
      }
      #expect(error.code == .notReached)
      #expect(outcome.exitCode == 24)
      #expect(world.service.submits == 4)
      #expect(world.time.now == .seconds(7))
      let ledger = try await world.ledger(process: 2, living: [2])
      #expect(try await ledger.records().map(\.state) == [.planned])
      #expect(try await ledger.unfinished() == [])
      #expect(world.events.endings == 1)
    }
  }

  @Test(
    "a connection that dies after the request is in doubt",
    arguments: [TransportError.Code.reset, .timeout, .receive])
  func reset(code: TransportError.Code) async throws {
    try await World.run(
      submits: [.failure(code, wasSent: true), .stream([.frame(Answers.completed)])]
    ) { world in
      guard case .inDoubt = try await world.generate() else {
        Issue.record("it is not in doubt")
        return
      }
      #expect(world.service.submits == 1)
      #expect(try await world.record().state == .inDoubt)
    }
  }

  @Test("without a key nothing happens, and it says where to get one")
  func missingKey() async throws {
    try await World.run { world in
      let client = try world.client(try await world.ledger(), key: nil)
      let outcome = await client.generate(world.request()) { world.events.hear($0) }
      guard case .notSent(let error) = outcome else {
        Issue.record("it was sent")
        return
      }
      #expect(error.code == .missingAPIKey)
      #expect(error.message.contains("https://skills.video/dashboard/developer"))
      #expect(error.message.contains("SKILLS_VIDEO_API_KEY"))
      #expect(outcome.exitCode == 1)
      #expect(world.service.requests.isEmpty)
      #expect(try await client.runs() == [])
      #expect(world.events.names == ["error"])
    }
  }

  @Test("an output path that leaves its folder is found out before anything is sent")
  func badPath() async throws {
    try await World.run { world in
      var request = world.request()
      request.destination.pieces = [.text("../fox.mp4")]
      guard case .notSent(let error) = try await world.generate(request) else {
        Issue.record("it was sent")
        return
      }
      #expect(error.code == .invalidOutputPath)
      #expect(world.service.requests.isEmpty)
    }
  }

  @Test("two equal requests are two runs")
  func twice() async throws {
    try await World.run(
      submits: [
        .stream([.frame(Answers.completed)]),
        .stream([.frame(Answers.completed.replacingID("gen-2"))]),
      ]
    ) { world in
      let client = try world.client(try await world.ledger())
      for _ in 1...2 {
        _ = try await client.generate(world.request(overwrite: .number)) { _ in }.saved()
      }
      #expect(try await client.runs().map(\.generationID) == ["gen-1", "gen-2"])
      #expect(world.outputs == ["fox-2.png", "fox.png"])
    }
  }

  @Test("an id that another run has already is never taken for this one's")
  func sameIDTwice() async throws {
    try await World.run(
      submits: [.stream([.frame(Answers.completed)]), .stream([.frame(Answers.completed)])]
    ) { world in
      let client = try world.client(try await world.ledger())
      _ = try await client.generate(world.request()) { _ in }.saved()
      guard
        case .inDoubt(_, let reason) = await client.generate(
          world.request(name: "b"), report: { _ in })
      else {
        Issue.record("it is not in doubt")
        return
      }
      #expect(reason.contains("run 1"))
    }
  }

  @Test("the key is in no file and no event")
  func keyIsNowhere() async throws {
    try await World.run(
      submits: [.answer(429, "{}"), .stream([.frame(Answers.queued), .failure(.reset)])],
      polls: [.answer(200, Answers.completed)]
    ) { world in
      let outcome = try await world.generate()
      var texts = world.events.all.map { String(describing: $0) } + [String(describing: outcome)]
      texts += world.service.requests.map { String(describing: $0) }
      for name in world.folder.names(in: "state/skv") {
        let file = try PosixFileAccess().open(world.folder["state/skv/" + name], for: .reading)
        texts.append(String(decoding: try file.read(at: 0, count: 1 << 24), as: UTF8.self))
      }
      #expect(texts.count > 5)
      #expect(!texts.contains { $0.contains(World.key) })
    }
  }
}
