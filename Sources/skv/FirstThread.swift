import Glibc

/// The thread that the program begins with: it waits for requests to end, and does nothing else.
enum FirstThread {
  /// Performs `body` elsewhere and ends the program with the code it gives.
  ///
  /// Unless the prompt reads them, Ctrl-C, SIGTERM and SIGHUP are taken here and nowhere else, one
  /// after the other, so that none is lost or strikes a thread at work. Call it before any other
  /// thread starts. An async `main` would not do: it hands this thread to the dispatch library.
  static func wait(
    takesSignals: Bool, for body: @escaping @Sendable () async -> Int32
  ) -> Never {
    var requests = takesSignals ? Signals.blockRequestsToEnd() : sigset_t()
    Task.detached { exit(await body()) }
    while true {
      var number: Int32 = 0
      if takesSignals, sigwait(&requests, &number) == 0 {
        Signals.take(number)
      } else {
        pause()
      }
    }
  }
}
