import Glibc

/// Ctrl-Z and what follows it.
enum JobControl {
  /// Stops this process as Ctrl-Z does, and returns when the shell lets it go on.
  ///
  /// The system's own stop is used, not SIGSTOP: where no shell could ever wake the process, as in
  /// a window of its own, nothing happens. The terminal must have its ordinary settings.
  static func stop() {
    var stop = sigset_t()
    sigemptyset(&stop)
    sigaddset(&stop, SIGTSTP)
    // Sent before it is let in: as soon as the mask changes, it strikes this thread.
    kill(getpid(), SIGTSTP)
    pthread_sigmask(SIG_UNBLOCK, &stop, nil)
    pthread_sigmask(SIG_BLOCK, &stop, nil)
  }
}
