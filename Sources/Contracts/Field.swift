/// One field of a request body, or of an object within it.
package struct Field: Sendable, Hashable {
  /// The name as it is sent.
  package let name: String
  /// What it is for, in the words of the contract.
  package let summary: String?
  /// What it takes.
  package let schema: FieldSchema
  /// Whether a body of its variant (or its object) must have it.
  ///
  /// Where the endpoint's evidence is partial, more fields may be required than the contract says.
  package let isRequired: Bool
  /// What media it takes; nil if it does not hold media.
  package let media: MediaRole?
  /// Whether the name was read from the wording of the page, which printed none
  /// (`x-name-inferred`).
  package let nameIsInferred: Bool
  /// Where an inferred name was taken from (`x-name-evidence`).
  package let nameEvidence: String?

  /// Creates a field; its media role follows from its name and schema.
  package init(
    name: String, summary: String? = nil, schema: FieldSchema, isRequired: Bool = false,
    nameIsInferred: Bool = false, nameEvidence: String? = nil
  ) {
    self.name = name
    self.summary = summary
    self.schema = schema
    self.isRequired = isRequired
    self.media = MediaRole(fieldName: name, schema: schema)
    self.nameIsInferred = nameIsInferred
    self.nameEvidence = nameEvidence
  }

  func with(schema: FieldSchema? = nil, isRequired: Bool? = nil) -> Field {
    Field(
      name: name, summary: summary, schema: schema ?? self.schema,
      isRequired: isRequired ?? self.isRequired, nameIsInferred: nameIsInferred,
      nameEvidence: nameEvidence)
  }
}

/// A field that exists, but whose name no page prints (`x-unnamed-fields`).
///
/// Nothing can be sent for it without knowing its name; it is there to be shown.
package struct UnnamedField: Sendable, Hashable {
  /// The named field behind which it stands on its page.
  package let after: String?
  /// What it is for.
  package let summary: String?

  /// Creates one.
  package init(after: String?, summary: String?) {
    self.after = after
    self.summary = summary
  }
}
