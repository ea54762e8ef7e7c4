import Glibc

/// Starts the thread that owns libcurl's handles.
enum CurlThread {
  /// Starts it with every signal blocked, so that none is handled there and writing to a closed
  /// connection raises none.
  static func start(_ inbox: Inbox) throws(TransportError) {
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    var thread = pthread_t()
    let argument = Unmanaged.passRetained(inbox)
    let code = pthread_create(&thread, nil, runCurlThread, argument.toOpaque())
    guard code == 0 else {
      argument.release()
      throw TransportError(
        .system, wasSent: false, "no thread for the transport: \(String(cString: strerror(code)))")
    }
    pthread_detach(thread)
  }
}

/// The body of the thread.
private func runCurlThread(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let argument else { return nil }
  let inbox = Unmanaged<Inbox>.fromOpaque(argument).takeRetainedValue()
  CurlLoop(inbox: inbox).run()
  return nil
}
