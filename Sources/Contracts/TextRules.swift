extension String {
  /// The limits of a schema that the text breaks; lengths count Unicode scalars.
  ///
  /// An empty text that is too short is only that.
  func rules(of schema: FieldSchema) -> [Violation.Rule] {
    var rules: [Violation.Rule] = []
    let length = unicodeScalars.count
    if let least = schema.minLength, length < least {
      rules.append(.tooShort(least))
      if isEmpty { return rules }
    }
    if let most = schema.maxLength, length > most { rules.append(.tooLong(most)) }
    if let format = schema.format, TextFormat(rawValue: format)?.accepts(self) == false {
      rules.append(.badFormat(format))
    }
    if let pattern = schema.pattern, TextPattern(pattern)?.matches(self) == false {
      rules.append(.notMatching(pattern: pattern))
    }
    return rules
  }
}

/// The formats of texts that are checked; every other one is only shown.
enum TextFormat: String, Sendable, CaseIterable {
  /// An absolute address (RFC 3986 §3), characters beyond ASCII allowed (RFC 3987).
  case uri
  /// The bytes of an uploaded file, which no text in JSON can be.
  case binary

  /// Whether a text has the format.
  func accepts(_ text: String) -> Bool {
    switch self {
    case .uri: Self.isAddress(text)
    case .binary: false
    }
  }

  private static func isAddress(_ text: String) -> Bool {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
    let scheme = text[..<colon]
    guard let first = scheme.first, first.isASCIILetter,
      scheme.allSatisfy({ $0.isASCIILetter || "0123456789+-.".contains($0) })
    else { return false }
    let rest = text[colon...].dropFirst()
    guard !rest.isEmpty, rest.unicodeScalars.allSatisfy(isAddressScalar) else { return false }
    guard ["http", "https"].contains(scheme.lowercased()) else { return true }
    // RFC 9110 §4.2: such an address names a host.
    return rest.hasPrefix("//") && !["/", "?", "#"].contains(rest.dropFirst(2).first ?? "/")
  }

  private static func isAddressScalar(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\"", "<", ">", "\\", "^", "`", "{", "|", "}": false
    default: scalar.value > 0x20 && !(0x7F...0xA0).contains(scalar.value)
    }
  }
}

extension Character {
  fileprivate var isASCIILetter: Bool { isASCII && isLetter }
}
