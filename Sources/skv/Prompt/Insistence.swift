import Dispatch
import Glibc

/// Ends the program at once if it is asked to end while it is leaving.
///
/// The prompt's signals are blocked and read beside the keys, and nobody reads keys any more then.
final class Insistence {
  private let descriptor: SignalDescriptor?
  private let source: (any DispatchSourceRead)?

  /// Begins to watch for Ctrl-C, SIGTERM and SIGHUP.
  init() {
    let descriptor = SignalDescriptor()
    self.descriptor = descriptor
    source = descriptor.map { descriptor in
      DispatchSource.makeReadSource(
        fileDescriptor: descriptor.descriptor, queue: DispatchQueue(label: "skv.leaving"))
    }
    source?.setEventHandler {
      while let signal = descriptor?.next() {
        switch PromptSignal(signal) {
        case .interrupt, .terminate, .hangUp: _exit(ExitStatus.interrupted.rawValue)
        case .stop, .continued, .resized, .ignored: break
        }
      }
    }
    source?.resume()
  }

  /// Stops watching.
  func end() { source?.cancel() }
}
