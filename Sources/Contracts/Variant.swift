package import LosslessJSON

/// One way to fill a model's body: a member of its `anyOf` or `oneOf`, or the only one it has.
package struct Variant: Sendable, Hashable {
  /// The title on the model's page, such as `Text Image To Video`.
  package let title: String?
  /// The field whose constant tells this variant from the others.
  package let constant: Constant?
  /// The documented fields, in document order; a name that only `required` lists comes last and
  /// takes any value.
  package let fields: [Field]
  /// The names that every body of this variant has, in document order.
  package let required: [String]
  /// Whether its fields are shown; a variant known by its title only is never matched by a body.
  package let isDocumented: Bool
  /// Names that sample bodies carry and that may therefore be required (`x-possibly-required`);
  /// they are not demanded.
  package let possiblyRequired: [String]
  /// Fields whose names are not known.
  package let unnamedFields: [UnnamedField]

  /// A field with the only value it can have.
  package struct Constant: Sendable, Hashable {
    /// The field's name, `feature` all through the present contract.
    package let field: String
    /// Its value.
    package let value: JSON

    /// Creates a constant.
    package init(field: String, value: JSON) {
      self.field = field
      self.value = value
    }
  }

  /// Reads a variant from the schema of its body; `constant` where the schema alone does not tell.
  init(_ schema: FieldSchema, constant: Constant? = nil) {
    let named = Set(schema.properties.map(\.name))
    let others = schema.required.filter { !named.contains($0) }
    title = schema.title
    fields =
      schema.properties + others.map { Field(name: $0, schema: .unknown, isRequired: true) }
    required = schema.required
    isDocumented = !schema.fieldsAreNotShown && (!fields.isEmpty || schema.isClosed)
    possiblyRequired = schema.possiblyRequired
    unnamedFields = schema.unnamedFields
    self.constant =
      constant
      ?? schema.properties.lazy.compactMap { field in
        field.schema.constant.map { Constant(field: field.name, value: $0) }
      }.first
  }

  /// The documented field of that name.
  package func field(_ name: String) -> Field? {
    fields.first { $0.name == name }
  }

  /// The schema of this variant's body, as an object.
  var bodySchema: FieldSchema {
    var schema = FieldSchema.unknown
    schema.types = [.object]
    schema.typeIsDocumented = true
    schema.nullable = false
    schema.properties = fields
    schema.required = required
    return schema
  }
}
