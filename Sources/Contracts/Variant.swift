package import LosslessJSON

/// One way to fill a model's body: a member of its `anyOf` or `oneOf`, or the only one it has.
package struct Variant: Sendable, Hashable {
  /// The title on the model's page, such as `Text Image To Video`.
  package let title: String?
  /// The field whose constant tells this variant from the others.
  package let constant: Constant?
  /// The documented fields, in document order; a name that only `required` lists comes last and
  /// takes any value. What can never be set, since its schema is `false`, is none.
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

  /// The members that no body can have.
  private let forbidden: [Field]

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
    let settable = schema.properties.filter { !$0.schema.takesNothing }
    forbidden = schema.properties.filter(\.schema.takesNothing)
    fields =
      settable + others.map { Field(name: $0, schema: .unknown, isRequired: true) }
    required = schema.required
    isDocumented =
      !schema.fieldsAreNotShown
      && (!fields.isEmpty || !forbidden.isEmpty || schema.isClosed)
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
    schema.properties = fields + forbidden
    schema.required = required
    return schema
  }
}
