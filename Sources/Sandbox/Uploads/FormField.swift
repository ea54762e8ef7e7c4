import LosslessJSON

/// A field of a form: which values its parts may mean, and whether it takes files.
struct FormField: Sendable {
  let name: String
  /// Everything that is said of the field; empty where nothing is known of it.
  let schemas: [JSON]
  /// Everything that is said of its items.
  let items: [JSON]

  /// How deep a JSON text may nest.
  private static let depth = 64

  // MARK: - Lists

  /// What the parts of this field make.
  enum Count {
    case one, list
    /// One part is a value, several are a list.
    case either
  }

  var count: Count {
    let types = Self.types(schemas)
    if types.isEmpty { return name.hasSuffix("_urls") ? .list : .either }
    guard types.contains("array") else { return .one }
    return types.subtracting(["array", "null"]).isEmpty ? .list : .either
  }

  // MARK: - Files

  /// Whether files may be sent for the field: it takes addresses, or a list of them.
  ///
  /// Where no type is documented, the end of the name decides.
  var holdsMedia: Bool {
    let types = Self.types(schemas)
    let ofItems = Self.types(items)
    let takesList = types.contains("array") && (ofItems.isEmpty || ofItems.contains("string"))
    guard types.isEmpty || types.contains("string") || takesList else { return false }
    if name.hasSuffix("_url") || name.hasSuffix("_urls") { return true }
    return (schemas + items).contains {
      ["uri", "binary"].contains($0["format"]?.string)
    }
  }

  // MARK: - Values

  /// The value that a text stands for; the text itself where it fits no other type.
  func value(_ text: String, isItem: Bool) -> JSON {
    Self.value(text, isItem ? items : schemas)
  }

  private static func value(_ text: String, _ schemas: [JSON]) -> JSON {
    let words = schemas.flatMap { ($0["enum"]?.array ?? []) + [$0["const"]].compactMap { $0 } }
    if let word = words.first(where: { self.text(of: $0) == text }) { return word }
    let types = types(schemas)
    // A text is taken as it is, unless only certain words are.
    let takesText = schemas.contains {
      $0["enum"] == nil && $0["const"] == nil && Self.types([$0]).contains("string")
    }
    if takesText { return .string(text) }
    if types.contains("boolean"), ["true", "false"].contains(text) { return .bool(text == "true") }
    if types.contains("null"), text == "null" { return .null }
    if let number = JSONNumber(text) {
      if types.contains("number") || (types.contains("integer") && number.isInteger) {
        return .number(number)
      }
    }
    if types.contains("object") || types.contains("array"),
      let json = try? JSON(parsing: text, options: .init(maximumDepth: depth))
    {
      if json.object != nil && types.contains("object") { return json }
      if json.array != nil && types.contains("array") { return json }
    }
    return .string(text)
  }

  /// A constant as a form writes it.
  static func text(of constant: JSON) -> String { constant.string ?? constant.printed() }

  /// The types that schemas name, or imply by their words and parts.
  private static func types(_ schemas: [JSON]) -> Set<String> {
    var types: Set<String> = []
    for schema in schemas {
      if let type = schema["type"] {
        types.formUnion(type.string.map { [$0] } ?? type.array?.compactMap(\.string) ?? [])
        continue
      }
      for word in (schema["enum"]?.array ?? []) + [schema["const"]].compactMap({ $0 }) {
        types.insert(self.type(of: word))
      }
      if schema["items"] != nil { types.insert("array") }
      if schema["properties"] != nil { types.insert("object") }
    }
    return types
  }

  private static func type(of value: JSON) -> String {
    switch value {
    case .null: "null"
    case .bool: "boolean"
    case .number: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }
}
