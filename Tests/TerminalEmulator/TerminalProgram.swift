import Glibc

/// A program that runs on a terminal as its own session, as in a window.
public final class TerminalProgram {
  /// Its process number.
  public let process: Int32
  private var status: Int32?

  /// Starts a program with the terminal as its standard streams.
  ///
  /// `output` puts another descriptor in the place of standard output, such as a pipe.
  public init(
    _ arguments: [String], on terminal: TestTerminal, environment: [String: String],
    output: Int32? = nil
  ) throws {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigdefault(&attributes, &all)
    let newSession: Int16 = 0x80
    posix_spawnattr_setflags(
      &attributes, newSession | Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal that the leader of a session opens becomes the one that controls it.
    posix_spawn_file_actions_addopen(&actions, 0, terminal.path, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, output ?? 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)

    var words = arguments.map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for word in words + variables { free(word) } }
    var process = pid_t()
    let code = posix_spawn(&process, arguments[0], &actions, &attributes, &words, &variables)
    guard code == 0 else {
      throw TestTerminal.Failure(
        description: "cannot start \(arguments[0]): \(String(cString: strerror(code)))")
    }
    self.process = process
  }

  deinit {
    guard status == nil else { return }
    kill(process, SIGKILL)
    kill(process, SIGCONT)
    waitpid(process, nil, 0)
  }

  /// Sends it a signal.
  public func send(_ signal: Int32) { kill(process, signal) }

  /// Waits for its end: the exit code, or 128 and the signal that ended it.
  ///
  /// The terminal is read meanwhile, so that the program never waits for that.
  public func exitCode(draining terminal: TestTerminal? = nil) throws -> Int32 {
    if let status { return status }
    if let terminal { try? terminal.wait(for: "the end") { _ in false } }
    var raw: Int32 = 0
    let deadline = TestTerminal.now + 60
    while waitpid(process, &raw, WNOHANG) == 0 {
      guard TestTerminal.now < deadline else {
        throw TestTerminal.Failure(description: "the program does not end")
      }
      poll(nil, 0, 5)
    }
    let code = raw & 0x7F == 0 ? (raw >> 8) & 0xFF : 128 + raw & 0x7F
    status = code
    return code
  }
}
