import LosslessJSON

/// What the parts of a form say of the names of an object's members.
struct MemberNames {
  /// What a member with some name is held against.
  enum Standing {
    case schemas([JSON])
    /// Nothing is said of it.
    case free
    /// Other members are documented, and this one is not.
    case unknown
    /// Members without a name in the schema are not allowed.
    case excluded
  }

  /// The names that must be there, each once.
  let required: [String]
  // An object finds its keys by their bytes; its values are lists of schemas.
  private var members = JSONObject()
  private var others: [JSON] = []
  private let excludesOthers: Bool
  private let hasPatterns: Bool

  /// - Parameter possibly: Whether what is possibly required is demanded too.
  init(_ parts: [JSONObject], possibly: Bool) {
    let keywords = possibly ? ["required", "x-possibly-required"] : ["required"]
    let names = parts.flatMap { part in
      keywords.flatMap { part[$0]?.array ?? [] }.compactMap(\.string)
    }
    var seen: Set<String> = []
    required = names.filter { seen.insert($0).inserted }
    excludesOthers = parts.contains { $0["additionalProperties"]?.bool == false }
    hasPatterns = parts.contains { $0["patternProperties"] != nil }
    for part in parts {
      let properties = part["properties"]?.object ?? JSONObject()
      for name in Set(properties.keys) {
        guard let schema = properties[name] else { continue }
        members[name] = .array((members[name]?.array ?? []) + [schema])
      }
      if let schema = part["additionalProperties"], schema.object != nil { others.append(schema) }
    }
  }

  /// Whether the fields of a body are shown at all.
  var showsFields: Bool { !members.isEmpty || !required.isEmpty || excludesOthers }

  /// - Parameter inBody: In the body itself a field without a name is not documented, whatever
  ///   `additionalProperties` says.
  func standing(of name: String, inBody: Bool) -> Standing {
    if let schemas = members[name]?.array { return .schemas(schemas) }
    if required.contains(name) { return .free }
    if inBody { return .unknown }
    if hasPatterns { return .free }
    if excludesOthers { return .excluded }
    if !others.isEmpty { return .schemas(others) }
    // An object inside the body of which no member is shown cannot be judged.
    return members.isEmpty ? .free : .unknown
  }
}
