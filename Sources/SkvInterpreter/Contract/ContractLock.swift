import Glibc
import SkillsVideo

/// Keeps two processes from taking in contracts at the same moment.
struct ContractLock: Sendable {
  private let descriptor: Int32

  /// Takes the lock of a folder; tries `attempts` times, 50 ms apart.
  ///
  /// Throws ``InterpreterError`` of the code `.contractNotKept` where another process has it.
  init(in folder: String, attempts: Int) throws(InterpreterError) {
    let path = folder + "/lock"
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    let number = errno
    guard descriptor >= 0 else {
      throw InterpreterError(
        .contractNotKept,
        FileError(operation: "open", path: path, number: number).message)
    }
    for attempt in 1...attempts {
      // Where locks are not known, there is none.
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK { return }
      if attempt < attempts { usleep(50_000) }
    }
    close(descriptor)
    throw InterpreterError(
      .contractNotKept, "another `skv contract update` is at work; try again when it has ended")
  }

  /// Gives the lock back.
  func release() { close(descriptor) }
}
