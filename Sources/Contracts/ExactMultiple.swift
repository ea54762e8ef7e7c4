import LosslessJSON

extension JSONNumber {
  /// Whether the number is a whole multiple of `step`, in exact decimals; nil where that is not
  /// decided.
  ///
  /// Decided for steps above zero of at most 18 significant digits and for numbers whose digits,
  /// written on the step's scale, are at most `ScaledDigits.maximumCount`. Zero is a multiple of
  /// everything.
  func isMultiple(of step: JSONNumber) -> Bool? {
    guard !step.isZero, !step.isNegative else { return nil }
    if isZero { return true }
    guard let value = ScaledDigits(text), let divisor = ScaledDigits(step.text),
      divisor.digits.count <= 18
    else { return nil }
    // A last digit below the step's own last digit is left over.
    guard value.exponent >= divisor.exponent else { return false }
    guard let dividend = value.digits(onScale: divisor.exponent) else { return nil }
    let modulus = divisor.digits.reduce(UInt64(0)) { $0 * 10 + UInt64($1) }
    var remainder: UInt64 = 0
    for digit in dividend {
      let (high, low) = remainder.multipliedFullWidth(by: 10)
      let (sum, carries) = low.addingReportingOverflow(UInt64(digit))
      remainder = modulus.dividingFullWidth((high + (carries ? 1 : 0), sum)).remainder
    }
    return remainder == 0
  }
}

/// The digits of a JSON number and the power of ten of the last one.
private struct ScaledDigits {
  /// Numbers with more digits on a common scale than this are not divided.
  static let maximumCount = 2_000

  private(set) var digits: [UInt8] = []
  private(set) var exponent = 0

  /// Takes a number's text apart; nil if its exponent is beyond any use.
  init?(_ text: String) {
    let parts = text.split(whereSeparator: { $0 == "e" || $0 == "E" })
    guard let mantissa = parts.first else { return nil }
    if parts.count == 2 {
      guard let power = Int(parts[1]), (-(1 << 32)...(1 << 32)).contains(power) else { return nil }
      exponent = power
    }
    var isFraction = false
    for byte in mantissa.utf8 {
      switch byte {
      case UInt8(ascii: "."): isFraction = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits.append(byte - UInt8(ascii: "0"))
        if isFraction { exponent -= 1 }
      default: break
      }
    }
    digits = Array(digits.drop { $0 == 0 })
    while digits.last == 0 {
      digits.removeLast()
      exponent += 1
    }
  }

  /// The digits with zeros behind them, so that the last one counts for ten to the `scale`.
  func digits(onScale scale: Int) -> [UInt8]? {
    let zeros = exponent - scale
    guard zeros >= 0, zeros + digits.count <= Self.maximumCount else { return nil }
    return digits + Array(repeating: 0, count: zeros)
  }
}
