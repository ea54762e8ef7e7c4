import LosslessJSON

/// What a whole run of word characters is.
enum WordForm: Hashable {
  /// None of the others.
  case word
  /// A JSON number.
  case number(JSONNumber)
  /// A JSON number with a unit.
  case quantity(JSONNumber, Unit)
  /// `true` or `false`.
  case bool(Bool)
  /// `null`.
  case null
  /// Two whole numbers with `..` between them, the first not above the second.
  case range(Int, Int)
  /// What people mean as a number and JSON does not have, such as `007`; and what it stands for.
  case badNumber(mended: String)
  /// What is meant as a range and is none, why, and where there is one the range it stands for.
  case badRange(reason: String, mended: String?)

  /// Classifies a run.
  init(_ text: String) {
    switch text {
    case "true": self = .bool(true)
    case "false": self = .bool(false)
    case "null": self = .null
    default:
      guard let first = text.utf8.first,
        SyntaxByte.isDigit(first) || first == SyntaxByte.hyphen || first == SyntaxByte.dot
          || first == UInt8(ascii: "+")
      else {
        self = .word
        return
      }
      self = Self.numeric(text)
    }
  }

  private static func numeric(_ text: String) -> WordForm {
    if let number = JSONNumber(text) { return .number(number) }
    if let shape = NumberShape(text[...]) {
      guard let unit = shape.unit else { return .badNumber(mended: shape.mended) }
      let digits = String(text.dropLast(unit.rawValue.count))
      if let number = JSONNumber(digits) { return .quantity(number, unit) }
      return .badNumber(mended: shape.mended)
    }
    return range(text) ?? .word
  }

  private static func range(_ text: String) -> WordForm? {
    guard let dots = firstDots(in: text) else { return nil }
    let right = text[dots.upperBound...]
    guard let low = NumberShape(text[..<dots.lowerBound]),
      let high = NumberShape(right.drop { $0 == "." }), low.unit == nil, high.unit == nil
    else { return nil }
    guard low.isWhole, high.isWhole else {
      return .badRange(reason: "the ends of a range are whole numbers", mended: nil)
    }
    guard let first = Int(low.mended), let last = Int(high.mended) else {
      return .badRange(reason: "the ends of this range are too large", mended: nil)
    }
    if first > last {
      return .badRange(reason: "a range rises", mended: "\(high.mended)..\(low.mended)")
    }
    let mended = "\(low.mended)..\(high.mended)"
    if mended != text {
      return .badRange(reason: "a range is two whole numbers and two dots", mended: mended)
    }
    return .range(first, last)
  }

  private static func firstDots(in text: String) -> Range<String.Index>? {
    let bytes = text.utf8
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let next = bytes.index(after: index)
      if bytes[index] == SyntaxByte.dot, next < bytes.endIndex, bytes[next] == SyntaxByte.dot {
        return index..<bytes.index(after: next)
      }
      index = next
    }
    return nil
  }
}

/// A number as people write it, which JSON's grammar need not allow: a leading `+`, leading
/// zeros, a missing digit beside the point, `_` between digits.
struct NumberShape {
  /// The number as JSON writes it, its unit behind it.
  let mended: String
  /// Whether it has neither a point nor an exponent nor a unit.
  let isWhole: Bool
  /// The unit, where it has one.
  let unit: Unit?

  /// Reads the whole of `text`; nil if it is no number in this sense.
  init?(_ text: Substring) {
    var rest = text.utf8[...]
    let isNegative = rest.first == SyntaxByte.hyphen
    if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    if rest.first == SyntaxByte.underscore { return nil }
    let whole = Self.digits(&rest)
    var fraction: String?
    if rest.first == SyntaxByte.dot {
      rest.removeFirst()
      fraction = Self.digits(&rest)
    }
    if whole.isEmpty, fraction?.isEmpty ?? true { return nil }
    var exponent = ""
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest.removeFirst()
      if rest.first == SyntaxByte.hyphen { exponent = "-" }
      if rest.first == SyntaxByte.hyphen || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
      let digits = Self.digits(&rest)
      if digits.isEmpty { return nil }
      exponent = "e" + exponent + digits
    }
    let suffix = String(Substring(rest))
    let unit = Unit(rawValue: suffix)
    if !suffix.isEmpty, unit == nil { return nil }
    let trimmed = whole.drop { $0 == "0" }
    var mended = (isNegative ? "-" : "") + (trimmed.isEmpty ? "0" : trimmed)
    if let fraction, !fraction.isEmpty { mended += "." + fraction }
    self.mended = mended + exponent + suffix
    self.unit = unit
    isWhole = fraction == nil && exponent.isEmpty && unit == nil
  }

  private static func digits(_ rest: inout Substring.UTF8View.SubSequence) -> String {
    var digits: [UInt8] = []
    while let byte = rest.first, SyntaxByte.isDigit(byte) || byte == SyntaxByte.underscore {
      if byte != SyntaxByte.underscore { digits.append(byte) }
      rest.removeFirst()
    }
    return String(decoding: digits, as: UTF8.self)
  }
}
