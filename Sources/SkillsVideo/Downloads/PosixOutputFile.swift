import Glibc

/// An open file of the machine; one that is written is locked against all others.
final class PosixOutputFile: OutputFile {
  private let path: String
  private let descriptor: Int32

  init(_ path: String, for use: FileUse) throws(FileError) {
    self.path = path
    let flags = use == .writing ? O_RDWR | O_CREAT | O_NOFOLLOW : O_RDONLY
    // Without O_NONBLOCK the call waits for ever on a pipe that nobody writes to.
    descriptor = Glibc.open(path, flags | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0o666)
    guard descriptor >= 0 else { throw FileError("open", path) }
    if use == .reading { try requireFile() }
    guard use == .writing else { return }
    // Where locks are not known, the run's claim in the ledger is guard enough.
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK else {
      throw FileError("lock", path)
    }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Refuses folders, pipes and devices, of which some have no end.
  private func requireFile() throws(FileError) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileError("look at", path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw FileError(operation: "open", path: path, number: FileError.notAFile)
    }
  }

  func length() throws(FileError) -> Int { try stamp().length }

  func stamp() throws(FileError) -> FileStamp {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileError("look at", path) }
    let seconds = Int64(status.st_mtim.tv_sec).multipliedReportingOverflow(by: 1_000_000_000)
    return FileStamp(
      length: Int(status.st_size),
      modified: seconds.partialValue &+ Int64(status.st_mtim.tv_nsec))
  }

  func write(_ bytes: [UInt8], at offset: Int) throws(FileError) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        pwrite(
          descriptor, $0.baseAddress?.advanced(by: done), $0.count - done, off_t(offset + done))
      }
      if count > 0 {
        done += count
      } else if count == 0 {
        throw FileError(operation: "write", path: path, number: ENOSPC)
      } else if errno != EINTR {
        throw FileError("write", path)
      }
    }
  }

  func read(at offset: Int, count: Int) throws(FileError) -> [UInt8] {
    var failed: FileError?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let got = pread(
          descriptor, buffer.baseAddress?.advanced(by: filled), count - filled,
          off_t(offset + filled))
        if got > 0 {
          filled += got
        } else if got == 0 {
          return
        } else if errno != EINTR {
          failed = FileError("read", path)
          return
        }
      }
    }
    if let failed { throw failed }
    return bytes
  }

  func truncate(to length: Int) throws(FileError) {
    guard ftruncate(descriptor, off_t(length)) == 0 else { throw FileError("cut", path) }
  }

  func synchronize() throws(FileError) {
    while fsync(descriptor) != 0 {
      guard errno == EINTR else { throw FileError("sync", path) }
    }
  }
}
