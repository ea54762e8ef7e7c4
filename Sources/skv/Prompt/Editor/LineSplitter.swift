/// Makes lines of bytes, wherever these were cut.
///
/// A line ends with LF or CRLF; invalid UTF-8 becomes U+FFFD.
struct LineSplitter {
  private var bytes: [UInt8] = []
  private var start = 0
  private var searched = 0

  /// Takes in bytes as they were read.
  mutating func push(_ new: [UInt8]) {
    bytes.removeFirst(start)
    searched -= start
    start = 0
    bytes += new
  }

  /// The next whole line; nil until more bytes come.
  mutating func next() -> String? {
    if let end = bytes[searched...].firstIndex(of: 0x0A) {
      let hasReturn = end > start && bytes[end - 1] == 0x0D
      defer {
        start = end + 1
        searched = start
      }
      return String(decoding: bytes[start..<(hasReturn ? end - 1 : end)], as: UTF8.self)
    }
    searched = bytes.count
    return nil
  }

  /// At the end of the input, the last line that has no end of its own; nil if there is none.
  mutating func rest() -> String? {
    guard start < bytes.count else { return nil }
    defer { forgetHalf() }
    return String(decoding: bytes[start...], as: UTF8.self)
  }

  /// Forgets a line that has no end yet.
  mutating func forgetHalf() {
    start = bytes.count
    searched = start
  }
}
