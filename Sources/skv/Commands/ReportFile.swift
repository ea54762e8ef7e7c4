import ArgumentParser
import Glibc

/// Writes a report to the file that was named for it.
enum ReportFile {
  /// Makes sure that the file can be written; it is there and empty afterwards.
  ///
  /// Throws a `ValidationError` where it cannot.
  static func check(_ path: String) throws { try write("", to: path) }

  /// Writes the whole file; throws a `ValidationError` where it cannot.
  static func write(_ text: String, to path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw failure(path) }
      rest = rest.dropFirst(count)
    }
  }

  private static func failure(_ path: String) -> ValidationError {
    ValidationError("cannot write \(path): \(String(cString: strerror(errno)))")
  }
}
