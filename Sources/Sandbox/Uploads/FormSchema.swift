import LosslessJSON

/// What a schema says of the fields of a form, with references and unions looked through.
struct FormSchema: Sendable {
  /// The document that `$ref` points into.
  let document: JSON
  /// The body's schema; nil where the contract does not show it.
  let schema: JSON?

  /// How deep unions and references may stand in each other.
  private static let depth = 8
  /// How many parts of a schema are looked at; unions of unions multiply.
  private static let most = 4_096

  /// What is said of one field, by the variants that the form may mean.
  ///
  /// - Parameter texts: The fields that hold one text. A variant with another constant for one of
  ///   them is not meant, unless that leaves none.
  func field(_ name: String, texts: [String: String]) -> FormField {
    let variants = leaves(schema)
    let meant = variants.filter { variant in
      (variant["properties"]?.object?.members ?? []).allSatisfy { property in
        guard let text = texts[property.key] else { return true }
        let constants = leaves(property.value).compactMap { $0["const"] }
        return constants.isEmpty || constants.contains { FormField.text(of: $0) == text }
      }
    }
    let known = schemas(of: name, in: meant)
    let found = known.isEmpty ? schemas(of: name, in: variants) : known
    let parts = found.flatMap { leaves($0) }
    let items = parts.compactMap { $0["items"] }.flatMap { leaves($0) }
    return FormField(name: name, schemas: parts, items: items)
  }

  private func schemas(of name: String, in variants: [JSON]) -> [JSON] {
    let named = variants.compactMap { $0["properties"]?[name] }
    if !named.isEmpty { return named }
    return variants.compactMap { variant in
      variant["additionalProperties"].flatMap { $0.object == nil ? nil : $0 }
    }
  }

  /// A schema and all that its unions hold, without references.
  private func leaves(_ schema: JSON?) -> [JSON] {
    var found: [JSON] = []
    var steps = Self.most
    collect(schema, depth: Self.depth, into: &found, steps: &steps)
    return found
  }

  private func collect(_ schema: JSON?, depth: Int, into found: inout [JSON], steps: inout Int) {
    steps -= 1
    guard depth > 0, steps > 0, let schema else { return }
    if let reference = schema["$ref"]?.string {
      guard let pointer = JSONPointer(parsing: String(reference.dropFirst())) else { return }
      return collect(
        document.value(at: pointer), depth: depth - 1, into: &found, steps: &steps)
    }
    found.append(schema)
    for keyword in ["anyOf", "oneOf", "allOf"] {
      for part in schema[keyword]?.array ?? [] {
        collect(part, depth: depth - 1, into: &found, steps: &steps)
      }
    }
  }
}
