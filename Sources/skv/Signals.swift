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
    handler.withLock {
      $0 = {
        if count.add(1, ordering: .relaxed).oldValue == 0 {
          onFirst()
          task.cancel()
        } else {
          _exit(ExitStatus.interrupted.rawValue)
        }
      }
    }
    let result = await task.value
    handler.withLock { $0 = nil }
    return result
  }

  /// Waits for the first Ctrl-C, SIGTERM or SIGHUP; one that comes as soon as `begin` has told that
  /// there is something to end counts already.
  static func untilAsked(begin: () -> Void) async {
    let (asked, note) = AsyncStream<Void>.makeStream()
    handler.withLock { $0 = { note.yield() } }
    begin()
    for await _ in asked { break }
    handler.withLock { $0 = nil }
  }
}

// MARK: - On the first thread

extension Signals {
  private static let handler = Mutex<(@Sendable () -> Void)?>(nil)

  /// Blocks the requests to end for this thread and all that it starts, and gives those that were
  /// blocked: who started skv with a signal ignored (nohup, a shell's background) wants it ignored.
  static func blockRequestsToEnd() -> sigset_t {
    var requests = sigset_t()
    sigemptyset(&requests)
    for number in [SIGINT, SIGTERM, SIGHUP] where !isIgnored(number) {
      sigaddset(&requests, number)
    }
    pthread_sigmask(SIG_BLOCK, &requests, nil)
    return requests
  }

  /// Does what is asked for while something can be ended in good order, else what the system does.
  static func take(_ number: Int32) {
    if let handler = handler.withLock({ $0 }) { return handler() }
    var one = sigset_t()
    sigemptyset(&one)
    sigaddset(&one, number)
    signal(number, SIG_DFL)
    kill(getpid(), number)
    pthread_sigmask(SIG_UNBLOCK, &one, nil)
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(number, nil, &action) == 0 else { return false }
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
