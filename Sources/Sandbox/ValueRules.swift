import LosslessJSON

/// Holds a value against the forms of its schemas.
///
/// Read are `type`, `nullable`, `enum`, `const`, the keywords of `NumberRules` and `TextRules`,
/// `items`, `minItems`, `maxItems`, `uniqueItems`, `properties`, `required`, `additionalProperties`,
/// `$ref`, `allOf`, `anyOf`, `oneOf` and the contract's marks. All others (`not`, `if`, `contains`,
/// `dependentRequired`, `minProperties`, `propertyNames`, …) are passed over: they refuse nothing.
/// `prefixItems` and `patternProperties` are passed over with what depends on them, which are the
/// items and the members that no property names. Of names, all that stand in one form count,
/// whichever part of its `allOf` says so.
struct ValueRules {
  private let unfolder: SchemaForms
  private let acceptsUndocumented: Bool
  /// How many steps are left for unfolding schemas; beyond, everything is taken. Only schemas whose
  /// unions multiply, or bodies of a hundred thousand values, come near it.
  private var budget = 1_000_000

  init(document: JSON, acceptsUndocumented: Bool) {
    unfolder = SchemaForms(document: document)
    self.acceptsUndocumented = acceptsUndocumented
  }

  /// Everything that is wrong with a value that must meet all the schemas.
  mutating func complaints(
    about value: JSON, _ schemas: [JSON], at place: String
  ) -> [Complaint] {
    let forms = unfolder.forms(of: schemas, budget: &budget)
    if forms.isEmpty { return [Complaint(place: place, text: "is not allowed")] }
    if value.isNull {
      let isRight = schemas.allSatisfy(unfolder.takesNull)
      return isRight ? [] : [Complaint(place: place, text: "must be of another type than null")]
    }
    return nearest(of: forms.filter { acceptsUndocumented || !$0.isHidden }, to: value, at: place)
  }

  /// What is wrong by the form that fits best; one whose constants differ is meant least.
  mutating func nearest(
    of forms: [SchemaForm], to value: JSON, at place: String
  ) -> [Complaint] {
    var best: [Complaint]?
    for form in forms {
      budget -= 1
      guard budget > 0 else { return [] }
      let found = complaints(about: value, form.parts, at: place)
      if found.isEmpty { return [] }
      if best.map({ Self.isNearer(found, than: $0) }) ?? true { best = found }
    }
    return best ?? [Complaint(place: place, text: "has no variant whose fields are documented")]
  }

  private static func isNearer(_ one: [Complaint], than other: [Complaint]) -> Bool {
    let constants = (one.count(where: \.isAboutConstant), other.count(where: \.isAboutConstant))
    return constants.0 == constants.1 ? one.count < other.count : constants.0 < constants.1
  }

  // MARK: - One form

  private mutating func complaints(
    about value: JSON, _ parts: [JSONObject], at place: String
  ) -> [Complaint] {
    for types in parts.compactMap(Self.types) where !types.contains(where: { value.isOf($0) }) {
      let names = types.joined(separator: " or ")
      return [Complaint(place: place, text: "must be of type \(names)")]
    }
    var found = parts.flatMap { Self.checkWords(value, $0, at: place) }
    switch value {
    case .number(let number):
      found += parts.flatMap { NumberRules.complaints(number, .object($0), at: place) }
    case .string(let text):
      found += parts.flatMap { TextRules.complaints(text, .object($0), at: place) }
    case .array(let items): found += checkItems(items, parts, at: place)
    case .object(let object): found += checkMembers(object, parts, at: place)
    case .null, .bool: break
    }
    return found
  }

  private static func checkWords(_ value: JSON, _ part: JSONObject, at place: String) -> [Complaint]
  {
    if let constant = part["const"], !isEqual(constant, value) {
      let text = "must be \(constant.printed())"
      return [Complaint(place: place, text: text, isAboutConstant: true)]
    }
    guard let words = words(of: part), !words.contains(where: { isEqual($0, value) }) else {
      return []
    }
    let list = words.map { $0.printed() }.joined(separator: ", ")
    return [Complaint(place: place, text: "must be one of \(list)")]
  }

  private static func isEqual(_ one: JSON, _ other: JSON) -> Bool {
    one.canonicalBytes == other.canonicalBytes
  }

  // MARK: - Lists

  private mutating func checkItems(
    _ items: [JSON], _ parts: [JSONObject], at place: String
  ) -> [Complaint] {
    var found: [Complaint] = []
    for part in parts {
      if let least = part["minItems"]?.number?.int, items.count < least {
        found.append(Complaint(place: place, text: "must have at least \(least) items"))
      }
      if let most = part["maxItems"]?.number?.int, most >= 0, items.count > most {
        // Too many to look at one by one: the service would not either.
        return found + [Complaint(place: place, text: "must have at most \(most) items")]
      }
      if part["uniqueItems"]?.bool == true, Set(items.map(\.canonicalBytes)).count < items.count {
        found.append(Complaint(place: place, text: "must not have equal items"))
      }
    }
    let each = parts.filter { $0["prefixItems"] == nil }.compactMap { $0["items"] }
    if each.isEmpty { return found }
    for (index, item) in items.enumerated() {
      found += complaints(about: item, each, at: "\(place)[\(index)]")
    }
    return found
  }

  // MARK: - Objects

  private mutating func checkMembers(
    _ object: JSONObject, _ parts: [JSONObject], at place: String
  ) -> [Complaint] {
    let names = MemberNames(parts, possibly: acceptsUndocumented)
    var found: [Complaint] = []
    for name in names.required where object[name] == nil {
      found.append(Complaint(place: Self.join(place, name), text: "is required"))
    }
    var seen = JSONObject()
    for key in object.keys where seen[key] == nil {
      seen[key] = true
      // The last of equal keys counts, as in every common parser.
      guard let value = object[key] else { continue }
      let inner = Self.join(place, key)
      switch names.standing(of: key, inBody: place.isEmpty) {
      case .schemas(let schemas): found += complaints(about: value, schemas, at: inner)
      case .free: break
      case .unknown where acceptsUndocumented: break
      case .unknown, .excluded:
        found.append(Complaint(place: inner, text: "is not a field of this model"))
      }
    }
    return found
  }

  private static func join(_ place: String, _ name: String) -> String {
    place.isEmpty ? name : "\(place).\(name)"
  }

  // MARK: - Reading a schema

  /// The names of the types; nil where the contract shows none, or one that JSON does not have.
  static func types(of part: JSONObject) -> [String]? {
    if part["x-type-not-shown"]?.bool == true { return nil }
    let list = part["type"]?.array ?? part["type"].map { [$0] } ?? []
    let names = list.compactMap(\.string)
    let known = ["null", "boolean", "integer", "number", "string", "array", "object"]
    let isRead = !names.isEmpty && names.count == list.count && names.allSatisfy(known.contains)
    return isRead ? names : nil
  }

  /// The words of a list that is whole; one that was cut off says nothing, as more words may exist.
  static func words(of part: JSONObject) -> [JSON]? {
    guard let words = part["enum"]?.array, !words.isEmpty else { return nil }
    return part["x-enum-truncated"]?.bool == true ? nil : words
  }
}

extension JSON {
  fileprivate func isOf(_ type: String) -> Bool {
    switch self {
    case .null: type == "null"
    case .bool: type == "boolean"
    case .number(let number): type == "number" || (type == "integer" && number.isInteger)
    case .string: type == "string"
    case .array: type == "array"
    case .object: type == "object"
    }
  }
}
