import LosslessJSON

/// What the contract says of a model's request, as it stands in its document.
struct SchemaText: Hashable {
  /// All of it, with references resolved; where that is too large, with what they lead to.
  let whole: JSON

  /// Reads it.
  init(_ model: Model) {
    let (text, isCut) = model.schemaExpansion
    // What was not resolved is compared as it stands.
    whole = isCut ? ["request": text, "sources": model.schemaSources] : text
  }

  /// What bodies may be held against: all but texts for people.
  var rules: JSON { Self.rules(of: whole) }

  private static func rules(of value: JSON) -> JSON {
    switch value {
    case .array(let items): return .array(items.map(rules))
    case .object(let object):
      var members: [JSONObject.Member] = []
      for member in object where !isText(member.key) {
        // Both are read alike.
        let key = member.key == "oneOf" ? "anyOf" : member.key
        members.append(.init(key: key, value: rules(of: member)))
      }
      return .object(JSONObject(members))
    default: return value
    }
  }

  private static func rules(of member: JSONObject.Member) -> JSON {
    switch member.key {
    case "const", "default": return member.value
    // The order of these says nothing.
    case "enum", "required": return member.value.array.map(sorted) ?? member.value
    case "type": return sorted(member.value.array ?? [member.value])
    case "properties", "patternProperties", "dependentSchemas", "$defs", "definitions", "sources":
      guard let object = member.value.object else { return member.value }
      return .object(
        JSONObject(object.map { .init(key: $0.key, value: rules(of: $0.value)) }))
    default: return rules(of: member.value)
    }
  }

  private static func sorted(_ values: [JSON]) -> JSON {
    .array(values.map(\.canonicalForm).sorted().map(JSON.string))
  }

  private static func isText(_ key: String) -> Bool {
    texts.contains(key) || (key.hasPrefix("x-") && !marks.contains(key))
  }

  private static let texts: Set<String> = [
    "title", "description", "summary", "example", "examples", "$comment", "externalDocs",
    "deprecated",
  ]
  private static let marks: Set<String> = [
    "x-type-not-shown", "x-enum-truncated", "x-default-shown", "x-fields-not-shown",
    "x-possibly-required", "x-unnamed-fields",
  ]
}
