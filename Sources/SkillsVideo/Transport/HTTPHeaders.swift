/// The header fields of an answer, found by name without regard to case.
package struct HTTPHeaders: Sendable, Hashable {
  /// The fields in the order in which they came.
  package var fields: [HTTPField]

  /// Makes headers of fields.
  package init(_ fields: [HTTPField] = []) {
    self.fields = fields
  }

  /// The value of the first field of that name, or nil.
  package subscript(_ name: String) -> String? {
    fields.first { Self.isSame($0.name, name) }?.value
  }

  /// The values of all fields of that name.
  package func values(of name: String) -> [String] {
    fields.filter { Self.isSame($0.name, name) }.map(\.value)
  }

  private static func isSame(_ one: String, _ other: String) -> Bool {
    let left = one.utf8
    let right = other.utf8
    return left.count == right.count && zip(left, right).allSatisfy { lower($0) == lower($1) }
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }
}

extension HTTPHeaders: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, String)...) {
    self.init(elements.map { HTTPField($0.0, $0.1) })
  }
}
