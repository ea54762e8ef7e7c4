/// One header field of a request or an answer.
package struct HTTPField: Sendable, Hashable {
  /// The name as written.
  package var name: String
  /// The value without white space around it.
  package var value: String

  /// Makes a field; nothing is checked before it is sent.
  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }

  /// Whether the name is a token and the value holds no control character but the tab.
  ///
  /// RFC 9110 §5.1 and §5.5. A line break in a value would smuggle in another field.
  package var isWellFormed: Bool {
    !name.isEmpty && name.utf8.allSatisfy(Self.isTokenByte)
      && value.utf8.allSatisfy { $0 == 0x09 || ($0 >= 0x20 && $0 != 0x7F) }
  }

  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default:
      "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }
}
