/// Bytes of a known count that can be read at any place, again and again.
///
/// A call may block for as long as a disk takes.
package protocol ByteSource: Sendable {
  /// How many bytes there are.
  var length: Int { get }
  /// What the digest of all of them has to be; nil where nobody has digested them.
  var digest: SHA256Digest? { get }
  /// Reads at most `count` bytes from a place on; fewer only where there are no more.
  func read(at offset: Int, count: Int) throws(FileError) -> [UInt8]
}
