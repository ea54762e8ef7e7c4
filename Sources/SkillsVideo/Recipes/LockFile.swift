import Glibc

/// The only owner of a lock: reads it, and merges jobs into it.
///
/// Every change is made under `flock` by reading what stands there, merging, and renaming a synced file
/// over it, so that two programs at once lose nothing of each other, and a crash leaves the old lock or
/// the new one. Nothing but ``change(_:)`` ever drops an entry. Its calls block and run on an executor
/// of its own; they throw ``EngineError`` of the code `.lockUnusable`.
package actor LockFile {
  /// The path of the file.
  package nonisolated let path: String
  private let secrets: [Secret]
  private let patience: Duration
  private let executor = BlockingExecutor(label: "skv.lock")

  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    executor.asUnownedSerialExecutor()
  }

  /// Creates the owner of the lock at an absolute path; nothing is read or made yet. `patience` is how
  /// long another process that holds it is waited for, `secrets` are texts that are never written.
  package init(path: String, secrets: [Secret] = [], patience: Duration = .seconds(10)) {
    self.path = path
    self.secrets = secrets
    self.patience = patience
  }

  /// The absolute folder that the paths in it are relative to.
  package nonisolated var folder: String { PosixFileAccess.parent(of: path) }

  /// What stands in it; a file that is not there holds nothing.
  package func read() throws(EngineError) -> LockContents {
    do {
      let file = try PosixFileAccess().open(path, for: .reading)
      return try contents(file)
    } catch let error as FileError {
      if error.isMissing { return LockContents() }
      throw EngineError(.lockUnusable, error.message)
    } catch let error as EngineError {
      throw error
    } catch {
      throw EngineError(.lockUnusable, "\(path) cannot be read")
    }
  }

  /// Merges entries in, and makes the file if it is missing.
  package func merge(_ entries: [LockEntry]) throws(EngineError) {
    try change { contents in
      for var entry in entries {
        entry.request = secrets.reduce(entry.request) { $1.redacted($0) }
        contents.insert(entry)
      }
    }
  }

  /// Changes what stands in it, in one step for everybody else.
  package func change(_ body: (inout LockContents) -> Void) throws(EngineError) {
    let descriptor = try held()
    // Closing lets go of the lock; it is held until the new file has the name.
    defer { close(descriptor) }
    StopPoint.heldLock.pass()
    var contents = try read()
    let before = contents
    body(&contents)
    guard contents != before || contents.entries.isEmpty else { return }
    try write(contents.text)
  }

  /// Makes sure that the lock can be written, before anything is paid for.
  package func probe() throws(EngineError) {
    guard access(folder, W_OK | X_OK) == 0 else {
      throw EngineError(.lockUnusable, "\(folder) cannot be written, where the lock would stand")
    }
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw EngineError(.lockUnusable, "\(path) is no file, where the lock would stand")
    }
    guard access(path, R_OK | W_OK) == 0 else {
      throw EngineError(.lockUnusable, FileError("write", path).message)
    }
  }

  // MARK: - Parts

  private func contents(_ file: any OutputFile) throws -> LockContents {
    let length = try file.length()
    guard length <= Self.largest else {
      throw EngineError(.lockUnusable, "\(path) is larger than a lock may be (256 MiB)")
    }
    return try LockContents(parsing: try file.read(at: 0, count: length), name: path)
  }

  private static let largest = 256 << 20

  /// A descriptor that holds the lock on the file which has the name now.
  private func held() throws(EngineError) -> Int32 {
    while true {
      let descriptor = Glibc.open(
        path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o644)
      guard descriptor >= 0 else {
        throw EngineError(.lockUnusable, FileError("write", path).message)
      }
      do {
        try lock(descriptor)
      } catch {
        close(descriptor)
        throw error
      }
      // Whoever had it before may have put another file in its place.
      var held = stat()
      var named = stat()
      if fstat(descriptor, &held) == 0, stat(path, &named) == 0, held.st_ino == named.st_ino,
        held.st_dev == named.st_dev
      {
        return descriptor
      }
      close(descriptor)
    }
  }

  /// Waits for whoever holds it, who needs a moment; one that was stopped just then is not waited for.
  private func lock(_ descriptor: Int32) throws(EngineError) {
    var waited = Duration.zero
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      let number = errno
      guard number == EWOULDBLOCK || number == EINTR else {
        throw EngineError(.lockUnusable, FileError("lock", path).message)
      }
      guard waited < patience else {
        throw EngineError(
          .lockUnusable,
          "another process holds \(path) and does not let go; the ledger has what it would say, and the "
            + "next run writes it")
      }
      usleep(5_000)
      waited += .milliseconds(5)
    }
  }

  private func write(_ text: String) throws(EngineError) {
    // Whoever holds the lock is alone with this name; what a crash left there goes.
    let temporary = "\(path).tmp"
    let files = PosixFileAccess()
    do {
      unlink(temporary)
      let file = try files.open(temporary, for: .writing)
      try file.write(Array(text.utf8), at: 0)
      try file.synchronize()
      StopPoint.wroteLock.pass()
      try files.rename(temporary, to: path, replacing: true)
      StopPoint.renamedLock.pass()
      try files.synchronizeFolder(folder)
    } catch {
      unlink(temporary)
      throw EngineError(.lockUnusable, error.message)
    }
  }
}
