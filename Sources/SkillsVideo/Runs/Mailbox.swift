import Synchronization

/// Carries values from many tasks to the one that reads them, in the order in which they were posted.
final class Mailbox<Value: Sendable>: Sendable {
  private struct State {
    var values: [Value] = []
    var reader: CheckedContinuation<Value, Never>?
  }

  private let state = Mutex(State())

  /// Leaves a value; it never waits.
  func post(_ value: Value) {
    let reader = state.withLock { state -> CheckedContinuation<Value, Never>? in
      if let reader = state.reader {
        state.reader = nil
        return reader
      }
      state.values.append(value)
      return nil
    }
    reader?.resume(returning: value)
  }

  /// The next value; waits for it, whether the task is cancelled or not.
  func next() async -> Value {
    await withCheckedContinuation { continuation in
      let value = state.withLock { state -> Value? in
        if state.values.isEmpty {
          state.reader = continuation
          return nil
        }
        return state.values.removeFirst()
      }
      if let value { continuation.resume(returning: value) }
    }
  }
}
