/// A JSON number, kept as the text it was written with.
///
/// Two numbers are equal if their texts are; ``compared(to:)`` compares by value. All arithmetic is
/// exact and decimal, takes time linear in the text, and never writes out the zeros of an exponent.
public struct JSONNumber: Sendable, Hashable {
  /// The most digits that a sum or a difference may need, from its highest to its lowest place.
  public static let maximumSumDigits = 1_000

  /// The number as it was written, for example `1.50` or `1e2`.
  public let text: String

  /// Makes a number of a text that the grammar of RFC 8259, section 6, allows; nil for any other.
  public init?(_ text: String) {
    var copy = text
    let isNumber = copy.withUTF8 { bytes in
      JSONNumberGrammar.scan(bytes, from: 0) == .number(end: bytes.count)
    }
    guard isNumber else { return nil }
    self.text = text
  }

  /// Makes a number of an integer.
  public init(_ value: Int) {
    text = String(value)
  }

  /// Takes over a text that a scan has found to be a number.
  init(scanned text: String) {
    self.text = text
  }
}

// MARK: - Value

extension JSONNumber {
  /// True if the value is a whole number, however it is written: `1.0` and `1e2` are.
  public var isInteger: Bool {
    ExactDecimal(text).isInteger
  }

  /// The value, if it is a whole number that `Int` can hold.
  public var int: Int? {
    // The canonical text of every whole number that fits has no exponent: it has below 21 digits.
    Int(text) ?? Int(canonicalText)
  }

  /// The nearest double; infinite beyond a double's range.
  public var double: Double {
    Double(text) ?? .nan
  }

  /// True if the value is less than zero; `-0` is not.
  public var isNegative: Bool {
    text.utf8.first == UInt8(ascii: "-") && !isZero
  }

  /// True if the value is zero, however it is written.
  public var isZero: Bool {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "e"), UInt8(ascii: "E"): return true
      case UInt8(ascii: "1")...UInt8(ascii: "9"): return false
      default: continue
      }
    }
    return true
  }

  /// The one text that all numbers of this value share; ``JSON/canonicalForm`` has the rules.
  public var canonicalText: String {
    ExactDecimal(text).canonicalText
  }
}

// MARK: - Arithmetic

extension JSONNumber {
  /// Compares by value: -1 if this number is less than the other, 0 if both are equal, 1 if it is
  /// greater.
  public func compared(to other: JSONNumber) -> Int {
    if text == other.text { return 0 }
    return ExactDecimal(text).compared(to: ExactDecimal(other.text))
  }

  /// The exact sum, in canonical text; nil if it spans more than ``maximumSumDigits`` digits.
  public func adding(_ other: JSONNumber) -> JSONNumber? {
    ExactDecimal(text).adding(ExactDecimal(other.text), digitLimit: Self.maximumSumDigits)
      .map { JSONNumber(scanned: $0.canonicalText) }
  }

  /// The exact difference, in canonical text; nil if it spans more than ``maximumSumDigits`` digits.
  public func subtracting(_ other: JSONNumber) -> JSONNumber? {
    ExactDecimal(text).adding(ExactDecimal(other.text).negated, digitLimit: Self.maximumSumDigits)
      .map { JSONNumber(scanned: $0.canonicalText) }
  }
}

extension JSONNumber: ExpressibleByIntegerLiteral {
  /// Makes a number of an integer.
  public init(integerLiteral value: Int) {
    self.init(value)
  }
}

extension JSONNumber: CustomStringConvertible {
  /// The number as it was written.
  public var description: String { text }
}
