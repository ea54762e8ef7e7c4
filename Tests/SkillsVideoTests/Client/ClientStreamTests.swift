import LosslessJSON
import Testing

@testable import SkillsVideo

@Suite("A client that follows a stream")
struct ClientStreamTests {
  @Test("saves what the stream brings, with one submit and no poll")
  func happyPath() async throws {
    try await World.run(
      submits: [
        .stream([.frame(Answers.queued), .frame(Answers.running), .frame(Answers.completed)])
      ]
    ) { world in
      let record = try await world.generate().saved()
      #expect(record.state == .saved)
      #expect(record.generationID == "gen-1")
      #expect(record.status == "COMPLETED")
      #expect(record.credits?.text == "2.50")
      #expect(record.seed == 7)
      #expect(record.files.map(\.path) == [world.folder["out/fox.png"]])
      #expect(record.files.first?.width == 64)
      #expect(record.files.first?.sha256 == SHA256Digest(of: World.image).hex)
      #expect(world.outputs == ["fox.png"])
      #expect(world.service.submits == 1)
      #expect(world.service.polls == 0)
      #expect(
        try await world.states() == [.planned, .submitting, .accepted, .finished, .saved])
      #expect(
        world.events.names == [
          "start", "sse_open", "sse_event", "sse_event", "sse_event", "terminal", "download",
        ])
    }
  }

  @Test("sends the body as it is, with the key beside it and not in it")
  func submit() async throws {
    try await World.run(submits: [.stream([.frame(Answers.completed)])]) { world in
      try await world.generate()
      let request = try #require(world.service.requests.first)
      #expect(request.method == "POST")
      #expect(request.url == "https://service.example/api/v1/generation/sse/maker/model-1")
      guard case .bytes(let body) = request.body else {
        Issue.record("the body is no JSON")
        return
      }
      #expect(String(decoding: body, as: UTF8.self) == #"{"prompt":"a red fox","seed":7}"#)
      #expect(request.value(of: "Content-Type") == "application/json")
      #expect(request.bearer == Secret(World.key))
      #expect(request.idleTimeout == nil)
    }
  }

  @Test("polls beside a stream that is silent, and takes the first end that is told")
  func stall() async throws {
    try await World.run(
      submits: [.stream([.frame(Answers.queued), .silence])],
      polls: [.answer(200, Answers.running), .answer(200, Answers.completed)]
    ) { world in
      let record = try await world.generate().saved()
      #expect(record.state == .saved)
      #expect(world.service.submits == 1)
      #expect(world.service.polls == 2)
      #expect(world.time.now == .seconds(31))
      #expect(world.events.names.contains("sse_timeout"))
      #expect(world.events.endings == 1)
    }
  }

  @Test("a stream that wakes up again while polls go on still has its say")
  func wakingUp() async throws {
    try await World.run(
      submits: [
        .stream([.frame(Answers.queued), .pause(.seconds(45)), .frame(Answers.completed)])
      ],
      polls: [.answer(200, Answers.running)]
    ) { world in
      _ = try await world.generate().saved()
      #expect(world.time.now == .seconds(45))
      #expect(
        world.events.all.contains {
          if case .terminal(.stream, _, _, _, _) = $0 { true } else { false }
        })
    }
  }

  @Test("bytes of any kind keep a stream from counting as silent")
  func comments() async throws {
    try await World.run(
      submits: [
        .stream([
          .frame(Answers.queued), .pause(.seconds(29)), .text(": still here\n"),
          .pause(.seconds(29)), .text(":\n"), .pause(.seconds(29)), .frame(Answers.completed),
        ])
      ]
    ) { world in
      _ = try await world.generate().saved()
      #expect(world.service.polls == 0)
    }
  }

  @Test(
    "goes on by polling when the stream is cut after the id",
    arguments: [
      ScriptedService.Piece.failure(.reset), .failure(.truncated),
      .text("data: " + String(repeating: "x", count: 10 << 20)), .bytes([0x64, 0xFF, 0xFE]),
      .text("data: {\"id\":\"gen-1\",\"stat"),
    ])
  func cutAfterID(piece: ScriptedService.Piece) async throws {
    try await World.run(
      submits: [.stream([.frame(Answers.queued), piece])],
      polls: [.answer(200, Answers.completed)]
    ) { world in
      _ = try await world.generate().saved()
      #expect(world.service.submits == 1)
      #expect(world.service.polls == 1)
      #expect(world.events.names.contains("fallback_polling_start"))
      #expect(world.events.endings == 1)
    }
  }

  @Test(
    "is in doubt when the stream is cut before the id, and says what came",
    arguments: [
      (ScriptedService.Piece.failure(.reset), "the script says reset"),
      (.text("data: " + String(repeating: "x", count: 10 << 20)), "longer than 8388608 bytes"),
      (.text("data: {\"id\":\"gen-1"), "in the middle of an event"),
      (.bytes([0x64, 0x61, 0x74, 0x61, 0x3A, 0xFF, 0x0A, 0x0A]), "not UTF-8"),
      (.text(""), "without any event"),
      (.text("data: {\"status\":\"IN_QUEUE\"}\n\n"), "without an id"),
      (.text("<html>\n\n"), "without any event"),
    ])
  func cutBeforeID(piece: ScriptedService.Piece, words: String) async throws {
    try await World.run(submits: [.stream([piece])]) { world in
      guard case .inDoubt(let record, let reason) = try await world.generate() else {
        Issue.record("it is not in doubt")
        return
      }
      #expect(record.state == .inDoubt)
      #expect(reason.contains(words))
      #expect(world.service.submits == 1)
      #expect(world.service.polls == 0)
      #expect(try await world.states() == [.planned, .submitting, .inDoubt])
      #expect(world.events.endings == 1)
    }
  }

  @Test("an id in a last event without its blank line is kept")
  func lastEventWithoutBlankLine() async throws {
    try await World.run(
      submits: [.stream([.text("data: \(Answers.queued)"), .failure(.reset)])],
      polls: [.answer(200, Answers.completed)]
    ) { world in
      let record = try await world.generate().saved()
      #expect(record.generationID == "gen-1")
    }
  }

  @Test("a failed frame ends the run with its code and message")
  func failed() async throws {
    try await World.run(
      submits: [.stream([.frame(Answers.queued), .frame(Answers.failed)])]
    ) { world in
      guard case .failed(let record) = try await world.generate() else {
        Issue.record("it did not fail")
        return
      }
      #expect(record.state == .failed)
      #expect(record.errorCode == "VIDEO_GENERATION_FAILED")
      #expect(record.errorMessage == "the model gave up")
      #expect(record.credits?.text == "0")
      #expect(world.outputs == [])
      #expect(try await world.states() == [.planned, .submitting, .accepted, .failed])
      #expect(world.events.endings == 1)
    }
  }

  @Test(
    "the id is in the ledger before the next event is looked at, and the rest of the stream waits")
  func commitBeforeReading() async throws {
    try await World.run(
      submits: [
        .stream([.frame(Answers.queued), .frame(Answers.running), .frame(Answers.completed)])
      ]
    ) { world in
      let events = world.events
      let ledger = try await world.ledger { moment in
        guard moment.change == "accepted" else { return }
        #expect(!events.names.contains("sse_event"))
      }
      let client = try world.client(ledger)
      _ = try await client.generate(world.request()) { events.hear($0) }.saved()
    }
  }

  @Test("the stream is let go only after the ledger knows the end")
  func closedLast() async throws {
    try await World.run(
      submits: [.stream([.frame(Answers.queued), .silence])]
    ) { world in
      let log = EventLog()
      world.service.whenBodyIsReleased { log.hear(.sseStreamEnded) }
      let ledger = try await world.ledger { moment in
        if moment.change == "released" { #expect(log.all.isEmpty) }
      }
      let client = try world.client(ledger)
      let task = try await world.begin(client, until: .seconds(10))
      task.cancel()
      _ = await task.value
      #expect(log.all == [.sseStreamEnded])
    }
  }
}
