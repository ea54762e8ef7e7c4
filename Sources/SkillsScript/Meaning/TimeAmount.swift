import LosslessJSON

/// A length of time as written, such as `5s` or `1.5m`, computed exactly.
struct TimeAmount: Sendable, Hashable {
  /// The amount is `digits` × 10^`exponent` milliseconds.
  private let digits: Int
  private let exponent: Int

  /// Reads a number with a unit of time; nil for other units and for numbers of more than 15
  /// digits or with large exponents.
  init?(_ number: JSONNumber, _ unit: Unit) {
    let factor: Int
    switch unit {
    case .milliseconds: factor = 1
    case .seconds: factor = 1_000
    case .minutes: factor = 60_000
    case .hours: factor = 3_600_000
    case .kilobytes, .megabytes, .gigabytes: return nil
    }
    let parts = number.text.split(omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
    guard let mantissa = parts.first, let power = parts.count == 1 ? 0 : Int(parts[1]),
      abs(power) <= 12
    else { return nil }
    let halves = mantissa.split(separator: ".", omittingEmptySubsequences: false)
    let fraction = halves.count == 2 ? String(halves[1]) : ""
    let text = String(halves.first ?? "") + fraction
    guard text.utf8.count <= 16, let value = Int(text) else { return nil }
    let (product, overflows) = value.multipliedReportingOverflow(by: factor)
    guard !overflows else { return nil }
    digits = product
    exponent = power - fraction.utf8.count
  }

  /// Reads a text such as `15m`; nil if it is not a number with a unit of time.
  init?(_ text: String) {
    let suffix = text.reversed().prefix { $0.isLetter }.reversed()
    guard let unit = Unit(rawValue: String(suffix)),
      let number = JSONNumber(String(text.dropLast(suffix.count)))
    else { return nil }
    self.init(number, unit)
  }

  /// The amount in seconds, with as few digits as it needs: `5`, `1.5`.
  var seconds: JSONNumber? { JSONNumber(Self.decimal(digits, exponent: exponent - 3)) }

  /// The amount as a duration; nil for fractions of a millisecond and beyond 10,000 hours.
  var duration: Duration? {
    let text = Self.decimal(digits, exponent: exponent)
    guard let milliseconds = Int64(text), milliseconds <= 36_000_000_000 else { return nil }
    return .milliseconds(milliseconds)
  }

  private static func decimal(_ digits: Int, exponent: Int) -> String {
    let isNegative = digits < 0
    var text = String(digits.magnitude)
    if exponent >= 0 {
      if digits != 0 { text += String(repeating: "0", count: exponent) }
    } else {
      let places = -exponent
      if text.utf8.count <= places {
        text = String(repeating: "0", count: places - text.utf8.count + 1) + text
      }
      let whole = text.dropLast(places)
      var fraction = text.suffix(places)
      while fraction.last == "0" { fraction.removeLast() }
      text = fraction.isEmpty ? String(whole) : "\(whole).\(fraction)"
    }
    return isNegative && text != "0" ? "-" + text : text
  }
}
