package import Foundation
import Synchronization

/// A program in a process of its own, with just the descriptors it is given.
///
/// Foundation's own class notices the end of a process by a descriptor that programs started at the
/// same moment inherit: it may then wait for those too, and they for it.
package final class ChildProcess: Sendable {
  /// Its process number.
  package let identifier: pid_t
  private let ending: Ending

  /// Starts a program with `streams` as its standard input, output and error.
  package init(
    _ path: String, _ arguments: [String], in folder: String, environment: [String: String],
    streams: [Int32]
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (number, stream) in streams.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, stream, Int32(number))
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

    let inFolder = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder]
    var words = (inFolder + [path] + arguments).map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for word in words + variables { free(word) } }
    var identifier = pid_t()
    let code = posix_spawn(&identifier, "/bin/sh", &actions, &attributes, &words, &variables)
    guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .ENOEXEC) }
    self.identifier = identifier
    ending = Ending(of: identifier)
  }

  /// Waits for its end: the exit code, or 128 and the number of the signal that ended it.
  package func status() async -> Int32 { await ending.status() }

  /// Two connected ends that no program started beside inherits, in the place of a pipe.
  package static func pipe() throws -> (reader: Int32, writer: Int32) {
    var ends: [Int32] = [0, 0]
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw POSIXError(.EMFILE) }
    return (ends[0], ends[1])
  }
}

/// The end of a process, which a thread of its own waits for.
private final class Ending: Sendable {
  private let state = Mutex<(status: Int32?, waiters: [CheckedContinuation<Int32, Never>])>(
    (nil, []))

  init(of process: pid_t) {
    Thread.detachNewThread {
      var raw: Int32 = 0
      while waitpid(process, &raw, 0) < 0, errno == EINTR {}
      let status = raw & 0x7F == 0 ? (raw >> 8) & 0xFF : 128 + raw & 0x7F
      let waiters = self.state.withLock { state in
        state.status = status
        defer { state.waiters = [] }
        return state.waiters
      }
      for waiter in waiters { waiter.resume(returning: status) }
    }
  }

  func status() async -> Int32 {
    await withCheckedContinuation { continuation in
      let known = state.withLock { state in
        if state.status == nil { state.waiters.append(continuation) }
        return state.status
      }
      if let known { continuation.resume(returning: known) }
    }
  }
}
