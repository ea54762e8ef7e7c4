/// The percent encoding of addresses (RFC 3986, 2.1).
enum PercentEncoding {
  /// The text behind the encoding; nil for a broken triplet and for what is no UTF-8.
  static func decoded(_ text: some StringProtocol) -> String? {
    bytes(text).flatMap { String(validating: $0, as: UTF8.self) }
  }

  /// The bytes behind the encoding; nil for a broken triplet.
  static func bytes(_ text: some StringProtocol) -> [UInt8]? {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%") {
        guard let high = digit(rest.popFirst()), let low = digit(rest.popFirst()) else {
          return nil
        }
        bytes.append(high << 4 | low)
      } else {
        bytes.append(byte)
      }
    }
    return bytes
  }

  private static func digit(_ byte: UInt8?) -> UInt8? {
    guard let byte else { return nil }
    let scalar = Character(UnicodeScalar(byte))
    return scalar.isASCII ? scalar.hexDigitValue.map(UInt8.init) : nil
  }
}
