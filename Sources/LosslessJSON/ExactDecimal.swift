/// The value of a number text: a whole number times a power of ten, both of any size.
struct ExactDecimal: Equatable {
  /// The significant digits, without zeros at either end.
  let coefficient: SignedDigits
  /// The power of ten that the coefficient is multiplied with; 0 if the value is zero.
  let unit: SignedDigits

  init(coefficient: SignedDigits, unit: SignedDigits) {
    guard let last = coefficient.digits.lastIndex(where: { $0 != 0 }) else {
      self.coefficient = SignedDigits(0)
      self.unit = SignedDigits(0)
      return
    }
    let zeros = coefficient.digits.count - 1 - last
    self.coefficient =
      zeros == 0
      ? coefficient
      : SignedDigits(
        isNegative: coefficient.isNegative, digits: coefficient.digits.prefix(last + 1))
    self.unit = zeros == 0 ? unit : unit + SignedDigits(zeros)
  }

  /// Takes a text apart that is known to be a JSON number.
  init(_ text: String) {
    var rest = Substring(text).utf8
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative { rest.removeFirst() }

    let mantissa = rest.prefix { $0 | 0x20 != UInt8(ascii: "e") }
    let point = mantissa.firstIndex(of: UInt8(ascii: "."))
    let fractionCount = point.map { mantissa[$0...].count - 1 } ?? 0
    let digits = mantissa.lazy.filter { $0 != UInt8(ascii: ".") }.map { $0 - UInt8(ascii: "0") }

    var exponent = rest.dropFirst(mantissa.count + 1)
    let isExponentNegative = exponent.first == UInt8(ascii: "-")
    if isExponentNegative || exponent.first == UInt8(ascii: "+") { exponent.removeFirst() }

    self.init(
      coefficient: SignedDigits(isNegative: isNegative, digits: digits),
      unit: SignedDigits(
        isNegative: isExponentNegative, digits: exponent.lazy.map { $0 - UInt8(ascii: "0") })
        - SignedDigits(fractionCount))
  }

  var negated: ExactDecimal {
    ExactDecimal(coefficient: coefficient.negated, unit: unit)
  }

  var isInteger: Bool { !unit.isNegative }

  /// The power of ten of the highest digit.
  private var exponent: SignedDigits {
    unit + SignedDigits(coefficient.digits.count - 1)
  }
}

// MARK: - Text

extension ExactDecimal {
  /// The one text of this value: plain digits from 1e-6 up to, but not including, 1e21, and
  /// scientific notation for the rest.
  var canonicalText: String {
    if coefficient.isZero { return "0" }
    let digits = coefficient.digits.map { $0 + UInt8(ascii: "0") }
    var bytes: [UInt8] = coefficient.isNegative ? [UInt8(ascii: "-")] : []
    let exponent = self.exponent

    if let power = exponent.int, (-6...20).contains(power) {
      bytes += Self.plain(digits, exponent: power)
    } else {
      bytes.append(digits[0])
      if digits.count > 1 {
        bytes.append(UInt8(ascii: "."))
        bytes += digits.dropFirst()
      }
      bytes.append(UInt8(ascii: "e"))
      if !exponent.isNegative { bytes.append(UInt8(ascii: "+")) }
      bytes += exponent.text.utf8
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func plain(_ digits: [UInt8], exponent: Int) -> [UInt8] {
    let zero = UInt8(ascii: "0")
    let point = UInt8(ascii: ".")
    if exponent < 0 {
      return [zero, point] + Array(repeating: zero, count: -exponent - 1) + digits
    }
    let integerCount = exponent + 1
    if digits.count <= integerCount {
      return digits + Array(repeating: zero, count: integerCount - digits.count)
    }
    return digits[..<integerCount] + [point] + digits[integerCount...]
  }
}

// MARK: - Arithmetic

extension ExactDecimal {
  /// Compares by value: -1, 0 or 1.
  func compared(to other: ExactDecimal) -> Int {
    if self == other { return 0 }
    return isLess(than: other) ? -1 : 1
  }

  /// True if this value is less than another that is not equal to it.
  private func isLess(than other: ExactDecimal) -> Bool {
    let (left, right) = (coefficient, other.coefficient)
    if left.isNegative != right.isNegative { return left.isNegative }
    if left.isZero || right.isZero { return left.isZero }
    let isMagnitudeLess =
      exponent == other.exponent
      ? left.digits.lexicographicallyPrecedes(right.digits) : exponent < other.exponent
    return isMagnitudeLess != left.isNegative
  }

  /// The exact sum; nil if it spans more digits than the limit, from the highest to the lowest.
  func adding(_ other: ExactDecimal, digitLimit: Int) -> ExactDecimal? {
    if coefficient.isZero { return other.limited(to: digitLimit) }
    if other.coefficient.isZero { return limited(to: digitLimit) }
    guard let distance = (unit - other.unit).int, distance.magnitude <= digitLimit.magnitude
    else { return nil }
    let left = coefficient.shifted(by: max(distance, 0))
    let right = other.coefficient.shifted(by: max(-distance, 0))
    guard left.digits.count <= digitLimit, right.digits.count <= digitLimit else { return nil }
    return ExactDecimal(coefficient: left + right, unit: distance < 0 ? unit : other.unit)
      .limited(to: digitLimit)
  }

  private func limited(to digitLimit: Int) -> ExactDecimal? {
    coefficient.digits.count <= digitLimit ? self : nil
  }
}
