import Glibc

/// A call to the file system that failed.
package struct FileError: Error, Sendable, Hashable {
  /// What was tried, as a verb: `open`, `write`, `rename`.
  package let operation: String
  /// The number for a folder, pipe or device where a file should stand; no error of the system has it.
  package static let notAFile: Int32 = -1

  /// The path it was tried on.
  package let path: String
  /// The system's error number.
  package let number: Int32

  /// Makes an error.
  package init(operation: String, path: String, number: Int32) {
    self.operation = operation
    self.path = path
    self.number = number
  }

  /// Whether there is no room: full disk, quota, or the limit for one file.
  package var isDiskFull: Bool {
    number == ENOSPC || number == EDQUOT || number == EFBIG
  }

  /// Whether there is no such file.
  package var isMissing: Bool {
    number == ENOENT || number == ENOTDIR
  }

  /// Whether something of that name is there already.
  package var isNameTaken: Bool {
    number == EEXIST
  }

  /// Whether someone else is writing the file.
  package var isBusy: Bool {
    number == EWOULDBLOCK
  }

  /// One line for a person.
  package var message: String {
    "cannot \(operation) \(path): \(Self.words(for: number))"
  }

  private static func words(for number: Int32) -> String {
    switch number {
    case notAFile: "what stands there is no file"
    case ENOSPC: "no space left on the device"
    case EDQUOT: "the disk quota is used up"
    case EFBIG: "the file is larger than this process may write"
    default: String(cString: strerror(number))
    }
  }
}
