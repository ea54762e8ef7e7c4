extension JSON {
  /// The one text that all values of the same meaning share.
  ///
  /// 1. There is no white space, and strings are escaped as ``JSONPrinter`` does it.
  /// 2. Members stand in the order of their keys' UTF-8 bytes, which is the order of the Unicode
  ///    scalars. Of repeated keys only the last member is kept.
  /// 3. A number is written by its exact value, of which no digit is ever rounded away:
  ///    - zero is `0`, without a sign;
  ///    - from 1e-6 up to, but not including, 1e21 it has plain digits, without needless zeros and
  ///      without a point behind a whole number: `100`, `-1.5`, `0.000001`;
  ///    - any other is scientific, with one digit other than zero before the point, no needless
  ///      zeros behind it, a small `e`, the exponent's sign and its digits without leading zeros:
  ///      `1e+21`, `-1.25e-7`. The exponent may have any size.
  /// 4. Strings are not normalised: two spellings of one letter are two strings.
  ///
  /// These are the rules of RFC 8785 but for two: it sorts by UTF-16 code units, which differs only
  /// where keys go beyond U+FFFF, and it rounds numbers to doubles.
  public var canonicalForm: String {
    String(decoding: canonicalBytes, as: UTF8.self)
  }

  /// The UTF-8 bytes of ``canonicalForm``.
  public var canonicalBytes: [UInt8] {
    var bytes: [UInt8] = []
    writeCanonicalForm(to: &bytes)
    return bytes
  }

  private func writeCanonicalForm(to bytes: inout [UInt8]) {
    switch self {
    case .null, .bool: bytes += printed().utf8
    case .number(let number): bytes += number.canonicalText.utf8
    case .string(let string): JSONPrinter.write(string, to: &bytes)
    case .array(let elements):
      bytes.append(UInt8(ascii: "["))
      for (position, element) in elements.enumerated() {
        if position > 0 { bytes.append(UInt8(ascii: ",")) }
        element.writeCanonicalForm(to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let object):
      bytes.append(UInt8(ascii: "{"))
      for (position, member) in object.canonicalMembers.enumerated() {
        if position > 0 { bytes.append(UInt8(ascii: ",")) }
        JSONPrinter.write(member.key, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        member.value.writeCanonicalForm(to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }
}

extension JSONObject {
  /// The last member of each key, in the order of the keys' bytes.
  fileprivate var canonicalMembers: [Member] {
    let ordered = enumerated().sorted { left, right in
      let (first, second) = (left.element.key.utf8, right.element.key.utf8)
      if first.lexicographicallyPrecedes(second) { return true }
      if second.lexicographicallyPrecedes(first) { return false }
      return left.offset < right.offset
    }
    var members: [Member] = []
    members.reserveCapacity(ordered.count)
    for (_, member) in ordered {
      if let last = members.last, ExactString(last.key) == ExactString(member.key) {
        members[members.count - 1] = member
      } else {
        members.append(member)
      }
    }
    return members
  }
}
