import LosslessJSON

extension JSON {
  /// Whether two values are equal as JSON Schema compares them: numbers by value, objects without
  /// regard to order.
  func equals(_ other: JSON) -> Bool {
    switch (self, other) {
    case (.number(let left), .number(let right)): left.compared(to: right) == 0
    case (.array, .array), (.object, .object): canonicalBytes == other.canonicalBytes
    default: self == other
    }
  }
}
