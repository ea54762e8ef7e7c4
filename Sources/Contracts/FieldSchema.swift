package import LosslessJSON

/// What a field takes: the keywords of its schema with all references resolved.
///
/// `allOf` is merged in, `anyOf` and `oneOf` are read alike and stand in `choices`; the properties
/// `types`, `nullable`, `allowed` and `items` already sum up the choices, so that a reader who only
/// wants to know "which words, which types" need not look at them. Keywords that are not listed
/// here (`not`, `if`, `contains`, `dependentRequired`, `minProperties`, `propertyNames`, …) are
/// passed over: they refuse nothing, and `Model.faults` names them. `prefixItems` and
/// `patternProperties` are passed over with what depends on them, which are the items and the
/// members that no property names.
package struct FieldSchema: Sendable, Hashable {
  /// The types it takes besides null, in document order; empty if any type may be right.
  package var types: [FieldType] = []
  /// Whether the contract says which types it takes.
  ///
  /// False for `x-type-not-shown` and for schemas without a known `type`: every JSON value passes,
  /// null too. Limits that are documented all the same hold for the values they speak of, so a
  /// `maximum` still bounds numbers.
  package var typeIsDocumented = false
  /// Whether null is right: `type: [..., "null"]`, `nullable: true`, null among the words, or no
  /// documented type at all.
  package var nullable = true
  /// The words of `enum`, or the constants of `const` and of the choices; empty if none is listed.
  package var allowed: [JSON] = []
  /// Whether values outside `allowed` may be right too.
  ///
  /// True for `x-enum-truncated` (the page was cut inside the list), and where only some of the
  /// choices list their words.
  package var allowedIsOpen = false
  /// The only value (`const`).
  package var constant: JSON?
  /// The lower bound, inclusive (`minimum`).
  package var minimum: JSONNumber?
  /// The lower bound, exclusive (`exclusiveMinimum`, in both its spellings).
  package var exclusiveMinimum: JSONNumber?
  /// The upper bound, inclusive (`maximum`).
  package var maximum: JSONNumber?
  /// The upper bound, exclusive (`exclusiveMaximum`, in both its spellings).
  package var exclusiveMaximum: JSONNumber?
  /// The step (`multipleOf`).
  package var multipleOf: JSONNumber?
  /// The least length of a text, in Unicode scalars.
  package var minLength: Int?
  /// The greatest length of a text, in Unicode scalars.
  package var maxLength: Int?
  /// The least number of items.
  package var minItems: Int?
  /// The greatest number of items.
  package var maxItems: Int?
  /// Whether no two items may be equal (`uniqueItems`).
  package var itemsAreUnique = false
  /// The regular expression that a text must match somewhere.
  package var pattern: String?
  /// The format of a text; `uri` and `binary` occur in the contract and are checked, others are
  /// only shown.
  package var format: String?
  /// The documented members of an object, in document order; empty for a free-form object.
  package var properties: [Field] = []
  /// The names of the members that an object must have.
  package var required: [String] = []
  /// Whether an object may have no other members (`additionalProperties: false`).
  package var isClosed = false
  /// The groups of `anyOf` and `oneOf`: of each group one schema must fit.
  package var choices: [[FieldSchema]] = []
  /// The default that the service uses if the field is not sent.
  package var defaultValue: JSON?
  /// What is known of a default that is printed in part (`x-default-shown`).
  package var defaultNote: String?
  /// Sample values (`examples`, `example`).
  package var examples: [JSON] = []
  /// The title.
  package var title: String?
  /// The description.
  package var summary: String?
  /// Whether this is a variant of which only the title is known (`x-fields-not-shown`).
  package var fieldsAreNotShown = false
  /// Names that may be required (`x-possibly-required`).
  package var possiblyRequired: [String] = []
  /// Fields without known names (`x-unnamed-fields`).
  package var unnamedFields: [UnnamedField] = []

  // OpenAPI 3.0 writes `nullable: true` beside an `allOf` of a type that is not nullable.
  var nullableIsExplicit = false
  /// Whether the schema is `false`, which no value meets: what it describes cannot be set.
  package internal(set) var takesNothing = false
  /// The keywords that are not checked, as they stand, to tell schemas apart.
  var unchecked: [JSON] = []
  /// Whether members that `properties` does not name have their schema by a pattern.
  var namesByPattern = false
  /// Whether `items` sums up the choices and holds for none of them alone.
  var itemsAreSummedUp = false
  /// Whether `format` sums up the choices and holds for none of them alone.
  var formatIsSummedUp = false
  /// What must hold besides, where `allOf` asks for what one schema cannot say.
  var conditions: [FieldSchema] = []
  /// Where the schema goes on that contains itself here.
  var continuation: Continuation?
  private var itemBox: [FieldSchema] = []
  private var memberBox: [FieldSchema] = []

  /// A schema that says nothing: every value is right.
  package static let unknown = FieldSchema()

  /// Creates a schema that says nothing; its properties can be set.
  package init() {}

  /// What the items of a list take; nil if that is not documented.
  package var items: FieldSchema? {
    get { itemBox.first }
    set { itemBox = newValue.map { [$0] } ?? [] }
  }

  /// What the members of an object take that `properties` does not name
  /// (`additionalProperties` with a schema); nil if that is not documented.
  package var additionalMembers: FieldSchema? {
    get { memberBox.first }
    set { memberBox = newValue.map { [$0] } ?? [] }
  }

  /// What each item of a list must meet; nil if nothing is said of all of them.
  var checkedItems: FieldSchema? { itemsAreSummedUp ? nil : items }

  /// The format that a text must have; nil if there is none, or only some choices have one.
  var checkedFormat: String? { formatIsSummedUp ? nil : format }

  /// The schemas of the first group of choices; empty if there is none.
  package var alternatives: [FieldSchema] { choices.first ?? [] }

  /// The texts of the listed words: strings as they are, numbers as written, `true`, `false` and
  /// `null`; lists and objects have none.
  ///
  /// A token of a script is compared with these before its shape is looked at.
  package var allowedWords: [String] {
    allowed.compactMap(Self.word)
  }

  /// The listed value that is written as `word`.
  package func allowedValue(for word: String) -> JSON? {
    allowed.first { Self.word(of: $0) == word }
  }

  /// The documented member of that name, looked for in the choices too.
  package func property(_ name: String) -> Field? {
    if let field = properties.first(where: { $0.name == name }) { return field }
    for alternative in choices.joined() {
      if let field = alternative.property(name) { return field }
    }
    return nil
  }

  /// Whether a value of that type is right as far as the type goes; an integer is a number.
  package func accepts(_ type: FieldType) -> Bool {
    guard typeIsDocumented else { return true }
    return types.contains(type) || (type == .integer && types.contains(.number))
  }

  private static func word(of value: JSON) -> String? {
    switch value {
    case .string(let text): text
    case .number(let number): number.text
    case .bool(let bool): bool ? "true" : "false"
    case .null: "null"
    case .array, .object: nil
    }
  }
}

extension FieldSchema {
  /// A reference to a schema from within itself, which is followed as far as a value goes.
  struct Continuation: Sendable, Hashable {
    let reference: String
    private let document: OpenAPIDocument

    init(_ reference: String, in document: OpenAPIDocument) {
      self.reference = reference
      self.document = document
    }

    /// The schema, down to where it begins again.
    var schema: FieldSchema {
      var reader = SchemaReader(document)
      return reader.read(["$ref": .string(reference)])
    }

    static func == (left: Continuation, right: Continuation) -> Bool {
      left.reference == right.reference
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(reference)
    }
  }
}
