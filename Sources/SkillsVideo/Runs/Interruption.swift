import Synchronization

/// The wish of a caller to stop, as something that can be heard instead of obeyed at once.
///
/// Work about money runs in tasks that cancellation does not reach; they hear of it here.
package final class Interruption: Sendable {
  private struct State {
    var isRaised = false
    var isInsistent = false
    var handler: (@Sendable () -> Void)?
  }

  private let state = Mutex(State())

  /// Creates one that is not raised.
  package init() {}

  /// Whether the caller has asked to stop.
  package var isRaised: Bool { state.withLock { $0.isRaised } }

  /// Whether the caller has asked more than once.
  package var isInsistent: Bool { state.withLock { $0.isInsistent } }

  /// Asks to stop; the second time no handler is called.
  package func raise() {
    let handler = state.withLock { state in
      defer {
        state.isInsistent = state.isRaised
        state.isRaised = true
        state.handler = nil
      }
      return state.isRaised ? nil : state.handler
    }
    handler?()
  }

  /// Has a handler called once when the caller asks to stop, at once if that was before.
  ///
  /// It takes the place of the one before; nil takes it away.
  package func whenRaised(_ handler: (@Sendable () -> Void)?) {
    let isRaised = state.withLock { state in
      state.handler = state.isRaised ? nil : handler
      return state.isRaised
    }
    if isRaised { handler?() }
  }
}
