import LosslessJSON
import Testing

@testable import SkillsVideo

/// Runs in doubt, from the lost answer to whatever settles them.
@Suite("A client in doubt")
struct ClientDoubtTests {
  private static let lost: ScriptedService.Play = .failure(.reset, wasSent: true)
  private static let running = """
    [{"id":"gen-1","status":"IN_PROGRESS","usage":{"total":2.5},\
    "input":{"prompt":"a red fox","seed":7,"steps":30}}]
    """
  private static let echoed = """
    {"id":"gen-1","status":"IN_PROGRESS","input":{"prompt":"a red fox","seed":7},"data":null}
    """

  // MARK: - While it runs

  @Test("finds its generation among the running ones, and follows it to its files")
  func found() async throws {
    try await World.run(
      submits: [Self.lost], polls: [.answer(200, Answers.completed)],
      running: [.answer(200, "[]"), .answer(200, Self.running)]
    ) { world in
      let record = try await world.generate().saved()
      #expect(record.generationID == "gen-1")
      #expect(world.service.submits == 1)
      #expect(world.service.looks == 3)
      #expect(world.time.now == .seconds(30))
      #expect(world.events.all.contains(.adopted(generationID: "gen-1")))
      #expect(world.events.endings == 1)
      #expect(
        try await world.states() == [
          .planned, .submitting, .inDoubt, .accepted, .finished, .saved,
        ])
      let history = try await world.ledger(process: 9, living: [9]).history(of: 1)
      #expect(history.map(\.detail).contains("adopted by input: gen-1"))
    }
  }

  @Test("stays in doubt where nothing like it runs, and says so once")
  func notFound() async throws {
    try await World.run(submits: [Self.lost], running: [.answer(200, "[]")]) { world in
      let outcome = try await world.generate()
      guard case .inDoubt(let record, let reason) = outcome else {
        Issue.record("\(outcome)")
        return
      }
      #expect(record.state == .inDoubt)
      #expect(reason.contains("the script says reset"))
      #expect(reason.contains("nothing that the service has running is certainly its own"))
      #expect(world.service.submits == 1)
      #expect(world.service.looks == 3)
      #expect(world.events.endings == 1)
      #expect(world.events.names.last == "error")
    }
  }

  @Test("asks for at most 100, and not at all once the caller wants to stop")
  func interrupted() async throws {
    try await World.run(submits: [.silence], running: [.answer(200, Self.running)]) { world in
      let outcome = try await world.generateAndCancel(at: .seconds(1))
      #expect(outcome.exitCode == 32)
      #expect(world.service.looks == 0)
    }
    try await World.run(submits: [Self.lost], running: [.answer(200, Self.running)]) { world in
      let outcome = try await world.generateAndCancel(at: .seconds(20))
      #expect(outcome.exitCode == 32)
      #expect(world.service.looks == 2)
      #expect(world.time.now == .seconds(20))
      #expect(
        world.service.requests.last?.url
          == "https://service.example/api/v1/generations/running?limit=100")
    }
  }

  @Test("two equal runs in doubt get the two generations, and another job goes on")
  func twoAtOnce() async throws {
    let second = Self.running.replacingID("gen-2")
    let both = String(Self.running.dropLast()) + "," + second.dropFirst()
    try await World.run(
      submits: [Self.lost, Self.lost, .stream([.frame(Answers.completed.replacingID("gen-3"))])],
      polls: [.answer(200, Answers.failed)], running: [.answer(200, both)]
    ) { world in
      let client = try world.client(try await world.ledger())
      let tasks = world.tasks
      let jobs = (0..<3).map { place in
        let request = world.request(name: "fox\(place)")
        return Task(executorPreference: tasks) { await client.generate(request) { _ in } }
      }
      var ended: [Outcome] = []
      for job in jobs { ended.append(await job.value) }
      #expect(ended.map(\.exitCode).sorted() == [0, 10, 10])
      #expect(
        Set(ended.filter { $0.exitCode == 10 }.compactMap { $0.record?.generationID })
          == ["gen-1", "gen-2"])
      #expect(world.service.submits == 3)
    }
  }

  @Test("a run that is being sent right now may be the sender, so nothing is given away")
  func beingSent() async throws {
    let folder = ScratchFolder()
    try await World.run(submits: [Self.lost], running: [.answer(404, "{}")], in: folder) { world in
      try await world.generate()
    }
    try await World.run(running: [.answer(200, Self.running)], in: folder) { world in
      let other = try await world.ledger(process: 3, living: [3])
      let identity = RunIdentity(
        baseURL: "https://service.example/api/v1", model: "maker/model-1",
        body: world.request().body, take: 2)
      let run = try await other.plan(
        NewRun(
          identity: identity, nonce: "x", key: try #require(Secret(World.key)), label: "fox",
          item: 0, script: nil, destination: world.request().destination))
      try await other.claim(run)
      let client = try world.client(try await world.ledger(process: 2, living: [2, 3]))
      #expect(try await client.reconcile().adopted == [:])
      // Its owner is dead: now there are two in doubt for one generation.
      let after = try world.client(try await world.ledger(process: 4, living: [4]))
      #expect(try await after.reconcile().adopted == [:])
      // It has the id: now the other one is told apart.
      try await other.accept(run, id: "gen-9", credits: nil)
      #expect(try await client.reconcile().adopted == [1: "gen-1"])
    }
  }

  @Test("only the key that sent it finds it")
  func otherKey() async throws {
    let folder = ScratchFolder()
    try await World.run(submits: [Self.lost], running: [.answer(404, "{}")], in: folder) { world in
      try await world.generate()
    }
    try await World.run(running: [.answer(200, Self.running)], in: folder) { world in
      let ledger = try await world.ledger(process: 2, living: [2])
      #expect(
        try await world.client(ledger, key: "sk-another-key-77").reconcile().adopted == [:])
      #expect(try await world.client(ledger).reconcile().adopted == [1: "gen-1"])
    }
  }

  @Test("an id that a run had, though it has ended, is not given again")
  func everOwned() async throws {
    let folder = ScratchFolder()
    try await World.run(
      submits: [.stream([.frame(Answers.failed)]), Self.lost],
      running: [.answer(200, Self.running)], in: folder
    ) { world in
      let client = try world.client(try await world.ledger())
      #expect(await client.generate(world.request()) { _ in }.exitCode == 10)
      #expect(await client.generate(world.request()) { _ in }.exitCode == 32)
    }
  }

  // MARK: - At a person's word

  /// A run in doubt in a folder of its own.
  private func doubt() async throws -> ScratchFolder {
    let folder = ScratchFolder()
    try await World.run(submits: [Self.lost], running: [.answer(404, "{}")], in: folder) { world in
      let outcome = try await world.generate()
      #expect(outcome.exitCode == 32)
    }
    return folder
  }

  private static func error(
    _ body: () async throws -> Void
  ) async -> EngineError? {
    do {
      try await body()
      return nil
    } catch {
      return error as? EngineError
    }
  }

  @Test("takes the id that a person names, and follows it")
  func adopted() async throws {
    let folder = try await doubt()
    try await World.run(
      polls: [.answer(200, Self.echoed), .answer(200, Answers.completed)], in: folder
    ) { world in
      let client = try world.client(try await world.ledger(process: 2, living: [2]))
      let record = try #require(try await client.runs().first)
      try await client.adopt("gen-1", for: record)
      _ = try await client.resume(record) { _ in }.saved()
      let history = try await world.ledger(process: 9, living: [9]).history(of: 1)
      #expect(history.map(\.detail).contains("adopted by hand: gen-1"))
      #expect(world.service.submits == 0)
    }
  }

  @Test(
    "leaves it in doubt where the named id does not fit",
    arguments: [
      (ScriptedService.Play.answer(404, #"{"message":"unknown"}"#), "does not give gen-1"),
      (.answer(200, #"{"id":"gen-2","status":"IN_QUEUE"}"#), "answered with gen-2"),
      (.answer(200, #"{"id":"gen-1","input":{"prompt":"a red fox","seed":8}}"#), "for seed"),
      (.answer(200, #"{"id":"gen-1","model":"other/m"}"#), "the model other/m"),
      (.answer(200, Answers.html), "HTML"), (.failure(.reset, wasSent: true), "could not be asked"),
    ])
  func refusedID(answer: ScriptedService.Play, words: String) async throws {
    let folder = try await doubt()
    try await World.run(polls: [answer], in: folder) { world in
      let client = try world.client(try await world.ledger(process: 2, living: [2]))
      let record = try #require(try await client.runs().first)
      let error = await Self.error { try await client.adopt("gen-1", for: record) }
      #expect(error?.code == .notSettled)
      #expect(error?.exitCode == 32)
      #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
      #expect(error?.message.contains("run 1 is still in doubt") == true)
      #expect(try await client.runs().map(\.state) == [.inDoubt])
    }
  }

  @Test("an id that tells nothing of its input is the person's to know")
  func bareID() async throws {
    let folder = try await doubt()
    try await World.run(polls: [.answer(200, Answers.running)], in: folder) { world in
      let client = try world.client(try await world.ledger(process: 2, living: [2]))
      try await client.adopt("gen-1", for: try #require(try await client.runs().first))
      #expect(try await client.runs().map(\.state) == [.accepted])
    }
  }

  @Test("refuses an id that another run has, before it asks for it")
  func ownedID() async throws {
    let folder = ScratchFolder()
    try await World.run(
      submits: [.stream([.frame(Answers.failed)]), Self.lost], running: [.answer(404, "{}")],
      in: folder
    ) { world in
      let client = try world.client(try await world.ledger())
      _ = await client.generate(world.request()) { _ in }
      _ = await client.generate(world.request()) { _ in }
      let polls = world.service.polls
      let record = try #require(try await client.runs().last)
      let error = await Self.error { try await client.adopt("gen-1", for: record) }
      #expect(error?.code == .notSettled)
      #expect(error?.message.contains("run 1's generation") == true)
      #expect(world.service.polls == polls)
    }
  }

  @Test("gives up what a person abandons: it is over, and the same job may be paid for again")
  func abandoned() async throws {
    let folder = try await doubt()
    try await World.run(running: [.answer(200, Self.running)], in: folder) { world in
      let ledger = try await world.ledger(process: 2, living: [2])
      let client = try world.client(ledger)
      let record = try #require(try await client.runs().first)
      try await client.abandon(record)
      #expect(try await client.runs().map(\.state) == [.abandoned])
      #expect(try await client.unfinished() == [])
      #expect(try await ledger.history(of: 1).last?.detail == "abandoned by hand")
      let outcome = await client.resume(record) { _ in }
      guard case .notSent(let error) = outcome, error.code == .abandoned else {
        Issue.record("\(outcome)")
        return
      }
      for settle in [
        { () async throws -> Void in try await client.abandon(record) },
        { try await client.adopt("gen-1", for: record) },
      ] {
        #expect(await Self.error(settle)?.code == .notInDoubt)
      }
      #expect(try await client.reconcile().adopted == [:])
      // The identity is free again.
      let again = try await ledger.plan(
        NewRun(
          identity: RunIdentity(
            baseURL: record.baseURL, model: record.model, body: record.request, take: record.take),
          nonce: "", key: try #require(Secret(World.key)), label: "fox", item: 0, script: nil,
          destination: record.destination))
      try await ledger.claim(again)
    }
  }

  @Test("sends it exactly once more at a person's word, in the form it was sent in")
  func sentAgain() async throws {
    let folder = try await doubt()
    try await World.run(
      submits: [.stream([.frame(Answers.queued), .frame(Answers.completed)])], in: folder
    ) { world in
      let client = try world.client(try await world.ledger(process: 2, living: [2]))
      let record = try #require(try await client.runs().first)
      let saved = try await client.sendAgain(record) { world.events.hear($0) }.saved()
      #expect(saved.number == 1)
      #expect(world.service.submits == 1)
      #expect(
        world.service.requests.first?.url
          == "https://service.example/api/v1/generation/sse/maker/model-1")
      let history = try await world.ledger(process: 9, living: [9]).history(of: 1)
      #expect(history.map(\.detail).contains("sent again by hand"))
      #expect(world.events.endings == 1)
      let outcome = await client.sendAgain(record) { _ in }
      guard case .notSent(let error) = outcome, error.code == .notInDoubt else {
        Issue.record("\(outcome)")
        return
      }
      #expect(world.service.submits == 1)
    }
  }

  @Test(
    "is in doubt as before where the new submit comes to nothing",
    arguments: [
      (ScriptedService.Play.answer(402, Answers.error("VIDEO_GENERATION_INSUFFICIENT_CREDITS")), 1),
      (.answer(429, "{}"), 4), (.failure(.connect, wasSent: false), 4),
      (.failure(.reset, wasSent: true), 1),
    ])
  func stillInDoubt(answer: ScriptedService.Play, submits: Int) async throws {
    let folder = try await doubt()
    try await World.run(
      submits: Array(repeating: answer, count: 4), running: [.answer(404, "{}")], in: folder
    ) { world in
      let client = try world.client(try await world.ledger(process: 2, living: [2]))
      let record = try #require(try await client.runs().first)
      let outcome = await client.sendAgain(record) { world.events.hear($0) }
      #expect(outcome.exitCode == 32)
      #expect(world.service.submits == submits)
      #expect(try await client.runs().map(\.state) == [.inDoubt])
      #expect(try await client.unfinished().map(\.number) == [1])
      #expect(world.events.endings == 1)
    }
  }

  @Test("a crash in the pause before another try leaves the first doubt")
  func killedInThePause() async throws {
    let folder = try await doubt()
    try await World.run(submits: [.answer(429, "{}"), .silence], in: folder) { world in
      let client = try world.client(try await world.ledger(process: 2, living: [2]))
      let record = try #require(try await client.runs().first)
      let task = Task(executorPreference: world.tasks) {
        await client.sendAgain(record) { world.events.hear($0) }
      }
      try await world.time.sleep(until: .milliseconds(500))
      #expect(world.service.submits == 1)
      #expect(try await world.ledger(process: 3, living: [3]).records().map(\.state) == [.inDoubt])
      task.cancel()
      #expect(await task.value.exitCode == 32)
      #expect(world.service.submits == 1)
    }
  }

  @Test("files go once more too, and only as they were")
  func filesAgain() async throws {
    let folder = ScratchFolder()
    try folder.write("a picture", to: "in.png")
    let digest = SHA256Digest(of: Array("a picture".utf8)).hex
    let upload = Upload(
      field: "image_url", path: folder["in.png"], sha256: digest, bytes: 9,
      contentType: "image/png")
    try await World.run(submits: [Self.lost], running: [.answer(404, "{}")], in: folder) { world in
      var request = world.request()
      request.body = ["prompt": "x", "image_url": Upload.mark(sha256: digest)]
      request.uploads = [upload]
      let outcome = try await world.generate(request)
      #expect(outcome.exitCode == 32)
    }
    try folder.write("a changed", to: "in.png")
    try await World.run(
      submits: [.answer(200, Answers.completed)], in: folder
    ) { world in
      let client = try world.client(try await world.ledger(process: 2, living: [2]))
      let record = try #require(try await client.runs().first)
      guard case .notSent(let error) = await client.sendAgain(record, report: { _ in }) else {
        Issue.record("a changed file was sent")
        return
      }
      #expect(error.code == .inputChanged)
      #expect(try await client.runs().map(\.state) == [.inDoubt])
      try folder.write("a picture", to: "in.png")
      _ = try await client.sendAgain(record) { _ in }.saved()
      #expect(world.service.forms.count == 1)
    }
  }

  @Test("a run of a living process is not for others to settle")
  func living() async throws {
    try await World.run(submits: [.silence]) { world in
      let ledger = try await world.ledger(process: 1, living: [1, 2])
      let task = try await world.begin(world.client(ledger), until: .seconds(1))
      let client = try world.client(try await world.ledger(process: 2, living: [1, 2]))
      let record = try #require(try await client.runs().first)
      #expect(await Self.error { try await client.abandon(record) }?.code == .runIsFollowed)
      #expect(await Self.error { try await client.adopt("g", for: record) }?.code == .runIsFollowed)
      #expect(await client.sendAgain(record) { _ in }.exitCode == 1)
      #expect(world.service.submits == 1)
      task.cancel()
      _ = await task.value
    }
  }
}
