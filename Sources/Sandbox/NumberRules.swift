import LosslessJSON

/// The limits of a schema for a number.
enum NumberRules {
  static func complaints(_ number: JSONNumber, _ schema: JSON, at place: String) -> [Complaint] {
    var found: [Complaint] = []
    func complain(_ text: String) { found.append(Complaint(place: place, text: text)) }
    // OpenAPI 3.0 writes an exclusive limit as a boolean beside the limit, 3.1 as a number.
    let isAbove = schema["exclusiveMinimum"]?.bool == true
    let isBelow = schema["exclusiveMaximum"]?.bool == true
    if let least = schema["minimum"]?.number {
      let order = number.compared(to: least)
      if order < 0 { complain("must be at least \(least.text)") }
      if order == 0 && isAbove { complain("must be above \(least.text)") }
    }
    if let most = schema["maximum"]?.number {
      let order = number.compared(to: most)
      if order > 0 { complain("must be at most \(most.text)") }
      if order == 0 && isBelow { complain("must be below \(most.text)") }
    }
    if let bound = schema["exclusiveMinimum"]?.number, number.compared(to: bound) <= 0 {
      complain("must be above \(bound.text)")
    }
    if let bound = schema["exclusiveMaximum"]?.number, number.compared(to: bound) >= 0 {
      complain("must be below \(bound.text)")
    }
    if let step = schema["multipleOf"]?.number, !isMultiple(number, of: step) {
      complain("must be a multiple of \(step.text)")
    }
    return found
  }

  /// Whether the number is a whole multiple of the step, digit by digit as on paper.
  ///
  /// Steps that are not above zero, have more than 18 digits or lie far from the number are passed
  /// over.
  private static func isMultiple(_ number: JSONNumber, of step: JSONNumber) -> Bool {
    guard !step.isZero, !step.isNegative, !number.isZero else { return true }
    guard let dividend = Decimal(number), let divisor = Decimal(step) else { return true }
    let zeros = dividend.power - divisor.power
    // The number goes on behind the last digit of the step.
    if zeros < 0 { return false }
    guard dividend.digits.count + zeros <= 2_000, divisor.digits.count <= 18 else { return true }
    let modulus = divisor.digits.reduce(into: UInt128(0)) { $0 = $0 * 10 + UInt128($1) }
    return (dividend.digits + Array(repeating: 0, count: zeros)).reduce(into: UInt128(0)) {
      $0 = ($0 * 10 + UInt128($1)) % modulus
    } == 0
  }

  /// The digits of a number without its sign, and the power of ten that the last one counts.
  private struct Decimal {
    let digits: [Int]
    let power: Int

    init?(_ number: JSONNumber) {
      let text = number.canonicalText.lowercased()
      let halves = text.split(separator: "e")
      guard let shown = halves.first, let exponent = halves.count > 1 ? Int(halves[1]) : 0 else {
        return nil
      }
      let behind = shown.split(separator: ".").dropFirst().first?.count ?? 0
      let all = shown.compactMap(\.wholeNumberValue)
      let zeros = all.reversed().prefix { $0 == 0 }.count
      guard (-(1 << 32)...(1 << 32)).contains(exponent) else { return nil }
      digits = Array(all.dropLast(zeros).drop { $0 == 0 })
      power = exponent - behind + zeros
    }
  }
}
