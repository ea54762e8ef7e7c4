import Testing

@testable import SkillsVideo

@Suite("Those who wait for a run to settle")
struct BellTests {
  /// Sleeps for ten seconds at most in a world of its own, with somebody who may end it after three,
  /// and tells when it was over.
  private static func wake(
    since rings: Int = 0, _ end: @escaping @Sendable (Bell, Interruption) -> Void = { _, _ in }
  ) async throws -> Duration {
    try await Simulation.run { time, tasks, _ in
      var surroundings = Client.Surroundings()
      surroundings.time = time
      surroundings.executor = tasks
      let (bell, interruption) = (Bell(), Interruption())
      let ender = Task(executorPreference: tasks) {
        try? await time.sleep(until: .seconds(3))
        end(bell, interruption)
      }
      await bell.sleep(since: rings, until: .seconds(10), surroundings, interruption)
      let moment = time.now
      await ender.value
      return moment
    }
  }

  @Test("wake when their time is up")
  func due() async throws {
    #expect(try await Self.wake() == .seconds(10))
  }

  @Test("wake when the bell rings")
  func ring() async throws {
    #expect(try await Self.wake { bell, _ in bell.ring() } == .seconds(3))
  }

  @Test("do not sleep at all if it has rung since they looked")
  func rungBefore() async throws {
    #expect(try await Self.wake(since: -1) == .zero)
  }

  @Test("wake when the caller asks to stop")
  func interruption() async throws {
    #expect(try await Self.wake { _, interruption in interruption.raise() } == .seconds(3))
  }

  @Test("hear of every end that the ledger takes down")
  func endings() async throws {
    let scene = LedgerScene()
    let ledger = try await scene.open()
    for (count, ending) in [
      RunEnding.notSent(EngineError(.notReached, "no")), .timedOut, .inDoubt(reason: "", id: nil),
    ].enumerated() {
      let run = try await ledger.plan(scene.run("\(count)"))
      try await ledger.claim(run)
      #expect(ledger.settlements.rings == count)
      _ = try await ledger.record(ending, of: run)
      #expect(ledger.settlements.rings == count + 1)
    }
  }
}
