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
    if let format = schema.checkedFormat, TextFormat(rawValue: format)?.accepts(self) == false {
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
  /// An absolute address (RFC 3986 §3), which has no characters beyond ASCII.
  case uri
  /// The bytes of an uploaded file, which no text in JSON can be.
  case binary

  /// Whether a text has the format.
  func accepts(_ text: String) -> Bool {
    switch self {
    case .uri: AddressSyntax(text) != nil
    case .binary: false
    }
  }
}
