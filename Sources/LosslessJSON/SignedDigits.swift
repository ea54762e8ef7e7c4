/// A whole number of any size, as decimal digits.
struct SignedDigits: Equatable {
  /// True for a number below zero.
  let isNegative: Bool
  /// The digits as values from 0 to 9, the highest first, without leading zeros; none for zero.
  let digits: [UInt8]

  init(isNegative: Bool, digits: some Sequence<UInt8>) {
    self.digits = Array(digits.drop { $0 == 0 })
    self.isNegative = isNegative && !self.digits.isEmpty
  }

  init(_ value: Int) {
    self.init(
      isNegative: value < 0,
      digits: String(value.magnitude).utf8.map { $0 - UInt8(ascii: "0") })
  }

  var isZero: Bool { digits.isEmpty }

  var negated: SignedDigits {
    SignedDigits(isNegative: !isNegative, digits: digits)
  }

  /// The value, if `Int` can hold it.
  var int: Int? { Int(text) }

  /// The number in plain digits, with a minus sign below zero.
  var text: String {
    let sign = isNegative ? "-" : ""
    return isZero
      ? "0" : sign + String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
  }

  /// This number times ten to a power of 0 or more.
  func shifted(by power: Int) -> SignedDigits {
    SignedDigits(isNegative: isNegative, digits: digits + Array(repeating: 0, count: power))
  }

  static func + (left: SignedDigits, right: SignedDigits) -> SignedDigits {
    if left.isNegative == right.isNegative {
      return SignedDigits(
        isNegative: left.isNegative, digits: sum(of: left.digits, and: right.digits))
    }
    if isLess(left.digits, than: right.digits) {
      return SignedDigits(
        isNegative: right.isNegative, digits: difference(of: right.digits, and: left.digits))
    }
    return SignedDigits(
      isNegative: left.isNegative, digits: difference(of: left.digits, and: right.digits))
  }

  static func - (left: SignedDigits, right: SignedDigits) -> SignedDigits {
    left + right.negated
  }

  static func < (left: SignedDigits, right: SignedDigits) -> Bool {
    if left.isNegative != right.isNegative { return left.isNegative }
    return left.isNegative
      ? isLess(right.digits, than: left.digits) : isLess(left.digits, than: right.digits)
  }
}

// MARK: - Magnitudes

extension SignedDigits {
  private static func isLess(_ left: [UInt8], than right: [UInt8]) -> Bool {
    left.count == right.count ? left.lexicographicallyPrecedes(right) : left.count < right.count
  }

  private static func sum(of left: [UInt8], and right: [UInt8]) -> ReversedCollection<[UInt8]> {
    var result: [UInt8] = []
    result.reserveCapacity(max(left.count, right.count) + 1)
    var carry: UInt8 = 0
    for place in 0..<max(left.count, right.count) {
      let sum = digit(of: left, at: place) + digit(of: right, at: place) + carry
      result.append(sum % 10)
      carry = sum / 10
    }
    result.append(carry)
    return result.reversed()
  }

  /// The difference of two magnitudes of which the first is not less than the second.
  private static func difference(
    of left: [UInt8], and right: [UInt8]
  ) -> ReversedCollection<[UInt8]> {
    var result: [UInt8] = []
    result.reserveCapacity(left.count)
    var borrow: UInt8 = 0
    for place in 0..<left.count {
      let minuend = digit(of: left, at: place) + 10
      let rest = minuend - digit(of: right, at: place) - borrow
      result.append(rest % 10)
      borrow = rest < 10 ? 1 : 0
    }
    return result.reversed()
  }

  private static func digit(of digits: [UInt8], at place: Int) -> UInt8 {
    place < digits.count ? digits[digits.count - 1 - place] : 0
  }
}
