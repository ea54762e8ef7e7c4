import Dispatch
import Glibc
import Synchronization

/// A thread of its own for an actor that blocks while a person types.
final class EditorThread: SerialExecutor {
  private let jobs = Jobs()

  /// Starts the thread; nil if the system gives none.
  ///
  /// All signals are blocked there but those that stop a background process which touches its
  /// terminal: without them it would take keys from the shell.
  init?() {
    var blocked = sigset_t()
    var before = sigset_t()
    sigfillset(&blocked)
    sigdelset(&blocked, SIGTTIN)
    sigdelset(&blocked, SIGTTOU)
    pthread_sigmask(SIG_SETMASK, &blocked, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    var thread = pthread_t()
    let argument = Unmanaged.passRetained(jobs)
    guard pthread_create(&thread, nil, runEditorThread, argument.toOpaque()) == 0 else {
      argument.release()
      return nil
    }
    pthread_detach(thread)
  }

  deinit { jobs.close() }

  func enqueue(_ job: consuming ExecutorJob) {
    jobs.append(UnownedJob(job), for: asUnownedSerialExecutor())
  }
}

/// The work that waits for the thread.
private final class Jobs: Sendable {
  private let waiting = Mutex(State())
  private let count = DispatchSemaphore(value: 0)

  private struct State {
    var jobs: [(job: UnownedJob, executor: UnownedSerialExecutor)] = []
    var isClosed = false
  }

  func append(_ job: UnownedJob, for executor: UnownedSerialExecutor) {
    waiting.withLock { $0.jobs.append((job, executor)) }
    count.signal()
  }

  func close() {
    waiting.withLock { $0.isClosed = true }
    count.signal()
  }

  /// Runs jobs until the executor is gone.
  func run() {
    while true {
      count.wait()
      let next = waiting.withLock { state in
        state.jobs.isEmpty ? nil : state.jobs.removeFirst()
      }
      guard let next else { return }
      next.job.runSynchronously(on: next.executor)
    }
  }
}

/// The body of the thread.
private func runEditorThread(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let argument else { return nil }
  Unmanaged<Jobs>.fromOpaque(argument).takeRetainedValue().run()
  return nil
}
