import Synchronization

/// Wakes those who wait for a run to settle in this program.
///
/// Other programs ring no bell here, so whoever waits looks again after a while too.
package final class Bell: Sendable {
  private struct State {
    var rings = 0
    var naps: [Int: Task<Void, Never>] = [:]
    var nextNap = 0
  }

  private let state = Mutex(State())

  /// Creates a bell that has not rung.
  package init() {}

  /// How often it has rung.
  package var rings: Int { state.withLock { $0.rings } }

  /// Wakes everyone who sleeps.
  package func ring() {
    let naps = state.withLock { state in
      state.rings += 1
      return state.naps.values
    }
    for nap in naps { nap.cancel() }
  }

  /// Sleeps until `due`, until the bell rings, or until the caller asks to stop; not at all if it has
  /// rung since `rings` was read.
  package func sleep(
    since rings: Int, until due: Duration, _ surroundings: Client.Surroundings,
    _ interruption: Interruption
  ) async {
    let time = surroundings.time
    let nap = Task(executorPreference: surroundings.executor) {
      _ = try? await time.sleep(until: due)
    }
    let number = state.withLock { state in
      if state.rings != rings { nap.cancel() }
      state.nextNap += 1
      state.naps[state.nextNap] = nap
      return state.nextNap
    }
    interruption.whenRaised { nap.cancel() }
    await nap.value
    interruption.whenRaised(nil)
    state.withLock { $0.naps[number] = nil }
  }
}
