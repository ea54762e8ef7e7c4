import Glibc
import LosslessJSON

/// The file that keeps what was entered at the prompt, one JSON string a line.
///
/// Lines are only ever added, each with one write in append mode, so that sessions side by side do
/// not cut each other's. The file is readable by its owner only. What cannot be written is not
/// kept: history is never a reason to stop.
struct HistoryFile: Sendable {
  /// Of a longer file only so much of its end is read, in bytes.
  static let longestRead = 16 << 20

  let path: String

  /// The newest lines, oldest first, at most `HistoryWalk.limit`; those that are no JSON string are
  /// passed over. An absent file has none.
  func load() -> [String] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    let size = Int(lseek(descriptor, 0, SEEK_END))
    let start = max(0, size - Self.longestRead)
    var lines = Self.read(descriptor, from: start, count: size - start).split(separator: 0x0A)
    if start > 0 && !lines.isEmpty { lines.removeFirst() }
    return lines.suffix(HistoryWalk.limit).compactMap { line in
      (try? JSON(parsing: line))?.string
    }
  }

  /// Whether a line is to be kept: not one that is empty or begins with a space.
  static func keeps(_ line: String) -> Bool {
    guard let first = line.unicodeScalars.first else { return false }
    return first != " " && !line.unicodeScalars.allSatisfy(\.properties.isWhitespace)
  }

  /// Adds one line; false if it could not be written.
  @discardableResult
  func append(_ line: String) -> Bool {
    makeFolder()
    let descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    fchmod(descriptor, 0o600)
    var bytes = Array(JSON.string(line).printed().utf8) + [0x0A]
    if Self.endsWithinLine(descriptor) { bytes.insert(0x0A, at: 0) }
    return write(descriptor, bytes, bytes.count) == bytes.count
  }

  /// A session that was killed while it wrote may have left half a line.
  private static func endsWithinLine(_ descriptor: Int32) -> Bool {
    let size = lseek(descriptor, 0, SEEK_END)
    var last: UInt8 = 0
    return size > 0 && pread(descriptor, &last, 1, size - 1) == 1 && last != 0x0A
  }

  private static func read(_ descriptor: Int32, from start: Int, count: Int) -> [UInt8] {
    guard count > 0 else { return [] }
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let space = UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
        let got = pread(descriptor, space.baseAddress, space.count, start + filled)
        guard got > 0 else { return }
        filled += got
      }
    }
  }

  private func makeFolder() {
    var end = path.startIndex
    while let slash = path[end...].firstIndex(of: "/") {
      if slash > path.startIndex { mkdir(String(path[..<slash]), 0o700) }
      end = path.index(after: slash)
    }
  }
}
