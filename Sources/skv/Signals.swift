import Dispatch
import Glibc
import Synchronization

/// What the program does about signals while runs are in flight.
enum Signals {
  /// A reader that goes away and a file-size limit become errors of the write, not the end of skv.
  static func ignoreWriteSignals() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  /// Performs `work` so that the first Ctrl-C, SIGTERM or SIGHUP cancels it, which leaves its runs
  /// to be taken up later, and a second one ends the program at once.
  static func detaching<Result: Sendable>(
    _ work: @escaping @Sendable () async -> Result, onFirst: @escaping @Sendable () -> Void
  ) async -> Result {
    let task = Task { await work() }
    let count = Atomic(0)
    let watch = SignalWatch(signals: [SIGINT, SIGTERM, SIGHUP]) {
      if count.add(1, ordering: .relaxed).oldValue == 0 {
        onFirst()
        task.cancel()
      } else {
        _exit(ExitStatus.interrupted.rawValue)
      }
    }
    let result = await task.value
    watch.cancel()
    return result
  }

  /// Waits for the first Ctrl-C, SIGTERM or SIGHUP.
  static func untilAsked() async {
    let (asked, note) = AsyncStream<Void>.makeStream()
    let watch = SignalWatch(signals: [SIGINT, SIGTERM, SIGHUP]) { note.yield() }
    for await _ in asked { break }
    watch.cancel()
  }
}

/// Calls a closure for each of some signals, from its own queue.
private final class SignalWatch {
  private let sources: [any DispatchSourceSignal]

  init(signals: [Int32], handler: @escaping @Sendable () -> Void) {
    let queue = DispatchQueue(label: "skv.signals")
    sources = signals.map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler(handler: handler)
      source.resume()
      return source
    }
  }

  func cancel() {
    for source in sources { source.cancel() }
  }
}
