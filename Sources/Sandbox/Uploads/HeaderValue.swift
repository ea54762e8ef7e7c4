/// The value of a header that is a word with parameters, such as `Content-Type` (RFC 9110, 5.6.6).
struct HeaderValue: Hashable {
  /// How a quoted parameter is written.
  enum Quoting {
    /// A backslash takes the byte behind it literally (RFC 9110, 5.6.4).
    case common
    /// As forms write names: browsers and libcurl turn `"`, CR and LF into `%22`, `%0D` and `%0A`
    /// and leave a backslash alone (WHATWG HTML, 4.10.21.8); older ones put a backslash before `"`
    /// and `\`.
    case form
  }

  /// A parameter; its name is in small letters.
  struct Parameter: Hashable {
    var name: String
    var value: String
  }

  /// What stands before the first semicolon, in small letters: `image/png`, `form-data`.
  let word: String
  let parameters: [Parameter]

  /// Reads a value; nil where it breaks the grammar or names a parameter twice.
  init?(parsing text: String, quoting: Quoting) {
    var reader = Reader(rest: Array(text.utf8)[...], quoting: quoting)
    guard let word = reader.word() else { return nil }
    var parameters: [Parameter] = []
    while !reader.isAtEnd {
      guard reader.semicolon() else { return nil }
      if reader.isAtEnd || reader.isAtSemicolon { continue }
      guard let parameter = reader.parameter(),
        !parameters.contains(where: { $0.name == parameter.name })
      else { return nil }
      parameters.append(parameter)
    }
    self.word = word
    self.parameters = parameters
  }

  /// The value of a parameter; nil if there is none of this name.
  subscript(name: String) -> String? {
    parameters.first { $0.name == name }?.value
  }

  /// Whether a byte may stand in a token (RFC 9110, 5.6.2).
  static func isToken(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }
}

// MARK: - Reading

extension HeaderValue {
  /// Reads from the front of what is left; one function a production.
  private struct Reader {
    var rest: ArraySlice<UInt8>
    let quoting: Quoting

    var isAtEnd: Bool { rest.allSatisfy { Self.isBlank($0) } }
    var isAtSemicolon: Bool { rest.first { !Self.isBlank($0) } == UInt8(ascii: ";") }

    /// A token, or two with a slash between them.
    mutating func word() -> String? {
      skipBlanks()
      guard let first = token() else { return nil }
      guard rest.first == UInt8(ascii: "/") else { return first.lowercased() }
      rest.removeFirst()
      guard let second = token() else { return nil }
      return "\(first)/\(second)".lowercased()
    }

    mutating func semicolon() -> Bool {
      skipBlanks()
      return rest.popFirst() == UInt8(ascii: ";")
    }

    mutating func parameter() -> Parameter? {
      skipBlanks()
      guard let name = token(), rest.popFirst() == UInt8(ascii: "="),
        let value = rest.first == UInt8(ascii: "\"") ? quoted() : token()
      else { return nil }
      return Parameter(name: name.lowercased(), value: value)
    }

    private mutating func token() -> String? {
      let bytes = rest.prefix { isToken($0) }
      rest = rest.dropFirst(bytes.count)
      return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }

    private mutating func quoted() -> String? {
      rest.removeFirst()
      var bytes: [UInt8] = []
      while let byte = rest.popFirst() {
        switch byte {
        case UInt8(ascii: "\""): return String(validating: bytes, as: UTF8.self)
        case UInt8(ascii: "\\"):
          guard let next = rest.first else { return nil }
          if quoting == .common || next == UInt8(ascii: "\"") || next == UInt8(ascii: "\\") {
            bytes.append(next)
            rest.removeFirst()
          } else {
            bytes.append(byte)
          }
        case UInt8(ascii: "%") where quoting == .form: bytes.append(escaped() ?? byte)
        case 0..<0x20 where byte != UInt8(ascii: "\t"), 0x7F: return nil
        default: bytes.append(byte)
        }
      }
      return nil
    }

    /// The byte behind `%22`, `%0D` or `%0A`; any other percent sign stands for itself.
    private mutating func escaped() -> UInt8? {
      let escapes: [String: UInt8] = ["22": 0x22, "0D": 0x0D, "0A": 0x0A]
      let digits = String(decoding: rest.prefix(2), as: UTF8.self).uppercased()
      guard let byte = escapes[digits] else { return nil }
      rest = rest.dropFirst(2)
      return byte
    }

    private mutating func skipBlanks() {
      rest = rest.drop { Self.isBlank($0) }
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
      byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }
  }
}
