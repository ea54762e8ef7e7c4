import LosslessJSON

/// Checks a body against a schema of the contract, as strictly as its documents allow.
///
/// A field that no documented variant names is refused, unless the schema says that further
/// properties are allowed. Schemas follow JSON Schema 2020-12 as far as the contract uses it; the
/// marks `x-fields-not-shown` and `x-enum-truncated` are honoured.
struct BodyRules: Sendable {
  /// The document that `$ref` points into.
  let document: JSON
  /// Takes what the document does not show in full instead of refusing it.
  let acceptsUndocumented: Bool

  /// Everything that is wrong with `body`; empty where it may be taken.
  ///
  /// - Parameter schema: nil where the contract does not show the body at all.
  func complaints(about body: JSON, schema: JSON?) -> [Complaint] {
    guard case .object = body else {
      return [Complaint(place: "", text: "the body must be an object")]
    }
    guard let schema else {
      if acceptsUndocumented { return [] }
      return [Complaint(place: "", text: "the fields of this endpoint are not documented")]
    }
    return check(body, schema, at: "", outer: Names())
  }

  // MARK: - Values

  /// The property names that the schemas around a value know.
  private struct Names {
    var known: Set<String> = []
    /// Further properties are allowed, or no schema shows any.
    var isOpen = false
    /// A schema inside another one, which must not judge the names that its siblings know.
    var isPart = false
    /// How many schemas stand around this one at the same value.
    var depth = 0
  }

  /// Schemas that lead back to themselves without a value between them say nothing more.
  private static let maximumDepth = 12

  private func check(_ value: JSON, _ schema: JSON, at place: String, outer: Names) -> [Complaint] {
    guard outer.depth < Self.maximumDepth else { return [] }
    guard let schema = resolved(schema) else {
      return [Complaint(place: place, text: "has a schema that cannot be found")]
    }
    if case .bool(let isAllowed) = schema {
      return isAllowed ? [] : [Complaint(place: place, text: "is not allowed")]
    }
    let types = Self.types(of: schema)
    if value.isNull && (types.contains("null") || schema["nullable"]?.bool == true) { return [] }
    if !types.isEmpty && !types.contains(where: { Self.isType(value, $0) }) {
      return [
        Complaint(place: place, text: "must be of type \(types.joined(separator: " or "))")
      ]
    }
    var found = checkWords(value, schema, at: place)
    switch value {
    case .number(let number): found += NumberRules.complaints(number, schema, at: place)
    case .string(let text): found += TextRules.complaints(text, schema, at: place)
    case .array(let items): found += checkItems(items, schema, at: place)
    default: break
    }
    return found + checkParts(value, schema, at: place, outer: outer)
  }

  private func checkWords(_ value: JSON, _ schema: JSON, at place: String) -> [Complaint] {
    if let constant = schema["const"], constant.canonicalForm != value.canonicalForm {
      return [
        Complaint(place: place, text: "must be \(constant.printed())", isAboutConstant: true)
      ]
    }
    guard let words = schema["enum"]?.array else { return [] }
    if acceptsUndocumented && schema["x-enum-truncated"]?.bool == true { return [] }
    let form = value.canonicalForm
    if words.contains(where: { $0.canonicalForm == form }) { return [] }
    let list = words.map { $0.printed() }.joined(separator: ", ")
    return [Complaint(place: place, text: "must be one of \(list)")]
  }

  private func checkItems(_ items: [JSON], _ schema: JSON, at place: String) -> [Complaint] {
    var found: [Complaint] = []
    if let least = schema["minItems"]?.number?.int, items.count < least {
      found.append(Complaint(place: place, text: "must have at least \(least) items"))
    }
    if let most = schema["maxItems"]?.number?.int, items.count > most {
      // Too many to look at one by one: the service would not either.
      return found + [Complaint(place: place, text: "must have at most \(most) items")]
    }
    if schema["uniqueItems"]?.bool == true, Set(items.map(\.canonicalForm)).count < items.count {
      found.append(Complaint(place: place, text: "must not have equal items"))
    }
    guard let each = schema["items"] else { return found }
    for (index, item) in items.enumerated() {
      found += check(item, each, at: "\(place)[\(index)]", outer: Names())
    }
    return found
  }

  // MARK: - Objects and variants

