import LosslessJSON
import Testing

@testable import SkillsVideo

@Suite("A client that stops following")
struct ClientFollowTests {
  @Test("leaves a run that takes too long accepted, and takes it up later")
  func deadline() async throws {
    let folder = ScratchFolder()
    try await World.run(
      submits: [.stream([.frame(Answers.running), .silence])],
      polls: [.answer(200, Answers.running)],
      in: folder
    ) { world in
      let outcome = try await world.generate()
      guard case .timedOut(let record) = outcome else {
        Issue.record("it did not time out")
        return
      }
      #expect(outcome.exitCode == 11)
      #expect(record.state == .accepted)
      #expect(world.time.now == .seconds(900))
      #expect(world.events.names.suffix(2) == ["fallback_polling_end", "timeout"])
      #expect(world.events.endings == 1)
      #expect(try await world.ledger().unfinished().map(\.number) == [1])
    }
    try await World.run(polls: [.answer(200, Answers.completed)], in: folder) { world in
      let record = try await world.resume().saved()
      #expect(record.state == .saved)
      #expect(world.service.submits == 0)
      #expect(world.outputs == ["fox.png"])
      #expect(world.events.endings == 1)
    }
  }

  @Test("a refused poll leaves the run accepted", arguments: [401, 403, 404, 410])
  func pollRefused(status: Int) async throws {
    try await World.run(
      submits: [.stream([.frame(Answers.queued)])],
      polls: [.answer(status, #"{"message":"no"}"#, after: .seconds(61))]
    ) { world in
      let outcome = try await world.generate(
        world.request(settings: FollowSettings(pollTimeout: .seconds(120))))
      guard case .pollingRefused(let record, let error) = outcome else {
        Issue.record("it was not refused")
        return
      }
      #expect(outcome.exitCode == 12)
      #expect(error.status == status)
      #expect(record.state == .accepted)
      #expect(try await world.ledger().unfinished().count == 1)
      #expect(world.events.endings == 1)
    }
  }

  @Test("polls go on through trouble of the service and the network")
  func pollTrouble() async throws {
    try await World.run(
      submits: [.stream([.frame(Answers.queued)])],
      polls: [
        .answer(404, "{}"), .answer(502, Answers.html), .failure(.reset, wasSent: true),
        .answer(429, "{}", headers: [HTTPField("Retry-After", "30")]), .answer(200, Answers.html),
        .answer(200, Answers.completed),
      ]
    ) { world in
      _ = try await world.generate().saved()
      #expect(world.service.polls == 6)
      #expect(world.time.now == .seconds(1 + 2 + 4 + 30 + 16))
    }
  }

  @Test("cancelling the task detaches: the run is accepted, nothing more is sent")
  func cancel() async throws {
    try await World.run(
      submits: [.stream([.frame(Answers.queued), .silence])], polls: [.answer(200, Answers.running)]
    ) { world in
      let outcome = try await world.generateAndCancel(at: .seconds(50))
      guard case .detached(let record) = outcome else {
        Issue.record("it was not detached")
        return
      }
      #expect(outcome.exitCode == 130)
      #expect(record.state == .accepted)
      #expect(world.time.now == .seconds(50))
      #expect(world.service.submits == 1)
      #expect(try await world.ledger().unfinished().count == 1)
      #expect(world.events.names.last == "error")
      #expect(world.events.endings == 1)
    }
  }

  @Test("a task that is cancelled before it begins sends nothing and notes nothing")
  func cancelledBefore() async throws {
    try await World.run(submits: [.stream([.frame(Answers.queued), .silence])]) { world in
      let client = try world.client(try await world.ledger())
      let request = world.request()
      let task = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        return await client.generate(request) { _ in }
      }
      guard case .notSent(let error) = await task.value else {
        Issue.record("it was sent")
        return
      }
      #expect(error.code == .interrupted)
      #expect(world.service.submits == 0)
      #expect(try await world.ledger(process: 2, living: [2]).records() == [])
    }
  }

  @Test("cancelling while the submit is on its way waits a little for the id")
  func cancelWithGrace() async throws {
    try await World.run(submits: [.answer(200, Answers.accepted, after: .seconds(8))]) { world in
      let outcome = try await world.generateAndCancel(at: .seconds(5))
      guard case .detached(let record) = outcome else {
        Issue.record("it was not detached")
        return
      }
      #expect(record.state == .accepted)
      #expect(record.generationID == "gen-1")
      #expect(world.time.now == .seconds(8))
    }
  }

  @Test("cancelling a submit that names no id in time leaves it in doubt")
  func cancelWithoutID() async throws {
    try await World.run(submits: [.silence]) { world in
      let outcome = try await world.generateAndCancel(at: .seconds(5))
      guard case .inDoubt(let record, _) = outcome else {
        Issue.record("it is not in doubt")
        return
      }
      #expect(record.state == .inDoubt)
      #expect(world.time.now == .seconds(10))
    }
  }

  @Test("cancelling in a pause between submits sends nothing more and leaves the run planned")
  func cancelInPause() async throws {
    try await World.run(
      submits: [.answer(429, "{}", headers: [HTTPField("Retry-After", "60")])]
    ) { world in
      let outcome = try await world.generateAndCancel(at: .seconds(5))
      guard case .detached(let record) = outcome else {
        Issue.record("it was not detached")
        return
      }
      #expect(record.state == .planned)
      #expect(world.service.submits == 1)
      #expect(world.time.now == .seconds(5))
    }
  }

  @Test("cancelling in a download keeps the result, and the rest is fetched later")
  func cancelInDownload() async throws {
    let folder = ScratchFolder()
    try await World.run(
      submits: [.stream([.frame(Answers.completed)])],
      media: [World.imageURL: [.silence]], in: folder
    ) { world in
      let outcome = try await world.generateAndCancel(at: .seconds(5))
      guard case .detached(let record) = outcome else {
        Issue.record("it was not detached")
        return
      }
      #expect(record.state == .finished)
    }
    try await World.run(in: folder) { world in
      let record = try await world.resume().saved()
      #expect(record.files.count == 1)
      #expect(world.service.polls == 0)
    }
  }

  @Test("a run that a living program follows is left alone")
  func livingOwner() async throws {
    try await World.run(
      submits: [.stream([.frame(Answers.queued), .silence])], polls: [.answer(200, Answers.running)]
    ) { world in
      let client = try world.client(try await world.ledger())
      let task = try await world.begin(client, until: .seconds(10))
      let other = try world.client(try await world.ledger(process: 2, living: [1, 2]))
      #expect(try await other.unfinished() == [])
      let record = try #require(try await other.runs().first)
      #expect(record.state == .accepted)
      guard case .notSent(let error) = await other.resume(record, report: { _ in }) else {
        Issue.record("it was taken up")
        return
      }
      #expect(error.code == .runIsFollowed)
      task.cancel()
      _ = await task.value
      #expect(try await other.unfinished().map(\.number) == [1])
    }
  }

  @Test("a submit of a dead owner is in doubt, one of a living owner is its own")
  func submitting() async throws {
    try await World.run(submits: [.silence]) { world in
      let client = try world.client(try await world.ledger())
      let task = try await world.begin(client, until: .seconds(10))
      let beside = try await world.ledger(process: 2, living: [1, 2])
      #expect(try await beside.records().map(\.state) == [.submitting])
      #expect(try await beside.unfinished() == [])
      let after = try await world.ledger(process: 3, living: [3])
      #expect(try await after.records().map(\.state) == [.inDoubt])
      #expect(try await after.unfinished().map(\.number) == [1])
      task.cancel()
      _ = await task.value
    }
  }

  @Test("what is in doubt is reported and never sent again")
  func resumeInDoubt() async throws {
    let folder = ScratchFolder()
    try await World.run(submits: [.failure(.reset, wasSent: true)], in: folder) { world in
      try await world.generate()
    }
    try await World.run(submits: [.stream([.frame(Answers.completed)])], in: folder) { world in
      for process in Int64(2)...3 {
        guard case .inDoubt = try await world.resume(as: process) else {
          Issue.record("it is not in doubt")
          return
        }
      }
      #expect(world.service.requests.isEmpty)
    }
  }

  @Test("a run that was refused, failed or saved is only told again")
  func resumeEnded() async throws {
    for play in [
      ScriptedService.Play.answer(402, "{\"message\":\"m\"}"), .stream([.frame(Answers.failed)]),
    ] {
      try await World.run(submits: [play]) { world in
        let first = try await world.generate()
        let second = try await world.resume()
        #expect(second.record?.state == first.record?.state)
        #expect(world.service.requests.count == 1)
      }
    }
  }
}
