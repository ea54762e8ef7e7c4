import GRDB
import LosslessJSON
import Testing

@testable import SkillsVideo

/// A job that another living process has in hand is waited for, within its own time, and never sent.
@Suite struct FollowedElsewhereTests {
  /// A run of process 3, which lives, for the job that the world asks for.
  private func runOfAnother(
    in world: World, id: String?
  ) async throws -> (other: Ledger, run: Int64) {
    let other = try await world.ledger(process: 3, living: [3])
    let run = try await other.plan(
      NewRun(
        identity: RunIdentity(
          baseURL: "https://service.example/api/v1", model: "maker/model-1",
          body: world.request().body, take: 1),
        nonce: RunIdentity.nonce(ofRound: 0), key: try #require(Secret(World.key)), label: "fox",
        item: 0, script: nil, destination: world.request().destination))
    try await other.claim(run)
    if let id { try await other.accept(run, id: id, credits: nil) }
    return (other, run)
  }

  private func request(_ world: World) -> GenerationRequest {
    var request = world.request(settings: FollowSettings(timeout: .seconds(60)))
    request.reuse = .on(round: 0)
    return request
  }

  @Test("a job that is not at its end when its time is up counts as timed out, and is not sent")
  func timedOut() async throws {
    try await World.run { world in
      _ = try await runOfAnother(in: world, id: "gen-9")
      let client = try world.client(try await world.ledger(process: 2, living: [2, 3]))
      let outcome = await client.generate(request(world)) { [events = world.events] in
        events.hear($0)
      }
      guard case .timedOut(let record) = outcome else {
        Issue.record("\(outcome)")
        return
      }
      #expect(record.generationID == "gen-9" && outcome.exitCode == 11)
      #expect(world.time.now >= .seconds(60))
      #expect(world.service.submits == 0)
      #expect(
        world.events.all.filter {
          if case .followedElsewhere(process: 3) = $0 { true } else { false }
        }
        .count == 1)
    }
  }

  @Test(
    "a job that another process has not sent on when the time is up is an error that says who has it"
  )
  func notSent() async throws {
    try await World.run { world in
      _ = try await runOfAnother(in: world, id: nil)
      let client = try world.client(try await world.ledger(process: 2, living: [2, 3]))
      let outcome = await client.generate(request(world)) { _ in }
      guard case .notSent(let error) = outcome else {
        Issue.record("\(outcome)")
        return
      }
      #expect(error.code == .runIsFollowed && error.message.hasPrefix("process 3 has run 1"))
      #expect(world.service.submits == 0)
    }
  }

  @Test("when the other process dies, its run is taken up")
  func takenUp() async throws {
    try await World.run(polls: [.answer(200, Answers.completed)]) { world in
      _ = try await runOfAnother(in: world, id: "gen-1")
      let client = try world.client(try await world.ledger(process: 2, living: [2]))
      _ = try await client.generate(request(world)) { _ in }.saved()
      #expect(world.service.submits == 0)
    }
  }

  @Test(
    "a job that is only to be followed is not paid for when the other process is done with it",
    arguments: ["failed", "planned"])
  func followedOnly(_ state: String) async throws {
    try await World.run { world in
      let (other, _) = try await runOfAnother(in: world, id: nil)
      let client = try world.client(try await world.ledger(process: 2, living: [2, 3]))
      var request = request(world)
      request.reuse = .only(round: 0)
      let outcome = await client.generate(request) { event in
        guard case .followedElsewhere = event else { return }
        let database = try? DatabaseQueue(path: other.path)
        try? database?.write {
          try $0.execute(
            sql: """
              UPDATE runs SET state = ?, error_code = 'E', error_message = 'it failed',
                owner_boot = NULL, owner_process = NULL, owner_start = NULL
              """,
            arguments: [state])
        }
      }
      #expect(world.service.submits == 0)
      switch outcome {
      case .failed(let record): #expect(state == "failed" && record.errorCode == "E")
      case .notSent(let error): #expect(state == "planned" && error.code == .runIsFollowed)
      default: Issue.record("\(outcome)")
      }
    }
  }
}
