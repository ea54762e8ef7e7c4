import LosslessJSON

extension Secret {
  /// The spellings of a text that others may use: each once, the plain one first.
  ///
  /// Base64 (RFC 4648) is without its padding, as the text alone gives it, not as a part of more.
  static func spellings(of plain: [UInt8]) -> [[UInt8]] {
    let json = Array(
      JSON.string(String(decoding: plain, as: UTF8.self)).printed().utf8.dropFirst().dropLast())
    var spellings = [plain]
    let others = [
      json, percentEncoded(plain, "0123456789ABCDEF"), percentEncoded(plain, "0123456789abcdef"),
      base64(plain),
    ]
    for spelling in others where !spellings.contains(spelling) { spellings.append(spelling) }
    return spellings
  }

  /// All but unreserved characters as `%XX` (RFC 3986 §2.1).
  private static func percentEncoded(_ plain: [UInt8], _ digits: String) -> [UInt8] {
    let digits = Array(digits.utf8)
    let marks = Array("-._~".utf8)
    return plain.flatMap { byte -> [UInt8] in
      let isUnreserved =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x61...0x7A).contains(byte) || marks.contains(byte)
      return isUnreserved
        ? [byte] : [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }

  private static func base64(_ plain: [UInt8]) -> [UInt8] {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: plain.count, by: 3) {
      let group = plain[start..<min(start + 3, plain.count)]
      let bits = (0..<3).reduce(0) { sum, place in
        sum << 8 | (place < group.count ? Int(group[start + place]) : 0)
      }
      for place in 0...group.count { text.append(digits[bits >> (18 - 6 * place) & 63]) }
    }
    return text
  }
}
