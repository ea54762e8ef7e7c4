import Synchronization

/// A body whose chunks are known beforehand.
final class BodyScript: Sendable {
  private struct State {
    var chunks: [[UInt8]]
    var next = 0
    var failure: TransportError?
  }

  private let state: Mutex<State>

  init(chunks: [[UInt8]], failure: TransportError?) {
    state = Mutex(State(chunks: chunks.filter { !$0.isEmpty }, failure: failure))
  }

  func next() throws(TransportError) -> [UInt8]? {
    let step = state.withLock { (state: inout State) -> Result<[UInt8]?, TransportError> in
      if state.next < state.chunks.count {
        state.next += 1
        return .success(state.chunks[state.next - 1])
      }
      if let failure = state.failure {
        state.failure = nil
        return .failure(failure)
      }
      return .success(nil)
    }
    return try step.get()
  }
}
