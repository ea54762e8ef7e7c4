import FoundationEssentials

/// A short MP4 video that carries a request's digest.
enum Clip {
  static let width = 640
  static let height = 360
  /// In seconds.
  static let duration = 2

  /// The clip with `digest` in a `free` box after its last box, which players skip
  /// (ISO/IEC 14496-12, 8.1.2); no offset in `moov` changes.
  static func file(digest: [UInt8]) -> [UInt8] {
    bytes + PNG.bigEndian(8 + digest.count) + Array("free".utf8) + digest
  }

  private static let bytes = Data(base64Encoded: base64).map(Array.init) ?? []
}
