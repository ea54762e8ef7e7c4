import Synchronization

@testable import Sandbox

/// A clock that stands still until a test moves it.
final class ManualClock: Sendable {
  private struct State {
    var now: Duration
    var sleepers: [Int: (until: Duration, continuation: CheckedContinuation<Void, any Error>)] = [:]
    var cancelled: Set<Int> = []
    var count = 0
  }

  /// 2026-11-22 10:00:00 UTC.
  static let start = Duration.seconds(1_795_341_600)

  private let state: Mutex<State>

  init(_ start: Duration = ManualClock.start) {
    state = Mutex(State(now: start))
  }

  var clock: SandboxClock {
    SandboxClock(now: { self.state.withLock { $0.now } }, sleep: { try await self.sleep($0) })
  }

  func advance(_ duration: Duration) {
    let woken = state.withLock { state in
      state.now += duration
      let due = state.sleepers.filter { $0.value.until <= state.now }
      for key in due.keys { state.sleepers[key] = nil }
      return due.values.map(\.continuation)
    }
    for continuation in woken { continuation.resume() }
  }

  private func sleep(_ until: Duration) async throws {
    let key = state.withLock { state in
      state.count += 1
      return state.count
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let outcome: Result<Void, any Error>? = state.withLock { state in
          if state.cancelled.contains(key) { return .failure(CancellationError()) }
          if state.now >= until { return .success(()) }
          state.sleepers[key] = (until, continuation)
          return nil
        }
        if let outcome { continuation.resume(with: outcome) }
      }
    } onCancel: {
      let sleeper = state.withLock { state in
        state.cancelled.insert(key)
        return state.sleepers.removeValue(forKey: key)
      }
      sleeper?.continuation.resume(throwing: CancellationError())
    }
  }
}
