package import LosslessJSON

/// A request to start from: every documented field of a variant, with a value that its contract
/// takes.
///
/// A value is the default, else the first of the listed words, else a sample of the contract, else the
/// smallest thing that the field takes. Where no value follows from the contract, none is made up.
package struct Template: Sendable {
  /// The fields in the order of the contract.
  package let entries: [Entry]
  /// The constant that the mode sends; nil without a mode.
  package let constant: Variant.Constant?

  /// A field with its value.
  package struct Entry: Sendable {
    /// The field.
    package let field: Field
    /// A value that the contract takes; nil if the contract does not say enough to make one.
    package let value: JSON?
    /// Whether a request needs the field: the contract requires it, or it is the input of the mode.
    package let isNeeded: Bool
  }

  /// Fills the first documented variant of a model, or that of a mode.
  ///
  /// Nil if the model has no documented variant, or none for the mode.
  package init?(model: Model, mode: Mode? = nil) {
    let variant: Variant?
    if let mode {
      let evidence = model.evidence(for: mode)
      variant = evidence?.how == .documented ? evidence?.variant.map { model.variants[$0] } : nil
    } else {
      variant = model.documentedVariants.first
    }
    guard let variant else { return nil }
    // Of several fields for the input that a mode needs, one is enough.
    let inputs = mode.map { variant.inputFields(for: $0.input) } ?? []
    let isGiven = variant.fields.contains { $0.isRequired && inputs.contains($0.name) }
    let input = isGiven ? nil : inputs.first
    constant = mode == nil ? nil : variant.constant
    entries = variant.fields.map { field in
      Entry(
        field: field, value: SampleValue.of(field),
        isNeeded: field.isRequired || field.name == input)
    }
  }

  /// The needed fields, those that have a default, and the constant of the mode, as the body of a request.
  package var request: JSON {
    .object(
      JSONObject(
        entries.filter { entry in
          entry.isNeeded || entry.field.schema.defaultValue != nil
            || entry.field.name == constant?.field
        }.compactMap { entry in
          entry.value.map { .init(key: entry.field.name, value: $0) }
        }))
  }
}
