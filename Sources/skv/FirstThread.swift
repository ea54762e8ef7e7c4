import Dispatch
import Glibc
import Synchronization

/// The thread that the program begins with, which only waits.
enum FirstThread {
  /// Performs `body` elsewhere, waits for it, and ends the program with the code it gives.
  ///
  /// An async `main` hands the first thread to the dispatch library, which puts in its place one
  /// that takes every signal: at a prompt Ctrl-C would end the program there.
  static func wait(for body: @escaping @Sendable () async -> Int32) -> Never {
    let ended = DispatchSemaphore(value: 0)
    let code = Mutex<Int32>(0)
    Task.detached {
      let result = await body()
      code.withLock { $0 = result }
      ended.signal()
    }
    ended.wait()
    exit(code.withLock { $0 })
  }
}
