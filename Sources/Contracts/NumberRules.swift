import LosslessJSON

extension JSONNumber {
  /// The limits of a schema that the number breaks; bounds are compared as exact decimals.
  func rules(of schema: FieldSchema) -> [Violation.Rule] {
    var rules: [Violation.Rule] = []
    if let bound = schema.minimum, compared(to: bound) < 0 {
      rules.append(.belowMinimum(bound, exclusive: false))
    } else if let bound = schema.exclusiveMinimum, compared(to: bound) <= 0 {
      rules.append(.belowMinimum(bound, exclusive: true))
    }
    if let bound = schema.maximum, compared(to: bound) > 0 {
      rules.append(.aboveMaximum(bound, exclusive: false))
    } else if let bound = schema.exclusiveMaximum, compared(to: bound) >= 0 {
      rules.append(.aboveMaximum(bound, exclusive: true))
    }
    if let step = schema.multipleOf, isMultiple(of: step) == false {
      rules.append(.notMultiple(step))
    }
    return rules
  }
}
