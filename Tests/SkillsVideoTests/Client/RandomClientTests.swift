import LosslessJSON
import Testing

@testable import SkillsVideo

/// Random services, cut connections and kills, the same for the same seed.
@Suite("A client in random trouble")
struct RandomClientTests {
  private struct Script: Sendable {
    var submits: [ScriptedService.Play]
    var polls: [ScriptedService.Play]
    var media: [ScriptedService.Play]
    var kill: (place: Int, isCommitted: Bool)?

    init(_ numbers: inout RandomLifecycleTests.Numbers) {
      submits = (0..<6).map { _ in Self.submit(&numbers) }
      polls = (0..<Int.random(in: 0..<6, using: &numbers)).map { _ in Self.poll(&numbers) }
      polls.append(.answer(200, Bool.random(using: &numbers) ? Answers.completed : Answers.failed))
      media = (0..<Int.random(in: 0..<5, using: &numbers)).map { _ in Self.media(&numbers) }
      media.append(.media([World.image]))
      if Bool.random(using: &numbers) {
        kill = (Int.random(in: 0..<12, using: &numbers), Bool.random(using: &numbers))
      }
    }

    private static func submit(_ numbers: inout RandomLifecycleTests.Numbers)
      -> ScriptedService.Play
    {
      switch Int.random(in: 0..<12, using: &numbers) {
      case 0: .answer(429, "{}", headers: [HTTPField("Retry-After", "20")])
      case 1: .answer(503, #"{"message":"busy"}"#)
      case 2: .failure(.connect, wasSent: false)
      case 3: .failure(.tls, wasSent: false, after: .seconds(14))
      case 4: .failure(.reset, wasSent: true)
      case 5: .answer(503, Answers.html)
      case 6: .answer(402, #"{"message":"top up"}"#)
      case 7: .answer(202, Answers.accepted, after: .seconds(3))
      default: .stream(pieces(&numbers))
      }
    }

    private static func pieces(
      _ numbers: inout RandomLifecycleTests.Numbers
    ) -> [ScriptedService.Piece] {
      (0..<Int.random(in: 0..<6, using: &numbers)).map { _ in
        switch Int.random(in: 0..<9, using: &numbers) {
        case 0: .failure(.reset)
        case 1: .silence
        case 2: .text("data: {\"id\":\"gen")
        case 3: .frame(Answers.completed)
        case 4: .frame(Answers.running, name: "progress")
        case 5: .pause(.seconds(40))
        case 6: .bytes([0xFF, 0x0A])
        default: .frame(Answers.queued)
        }
      }
    }

    private static func poll(_ numbers: inout RandomLifecycleTests.Numbers) -> ScriptedService.Play
    {
      switch Int.random(in: 0..<7, using: &numbers) {
      case 0: .answer(404, "{}")
      case 1: .answer(500, Answers.html)
      case 2: .failure(.reset, wasSent: true)
      case 3: .answer(401, "{}")
      case 4: .answer(429, "{}", headers: [HTTPField("Retry-After", "2000")])
      default: .answer(200, Answers.running)
      }
    }

    private static func media(_ numbers: inout RandomLifecycleTests.Numbers) -> ScriptedService.Play
    {
      switch Int.random(in: 0..<5, using: &numbers) {
      case 0: .media([], status: 403)
      case 1: .media([], status: 503)
      case 2: .failure(.reset, wasSent: true)
      case 3: .media([Array(World.image.prefix(7))], headers: CrashTests.length)
      default: .media([World.image])
      }
    }

    /// How many of the first submits the service may have taken.
    func taken(_ count: Int) -> Int {
      submits.prefix(count).count { play in
        switch play {
        case .answer(let status, let text, _, _):
          status != 429 && status != 402 && !(status == 503 && text.hasPrefix("{"))
        case .failure(_, let wasSent, _): wasSent
        case .stream, .media, .silence: true
        }
      }
    }
  }

  @Test(
    "pays at most once, loses nothing it was told of, and ends as its ledger says",
    arguments: 0..<60)
  func random(seed: UInt64) async throws {
    for round in 0..<4 {
      var numbers = RandomLifecycleTests.Numbers(state: seed &* 7_919 &+ UInt64(round))
      let script = Script(&numbers)
      let folder = ScratchFolder()
      let place: Comment = "seed \(seed), round \(round)"
      try await World.run(
        submits: script.submits, polls: script.polls, media: [World.imageURL: script.media],
        in: folder
      ) { world in
        let service = world.service
        let kill = script.kill.map { kill in
          Kill(at: kill.place, isCommitted: kill.isCommitted) { service.cutOff() }
        }
        let client = try world.client(try await world.ledger { try kill?.hear($0) })
        let request = world.request(settings: FollowSettings(timeout: .seconds(300)))
        _ = await client.generate(request) { world.events.hear($0) }
        #expect(script.taken(service.submits) <= 1, place)
        #expect(world.events.endings == 1, place)
      }
      try await World.run(polls: [.answer(200, Answers.completed)], in: folder) { world in
        let client = try world.client(try await world.ledger(process: 2, living: [2]))
        guard let before = try await client.runs().first else { return }
        let outcome = await client.resume(before) { _ in }
        let after = try #require(try await client.runs().first)
        #expect(world.service.submits == 0, place)
        switch before.state {
        case .accepted, .finished, .saved:
          #expect(after.state == .saved, place)
          #expect(world.outputs == ["fox.png"], place)
        case .inDoubt, .submitting:
          #expect(outcome.exitCode == 32, place)
        case .planned, .refused, .failed, .canceled, .abandoned:
          #expect(after.state == before.state, place)
          #expect(world.service.requests.isEmpty, place)
        }
      }
    }
  }
}
