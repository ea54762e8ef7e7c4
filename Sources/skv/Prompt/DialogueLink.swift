import SkvInterpreter
import Synchronization

/// The session that a line editor completes for, which is there later than the editor.
final class DialogueLink: Sendable {
  private let state = Mutex<LiveSession?>(nil)

  /// The session, once there is one.
  var session: LiveSession? {
    get { state.withLock { $0 } }
    set { state.withLock { $0 = newValue } }
  }
}
