/// Reads numbers out of a file at any place, within a bound on the work.
///
/// A file may claim anything about itself; a place outside of it reads as nothing, and when the bound is
/// used up everything does.
struct MediaReader {
  typealias Source = (_ offset: Int, _ count: Int) throws(FileError) -> [UInt8]

  /// The length of the file in bytes.
  let length: Int

  private static let windowLength = 4096
  private let source: Source
  private var window: [UInt8] = []
  private var windowStart = 0
  private var steps: Int
  private var loads: Int

  /// Reads a file of `length` bytes: at most so many numbers or texts, with so many readings of the file.
  init(length: Int, steps: Int = 16_384, loads: Int = 512, source: @escaping Source) {
    self.length = length
    self.steps = steps
    self.loads = loads
    self.source = source
  }

  /// At most 4096 bytes from a place on; nil if not all of them are there.
  mutating func bytes(at offset: Int, count: Int) throws(FileError) -> ArraySlice<UInt8>? {
    guard steps > 0, offset >= 0, count >= 0, count <= Self.windowLength, offset <= length - count
    else { return nil }
    steps -= 1
    if offset < windowStart || offset + count > windowStart + window.count {
      guard loads > 0 else { return nil }
      loads -= 1
      window = try source(offset, min(Self.windowLength, length - offset))
      windowStart = offset
      guard window.count >= count else { return nil }
    }
    let start = offset - windowStart
    return window[start..<(start + count)]
  }

  /// The unsigned number of `count` bytes (1 to 8), the most significant first.
  mutating func bigEndian(at offset: Int, count: Int) throws(FileError) -> Int? {
    guard let bytes = try bytes(at: offset, count: count) else { return nil }
    let value = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Int(exactly: value)
  }

  /// The unsigned number of `count` bytes (1 to 8), the least significant first.
  mutating func littleEndian(at offset: Int, count: Int) throws(FileError) -> Int? {
    guard let bytes = try bytes(at: offset, count: count) else { return nil }
    let value = bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Int(exactly: value)
  }

  /// Whether these bytes stand at a place.
  mutating func has(_ expected: [UInt8], at offset: Int) throws(FileError) -> Bool {
    try bytes(at: offset, count: expected.count)?.elementsEqual(expected) ?? false
  }

  /// Whether this ASCII text stands at a place.
  mutating func has(_ expected: String, at offset: Int) throws(FileError) -> Bool {
    try has(Array(expected.utf8), at: offset)
  }
}
