import CLibEdit
import Glibc

/// The signals that the prompt reads beside the keys, instead of being interrupted by them.
enum PromptSignals {
  /// All of them: Ctrl-C, Ctrl-\, Ctrl-Z and its end, a new window size, and the requests to leave.
  static let watched: [Int32] = [
    SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH, SIGTERM, SIGHUP,
  ]

  /// Blocks them for this thread and all that it starts.
  ///
  /// The first thing that a program with a prompt does: a thread that is already there would still
  /// be struck by them. A program that is started from here gets its own mask back with
  /// `posix_spawnattr_setsigmask`.
  static func block() {
    var signals = set
    pthread_sigmask(SIG_BLOCK, &signals, nil)
  }

  /// The watched signals as a set.
  static var set: sigset_t {
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in watched { sigaddset(&signals, signal) }
    return signals
  }
}

/// Gives signals one after the other, with a descriptor that says when there is one.
protocol SignalSource: Sendable {
  /// Readable while a signal waits.
  var descriptor: Int32 { get }
  /// The next signal; nil if none waits.
  func next() -> Int32?
}

/// The watched signals of this process, once they are blocked.
final class SignalDescriptor: SignalSource {
  let descriptor: Int32

  /// Opens the descriptor; nil if the system has none left.
  init?() {
    var signals = PromptSignals.set
    descriptor = signalfd(-1, &signals, Int32(SFD_NONBLOCK | SFD_CLOEXEC))
    guard descriptor >= 0 else { return nil }
  }

  deinit { close(descriptor) }

  func next() -> Int32? {
    var news = signalfd_siginfo()
    let size = MemoryLayout<signalfd_siginfo>.size
    guard read(descriptor, &news, size) == size else { return nil }
    return Int32(bitPattern: news.ssi_signo)
  }
}

/// What a signal asks of the prompt.
enum PromptSignal {
  case interrupt, stop, continued, resized, hangUp, terminate
  /// Ctrl-\, which would leave a memory dump behind.
  case ignored

  /// What the signal of that number asks.
  init(_ number: Int32) {
    switch number {
    case SIGINT: self = .interrupt
    case SIGTSTP: self = .stop
    case SIGCONT: self = .continued
    case SIGWINCH: self = .resized
    case SIGHUP: self = .hangUp
    case SIGTERM: self = .terminate
    default: self = .ignored
    }
  }
}
