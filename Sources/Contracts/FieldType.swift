/// The JSON types that a schema can name; null is told apart by `FieldSchema.nullable`.
package enum FieldType: String, Sendable, Hashable, CaseIterable {
  /// A text.
  case string
  /// A number with an integral value; `1.0` is one, as in JSON Schema.
  case integer
  /// Any number.
  case number
  /// `true` or `false`.
  case boolean
  /// A list.
  case array
  /// An object.
  case object
}
