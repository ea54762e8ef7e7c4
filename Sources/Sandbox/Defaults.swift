import LosslessJSON

/// Fills a request with the defaults that the contract prints.
struct Defaults: Sendable {
  /// The document that `$ref` points into.
  let document: JSON

  /// `input` with the default of every field that it leaves out, after its own fields.
  ///
  /// The defaults are those of the schema and of its first variant whose constants agree.
  func fill(_ input: JSON, schema: JSON?) -> JSON {
    guard case .object(var object) = input, let schema = schema.flatMap(target) else {
      return input
    }
    var sources = [schema]
    let variants = (schema["anyOf"]?.array ?? schema["oneOf"]?.array ?? []).compactMap(target)
    if let fitting = variants.first(where: { fits(object, $0) }) { sources.append(fitting) }
    for property in sources.flatMap({ $0["properties"]?.object?.members ?? [] }) {
      if let value = property.value["default"], object[property.key] == nil {
        object[property.key] = value
      }
    }
    return .object(object)
  }

  private func fits(_ object: JSONObject, _ variant: JSON) -> Bool {
    (variant["properties"]?.object?.members ?? []).allSatisfy { property in
      guard let constant = property.value["const"], let value = object[property.key] else {
        return true
      }
      return constant == value
    }
  }

  private func target(_ schema: JSON) -> JSON? {
    guard let reference = schema["$ref"]?.string else { return schema }
    return JSONPointer(parsing: String(reference.dropFirst())).flatMap(document.value(at:))
  }
}
