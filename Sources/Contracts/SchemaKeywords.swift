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
  /// What is not checked, or not read, in document order.
  private(set) var problems: [SchemaProblem] = []

  private var typeNames: [String] = []
  private var typeIsHidden = false
  private var hasPrefixItems = false
  private var minimumIsExclusive = false
  private var maximumIsExclusive = false

  /// Reads the keywords of a schema object.
  init(_ object: JSONObject) {
    for member in object {
      switch member.key {
      case "$ref":
        reference = member.value.string
        expect(reference != nil, member)
      case "items":
        items = member.value
        expect(Self.isSchema(member.value), member)
      case "properties": readProperties(member)
      case "allOf":
        allOf = member.value.array ?? []
        expect(Self.areSchemas(allOf), member)
      case "anyOf", "oneOf":
        choices.append(member.value.array ?? [])
        expect(Self.areSchemas(member.value.array ?? []), member)
      case let key where key.hasPrefix("x-"): readMark(key, member.value)
      default: readPlain(member.key, member.value)
      }
    }
    // What the items behind the listed ones take depends on how many are listed.
    if hasPrefixItems { items = nil }
    settleType()
    settleBounds()
  }

  private mutating func readProperties(_ member: JSONObject.Member) {
    properties = member.value.object?.members ?? []
    expect(member.value.object != nil, member)
    for property in properties where !Self.isSchema(property.value) {
      problems.append(SchemaProblem(member: property.key, value: property.value))
    }
  }

  private mutating func expect(_ isRight: Bool, _ member: JSONObject.Member) {
    if !isRight { problems.append(SchemaProblem(keyword: member.key, value: member.value)) }
  }

  private static func isSchema(_ value: JSON) -> Bool { value.object != nil || value.bool != nil }

  private static func areSchemas(_ values: [JSON]) -> Bool {
    !values.isEmpty && values.allSatisfy(isSchema)
  }

  private mutating func readPlain(_ key: String, _ value: JSON) {
    if Self.annotations.contains(key) { return readAnnotation(key, value) }
    let isRead =
      readLimit(key, value) ?? readText(key, value) ?? readObject(key, value)
      ?? readType(key, value)
    switch isRead {
    case true?: break
    case false?: problems.append(SchemaProblem(keyword: key, value: value))
    case nil where Self.unchecked.contains(key): passOver(key, value)
    case nil: break
    }
  }

  /// Notes a keyword that is not checked.
  private mutating func passOver(_ key: String, _ value: JSON) {
    problems.append(SchemaProblem(keyword: key, value: nil))
    schema.unchecked.append(.object([key: value]))
  }

  private mutating func readAnnotation(_ key: String, _ value: JSON) {
    switch key {
    case "default": schema.defaultValue = value
    case "examples": schema.examples = value.array ?? []
    case "example": schema.examples = [value]
    case "title": schema.title = value.string
    default: schema.summary = value.string
    }
  }

  /// Reads a limit; false if it has no such value, nil if the keyword is another one.
  private mutating func readLimit(_ key: String, _ value: JSON) -> Bool? {
    let number = value.number
    switch key {
    case "minimum": schema.minimum = number
    case "maximum": schema.maximum = number
    case "exclusiveMinimum":
      schema.exclusiveMinimum = number
      minimumIsExclusive = value.bool ?? false
      return number != nil || value.bool != nil
    case "exclusiveMaximum":
      schema.exclusiveMaximum = number
      maximumIsExclusive = value.bool ?? false
      return number != nil || value.bool != nil
    case "multipleOf":
      schema.multipleOf = number.flatMap { $0.isZero || $0.isNegative ? nil : $0 }
      return schema.multipleOf != nil
    case "minLength": return Self.read(number, into: &schema.minLength)
    case "maxLength": return Self.read(number, into: &schema.maxLength)
    case "minItems": return Self.read(number, into: &schema.minItems)
    case "maxItems": return Self.read(number, into: &schema.maxItems)
    default: return nil
    }
    return number != nil
  }

  private static func read(_ number: JSONNumber?, into count: inout Int?) -> Bool {
    count = number?.int.flatMap { $0 < 0 ? nil : $0 }
    return count != nil
  }

  private mutating func readText(_ key: String, _ value: JSON) -> Bool? {
    switch key {
    case "pattern":
      schema.pattern = value.string
      // One that is not read is shown all the same.
      return value.string.map { TextPattern($0) != nil } ?? false
    case "format":
      schema.format = value.string
      guard let format = value.string else { return false }
      if TextFormat(rawValue: format) == nil { problems.append(SchemaProblem(format: format)) }
      return true
    default: return nil
    }
  }

  private mutating func readObject(_ key: String, _ value: JSON) -> Bool? {
    switch key {
    case "uniqueItems":
      schema.itemsAreUnique = value.bool ?? false
      return value.bool != nil
    case "prefixItems":
      hasPrefixItems = true
      passOver(key, value)
    case "patternProperties":
      schema.namesByPattern = true
      passOver(key, value)
    case "required":
      schema.required = (value.array ?? []).compactMap(\.string)
      return value.array?.count == schema.required.count
    case "additionalProperties":
      schema.isClosed = value.bool == false
      additionalMembers = value.object.map(JSON.object)
      return value.bool != nil || value.object != nil
    default: return nil
    }
    return true
  }

  private mutating func readType(_ key: String, _ value: JSON) -> Bool? {
    switch key {
    case "type":
      typeNames = value.array?.compactMap(\.string) ?? [value.string].compactMap(\.self)
      if let array = value.array, array.count != typeNames.count { typeNames = [] }
      return !typeNames.isEmpty
        && typeNames.allSatisfy { $0 == "null" || FieldType(rawValue: $0) != nil }
    case "nullable":
      schema.nullableIsExplicit = value.bool ?? false
      return value.bool != nil
    case "enum":
      schema.allowed = value.array ?? []
      return !schema.allowed.isEmpty
    case "const":
      schema.constant = value
      return true
    default: return nil
    }
  }

  private static let annotations: Set<String> = [
    "default", "example", "examples", "title", "description",
  ]

  /// The keywords of JSON Schema 2020-12, and of those before it, that refuse values and are not
  /// checked.
  private static let unchecked: Set<String> = [
    "not", "if", "contains", "minContains", "maxContains", "dependentRequired", "dependentSchemas",
    "dependencies", "minProperties", "maxProperties", "propertyNames", "unevaluatedItems",
    "unevaluatedProperties", "additionalItems", "$dynamicRef", "$recursiveRef",
  ]

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
