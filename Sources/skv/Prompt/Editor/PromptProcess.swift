import Dispatch
import Glibc
import Synchronization

/// The start of a program that has a prompt.
enum PromptProcess {
  /// Blocks the prompt's signals, sets the character set, performs `body` and ends the program with
  /// the code it gives. Call it from a `main` that is not async, before anything else.
  ///
  /// An async `main` hands the first thread to the dispatch library, which puts in its place one
  /// that takes every signal: Ctrl-C would end the program there. Here the first thread waits.
  static func run(_ body: @escaping @Sendable () async -> Int32) -> Never {
    PromptSignals.block()
    PromptLocale.settle()
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
