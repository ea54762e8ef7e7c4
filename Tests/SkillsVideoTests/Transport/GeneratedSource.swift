import Synchronization

@testable import SkillsVideo

/// A file that is nowhere: its bytes repeat with a period that fits no buffer.
final class GeneratedSource: ByteSource {
  /// What comes of reading from a place on.
  enum Trouble: Sendable {
    /// There are no bytes any more.
    case ends(at: Int)
    /// The disk fails.
    case fails(at: Int)
    /// A byte is written over.
    case changes(at: Int)
  }

  let length: Int
  private let trouble: Trouble?
  private let state = Mutex((highest: 0, longest: 0))

  private static let period = 65_521
  private static let pattern = (0..<(2 * period)).map {
    UInt8(truncatingIfNeeded: $0 % period * 7 / 3)
  }

  init(_ length: Int, _ trouble: Trouble? = nil) {
    self.length = length
    self.trouble = trouble
  }

  /// The end of what was read.
  var highestRead: Int { state.withLock { $0.highest } }
  /// The most bytes that were read at once.
  var longestRead: Int { state.withLock { $0.longest } }

  /// The digest of all of the bytes, nil for a file so large that a test would be slow.
  var digest: SHA256Digest? {
    length <= 16 << 20 ? SHA256Digest(of: Self.bytes(0, length)) : nil
  }

  func read(at offset: Int, count: Int) throws(FileError) -> [UInt8] {
    var end = min(offset + count, length)
    switch trouble {
    case .ends(let place): end = min(end, place)
    case .fails(let place) where end > place:
      throw FileError(operation: "read", path: "/film/a.mp4", number: 5)
    case .fails, .changes, nil: break
    }
    guard end > offset else { return [] }
    state.withLock { $0 = (max($0.highest, end), max($0.longest, end - offset)) }
    var bytes = Self.bytes(offset, end - offset)
    if case .changes(let place) = trouble, (offset..<end).contains(place) {
      bytes[place - offset] ^= 1
    }
    return bytes
  }

  private static func bytes(_ offset: Int, _ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    while bytes.count < count {
      let start = (offset + bytes.count) % period
      bytes += pattern[start..<(start + min(period, count - bytes.count))]
    }
    return bytes
  }
}