  private func checkParts(
    _ value: JSON, _ schema: JSON, at place: String, outer: Names
  ) -> [Complaint] {
    var names = outer
    names.isPart = false
    names.depth += 1
    if value.object != nil { add(schema, to: &names, depth: 0) }
    var found: [Complaint] = []
    if let object = value.object { found += checkFields(object, schema, at: place) }
    for part in schema["allOf"]?.array ?? [] {
      var inner = names
      inner.isPart = true
      found += check(value, part, at: place, outer: inner)
    }
    var hasVariants = false
    for keyword in ["anyOf", "oneOf"] {
      guard let variants = schema[keyword]?.array else { continue }
      hasVariants = true
      found += checkVariants(value, variants, at: place, names: names)
    }
    if let object = value.object, !hasVariants, !outer.isPart {
      found += checkNames(object, schema, at: place, names)
    }
    return found
  }

  private func checkFields(_ object: JSONObject, _ schema: JSON, at place: String) -> [Complaint] {
    var found: [Complaint] = []
    var present: [String: JSON] = [:]
    // The last of equal keys counts, as in every common parser.
    for member in object.members { present[member.key] = member.value }
    let required = schema["required"]?.array ?? []
    let possibly = acceptsUndocumented ? schema["x-possibly-required"]?.array ?? [] : []
    for name in (required + possibly).compactMap(\.string) where present[name] == nil {
      found.append(Complaint(place: Self.join(place, name), text: "is required"))
    }
    for property in schema["properties"]?.object?.members ?? [] {
      guard let value = present[property.key] else { continue }
      found += check(
        value, property.value, at: Self.join(place, property.key), outer: Names())
    }
    return found
  }

  private func checkVariants(
    _ value: JSON, _ variants: [JSON], at place: String, names: Names
  ) -> [Complaint] {
    let shown = variants.compactMap(resolved).filter {
      acceptsUndocumented || $0["x-fields-not-shown"]?.bool != true
    }
    let results = shown.map { check(value, $0, at: place, outer: names) }
    let best = results.min { one, other in
      let constants = (
        one.count(where: \.isAboutConstant), other.count(where: \.isAboutConstant)
      )
      return constants.0 == constants.1 ? one.count < other.count : constants.0 < constants.1
    }
    return best ?? [Complaint(place: place, text: "has no variant whose fields are documented")]
  }

  private func checkNames(
    _ object: JSONObject, _ schema: JSON, at place: String, _ names: Names
  ) -> [Complaint] {
    if case .object? = schema["additionalProperties"], let each = schema["additionalProperties"] {
      return object.members.filter { !names.known.contains($0.key) }.flatMap {
        check($0.value, each, at: Self.join(place, $0.key), outer: Names())
      }
    }
    // An object inside the body of which nothing is shown cannot be judged.
    let isUnknown = acceptsUndocumented || (names.known.isEmpty && !place.isEmpty)
    if names.isOpen || (isUnknown && schema["additionalProperties"]?.bool != false) { return [] }
    var seen: Set<String> = []
    return object.members.filter { !names.known.contains($0.key) && seen.insert($0.key).inserted }
      .map { Complaint(place: Self.join(place, $0.key), text: "is not a field of this model") }
  }

  /// Adds the names that a schema and the parts of its `allOf` know.
  private func add(_ schema: JSON, to names: inout Names, depth: Int) {
    names.known.formUnion(schema["properties"]?.object?.keys ?? [])
    if schema["additionalProperties"]?.bool == true { names.isOpen = true }
    guard depth < 16 else { return }
    for part in schema["allOf"]?.array ?? [] {
      if let part = resolved(part) { add(part, to: &names, depth: depth + 1) }
    }
  }

  // MARK: - Reading a schema

  /// Follows `$ref` within the document; nil where it leads nowhere or in a circle.
  private func resolved(_ schema: JSON) -> JSON? {
    var schema = schema
    for _ in 0..<32 {
      guard let reference = schema["$ref"]?.string else { return schema }
      guard reference.hasPrefix("#"),
        let pointer = JSONPointer(parsing: String(reference.dropFirst())),
        let target = document.value(at: pointer)
      else { return nil }
      schema = target
    }
    return nil
  }

  private static func types(of schema: JSON) -> [String] {
    if let one = schema["type"]?.string { return [one] }
    return schema["type"]?.array?.compactMap(\.string) ?? []
  }

  private static func isType(_ value: JSON, _ type: String) -> Bool {
    switch value {
    case .null: type == "null"
    case .bool: type == "boolean"
    case .number(let number): type == "number" || (type == "integer" && number.isInteger)
    case .string: type == "string"
    case .array: type == "array"
    case .object: type == "object"
    }
  }

  private static func join(_ place: String, _ name: String) -> String {
    place.isEmpty ? name : "\(place).\(name)"
  }
}
