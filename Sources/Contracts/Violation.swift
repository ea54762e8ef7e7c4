package import LosslessJSON

/// One way in which a body does not meet its contract.
package struct Violation: Sendable, Hashable {
  /// The value that is wrong; for what is missing, the object that lacks it.
  package let pointer: JSONPointer
  /// What it breaks.
  package let rule: Rule

  /// Creates a violation.
  package init(pointer: JSONPointer, rule: Rule) {
    self.pointer = pointer
    self.rule = rule
  }

  /// The rules that a body can break.
  package enum Rule: Sendable, Hashable {
    /// No documented variant (or not the one chosen) names the field.
    case unknownField(String)
    /// A required field is not there.
    case missingField(String)
    /// The mode that was asked for needs media of that kind, or text where it is nil, in one of the
    /// fields.
    case missingInput(MediaKind?, fields: [String])
    /// The value is of another type than the documented ones; `found` is the JSON type's name.
    case wrongType(expected: [FieldType], found: String)
    /// The value is not one of the words.
    case notAllowed(allowed: [JSON], isOpen: Bool)
    /// The value is not the only one there is.
    case notConstant(JSON)
    /// The number is too small.
    case belowMinimum(JSONNumber, exclusive: Bool)
    /// The number is too great.
    case aboveMaximum(JSONNumber, exclusive: Bool)
    /// The number is not a multiple of the step.
    case notMultiple(JSONNumber)
    /// The text has fewer Unicode scalars.
    case tooShort(Int)
    /// The text has more Unicode scalars.
    case tooLong(Int)
    /// The list has fewer items.
    case tooFewItems(Int)
    /// The list has more items.
    case tooManyItems(Int)
    /// The item equals one before it.
    case repeatedItem
    /// The text does not have the format, such as `uri`.
    case badFormat(String)
    /// The text does not match the pattern.
    case notMatching(pattern: String)
    /// The field does not take null.
    case nullNotAllowed
    /// Media of another kind than the field takes.
    case wrongMedia(expected: MediaKind, found: MediaKind)
    /// The body (or the constant at the pointer) aims at a variant that is not documented.
    case noDocumentedVariant
    /// No field of this endpoint is documented.
    case undocumentedBody
  }
}
