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

  private static func isMultiple(_ number: JSONNumber, of step: JSONNumber) -> Bool {
    if let number = number.int, let step = step.int, step != 0 { return number % step == 0 }
    let quotient = number.double / step.double
    return abs(quotient - quotient.rounded()) < 1e-9
  }
}
