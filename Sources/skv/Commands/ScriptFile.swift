import ArgumentParser
import Glibc

/// Writes scripts to their files.
enum ScriptFile {
  /// Replaces what a file holds; it has the old or the new content, whatever happens.
  ///
  /// The file keeps its permissions, and a link leads where it led. Throws a `ValidationError` where it
  /// cannot be written.
  static func replace(_ path: String, with text: String) throws {
    guard let resolved = realpath(path, nil) else { throw failure(path) }
    defer { free(resolved) }
    let target = String(cString: resolved)
    var status = stat()
    guard stat(target, &status) == 0 else { throw failure(path) }
    let temporary = target + ".fmt.tmp"
    let descriptor = open(
      temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, status.st_mode & 0o7777)
    guard descriptor >= 0 else { throw failure(path) }
    let isWritten = write(Array(text.utf8), to: descriptor) && fsync(descriptor) == 0
    let code = errno
    close(descriptor)
    guard isWritten, rename(temporary, target) == 0 else {
      let cause = isWritten ? errno : code
      unlink(temporary)
      throw failure(path, cause)
    }
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  private static func failure(_ path: String, _ code: Int32 = errno) -> ValidationError {
    ValidationError("cannot write \(path): \(String(cString: strerror(code)))")
  }
}
