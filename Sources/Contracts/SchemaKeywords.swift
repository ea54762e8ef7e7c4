import LosslessJSON

/// The keywords of one schema object: what is plain goes into `schema`, what holds further schemas
/// is set aside for `SchemaReader`.
///
/// The marks of the contract mean:
/// - `x-type-not-shown`: no type is printed, so every JSON value may be right (`typeIsDocumented`
///   is false; limits that are printed all the same keep their meaning);
/// - `x-enum-truncated`: the page was cut inside the list of words, so the list is open;
/// - `x-default-shown`: the default is printed in part; it is a note and never a value;
/// - `x-name-inferred`, `x-name-evidence`: the name was read from wording (see `Field`);
/// - `x-fields-not-shown`: a variant known by its title only; it never matches a body;
/// - `x-possibly-required`: seen in sample bodies; shown, and not required;
/// - `x-unnamed-fields`: fields exist whose names are unknown; shown, and not to be sent.
struct SchemaKeywords {
  private(set) var schema = FieldSchema.unknown
  private(set) var reference: String?
  private(set) var items: JSON?
  private(set) var additionalMembers: JSON?
  private(set) var properties: [JSONObject.Member] = []
  private(set) var allOf: [JSON] = []
  private(set) var choices: [[JSON]] = []

  private var typeNames: [String] = []
  private var typeIsHidden = false
  private var hasPrefixItems = false
  private var minimumIsExclusive = false
  private var maximumIsExclusive = false

  /// Reads the keywords of a schema object.
  init(_ object: JSONObject) {
    for member in object {
      switch member.key {
      case "$ref": reference = member.value.string
      case "items": items = member.value
      case "properties": properties = member.value.object?.members ?? []
      case "allOf": allOf = member.value.array ?? []
      case "anyOf", "oneOf": choices.append(member.value.array ?? [])
      case let key where key.hasPrefix("x-"): readMark(key, member.value)
      default: readPlain(member.key, member.value)
      }
    }
    // What the items behind the listed ones take depends on how many are listed.
    if hasPrefixItems { items = nil }
    settleType()
    settleBounds()
  }

  private mutating func readPlain(_ key: String, _ value: JSON) {
    switch key {
    case "type":
      typeNames = value.array?.compactMap(\.string) ?? [value.string].compactMap(\.self)
    case "nullable": schema.nullableIsExplicit = value.bool ?? false
    case "enum": schema.allowed = value.array ?? []
    case "const": schema.constant = value
    case "minimum": schema.minimum = value.number
    case "maximum": schema.maximum = value.number
    case "exclusiveMinimum":
      schema.exclusiveMinimum = value.number
      minimumIsExclusive = value.bool ?? false
    case "exclusiveMaximum":
      schema.exclusiveMaximum = value.number
      maximumIsExclusive = value.bool ?? false
    case "multipleOf": schema.multipleOf = value.number
    case "minLength": schema.minLength = value.number?.int
    case "maxLength": schema.maxLength = value.number?.int
    case "minItems": schema.minItems = value.number?.int
    case "maxItems": schema.maxItems = value.number?.int
    case "uniqueItems": schema.itemsAreUnique = value.bool ?? false
    case "prefixItems": hasPrefixItems = true
    case "patternProperties": schema.namesByPattern = true
    case "pattern": schema.pattern = value.string
    case "format": schema.format = value.string
    case "required": schema.required = (value.array ?? []).compactMap(\.string)
    case "additionalProperties":
      schema.isClosed = value.bool == false
      additionalMembers = value.object.map(JSON.object)
    case "default": schema.defaultValue = value
    case "examples": schema.examples = value.array ?? []
    case "example": schema.examples = [value]
    case "title": schema.title = value.string
    case "description": schema.summary = value.string
    default: break
    }
  }

  private mutating func readMark(_ key: String, _ value: JSON) {
    switch key {
    case "x-type-not-shown": typeIsHidden = value.bool ?? false
    case "x-enum-truncated": schema.allowedIsOpen = value.bool ?? false
    case "x-default-shown": schema.defaultNote = value.string
    case "x-fields-not-shown": schema.fieldsAreNotShown = value.bool ?? false
    case "x-possibly-required":
      schema.possiblyRequired = (value.array ?? []).compactMap(\.string)
    case "x-unnamed-fields":
      schema.unnamedFields = (value.array ?? []).map {
        UnnamedField(after: $0["after"]?.string, summary: $0["description"]?.string)
      }
    default: break
    }
  }

  private mutating func settleType() {
    if let constant = schema.constant { schema.allowed = [constant] }
    let types = typeNames.compactMap(FieldType.init(rawValue:)).reduce(into: [FieldType]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    let namesNull = typeNames.contains("null")
    let isKnown = types.count + (namesNull ? 1 : 0) > 0
    // A type that JSON does not have says as little as none.
    let namesOther = typeNames.contains { $0 != "null" && FieldType(rawValue: $0) == nil }
    schema.typeIsDocumented = isKnown && !typeIsHidden && !namesOther
    schema.types = schema.typeIsDocumented ? types : []
    let listsNull = schema.allowed.contains(.null)
    schema.nullable =
      schema.nullableIsExplicit
      || (schema.allowed.isEmpty || schema.allowedIsOpen
        ? !schema.typeIsDocumented || namesNull : listsNull)
  }

  private mutating func settleBounds() {
    if minimumIsExclusive {
      schema.exclusiveMinimum = schema.minimum
      schema.minimum = nil
    }
    if maximumIsExclusive {
      schema.exclusiveMaximum = schema.maximum
      schema.maximum = nil
    }
  }
}
