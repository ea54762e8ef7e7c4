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

  /// Opens /dev/null on standard streams that are closed, so that no other file gets their numbers.
  static func openClosedStreams() {
    var descriptor = open("/dev/null", O_RDWR)
    while descriptor >= 0 && descriptor <= 2 { descriptor = dup(descriptor) }
    if descriptor > 2 { close(descriptor) }
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

  /// Waits for the first Ctrl-C, SIGTERM or SIGHUP; one that comes as soon as `begin` has told that
  /// there is something to end counts already.
  static func untilAsked(begin: () -> Void) async {
    let (asked, note) = AsyncStream<Void>.makeStream()
    let watch = SignalWatch(signals: [SIGINT, SIGTERM, SIGHUP]) { note.yield() }
    begin()
    for await _ in asked { break }
    watch.cancel()
  }
}

/// Calls a closure for each of some signals, from its own queue.
private final class SignalWatch {
  private let signals: [Int32]
  private let sources: [any DispatchSourceSignal]

  init(signals: [Int32], handler: @escaping @Sendable () -> Void) {
    // Who started skv with a signal ignored (nohup, a shell's background) wants it ignored.
    self.signals = signals.filter { !Self.isIgnored($0) }
    let queue = DispatchQueue(label: "skv.signals")
    sources = self.signals.map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler(handler: handler)
      source.resume()
      return source
    }
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(number, nil, &action) == 0 else { return false }
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// Stops watching; the signals end the program again.
  func cancel() {
    for source in sources { source.cancel() }
    for number in signals { signal(number, SIG_DFL) }
  }
}
