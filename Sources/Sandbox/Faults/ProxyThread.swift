import Glibc

/// A thread of its own for work that waits in the system.
enum ProxyThread {
  private final class Work: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Starts it with every signal blocked: requests to end the program are for others to take, and
  /// writing to a connection that is gone raises none.
  static func start(_ body: @escaping @Sendable () -> Void) throws(SandboxError) {
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    var thread = pthread_t()
    let argument = Unmanaged.passRetained(Work(body))
    let code = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
        return nil
      }, argument.toOpaque())
    guard code == 0 else {
      argument.release()
      throw SandboxError(
        .cannotListen, "no thread for the fault proxy: \(String(cString: strerror(code)))")
    }
    pthread_detach(thread)
  }
}
