/// The checksum of the chunks of a PNG (RFC 2083, appendix 15).
enum CRC32 {
  /// The sum of some bytes.
  static func of(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(UInt32.max) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in
        sum >> 1 ^ (0xEDB8_8320 & (0 &- (sum & 1)))
      }
    }
  }
}
