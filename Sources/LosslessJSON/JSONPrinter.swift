/// Writes a JSON value as text.
///
/// Members, number texts and repeated keys come out as they are. In strings only what has to be
/// escaped is: quotes and backslashes with a backslash, U+0008, U+0009, U+000A, U+000C and U+000D
/// as `\b \t \n \f \r`, and the other characters below U+0020 as `\u00xx` in small letters. `/`,
/// U+007F and everything beyond ASCII stand for themselves.
public struct JSONPrinter {
  /// Where white space goes.
  public enum Style: Sendable, Hashable {
    /// No white space: `{"a":[1,2]}`.
    case compact
    /// One line, with a space after each comma and colon: `{"a": [1, 2]}`.
    case spaced
    /// One line for each element and member, indented by so many spaces a level.
    ///
    /// A space follows each colon, empty arrays and objects stay `[]` and `{}`, and the text does
    /// not end with a line break. A negative number is taken for 0.
    case indented(Int)
  }

  private(set) var bytes: [UInt8] = []
  private let style: Style

  init(style: Style) {
    self.style = style
  }

  /// The UTF-8 text of a value.
  public static func bytes(of value: JSON, style: Style = .compact) -> [UInt8] {
    var printer = JSONPrinter(style: style)
    printer.write(value, level: 0)
    return printer.bytes
  }
}

extension JSON: CustomStringConvertible {
  /// The text of this value in a style; it never escapes what need not be escaped.
  public func printed(_ style: JSONPrinter.Style = .compact) -> String {
    String(decoding: JSONPrinter.bytes(of: self, style: style), as: UTF8.self)
  }

  /// The compact text.
  public var description: String { printed() }
}

// MARK: - Values

extension JSONPrinter {
  private mutating func write(_ value: JSON, level: Int) {
    switch value {
    case .null: bytes += "null".utf8
    case .bool(let value): bytes += (value ? "true" : "false").utf8
    case .number(let number): bytes += number.text.utf8
    case .string(let string): Self.write(string, to: &bytes)
    case .array(let elements): write(elements, level: level)
    case .object(let object): write(object, level: level)
    }
  }

  private mutating func write(_ elements: [JSON], level: Int) {
    bytes.append(UInt8(ascii: "["))
    for (position, element) in elements.enumerated() {
      separate(isFirst: position == 0, level: level + 1)
      write(element, level: level + 1)
    }
    if !elements.isEmpty { breakLine(level: level) }
    bytes.append(UInt8(ascii: "]"))
  }

  private mutating func write(_ object: JSONObject, level: Int) {
    bytes.append(UInt8(ascii: "{"))
    for (position, member) in object.members.enumerated() {
      separate(isFirst: position == 0, level: level + 1)
      Self.write(member.key, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      if style != .compact { bytes.append(0x20) }
      write(member.value, level: level + 1)
    }
    if !object.isEmpty { breakLine(level: level) }
    bytes.append(UInt8(ascii: "}"))
  }

  private mutating func separate(isFirst: Bool, level: Int) {
    if !isFirst {
      bytes.append(UInt8(ascii: ","))
      if style == .spaced { bytes.append(0x20) }
    }
    breakLine(level: level)
  }

  private mutating func breakLine(level: Int) {
    guard case .indented(let width) = style else { return }
    bytes.append(0x0A)
    bytes.append(contentsOf: repeatElement(0x20, count: max(width, 0) * level))
  }
}

// MARK: - Strings

extension JSONPrinter {
  /// Appends a string in quotes, with escapes where they are needed.
  static func write(_ string: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    var copy = string
    copy.withUTF8 { text in
      var start = 0
      for position in text.indices where needsEscape(text[position]) {
        bytes.append(contentsOf: text[start..<position])
        writeEscape(of: text[position], to: &bytes)
        start = position + 1
      }
      bytes.append(contentsOf: text[start...])
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private static func writeEscape(of byte: UInt8, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
    case 0x08: bytes.append(UInt8(ascii: "b"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0C: bytes.append(UInt8(ascii: "f"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    default:
      bytes += (byte < 0x10 ? "u000" : "u00").utf8
      bytes += String(byte, radix: 16).utf8
    }
  }
}
