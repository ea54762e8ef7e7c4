import LosslessJSON

/// Makes a value that a field takes, from its contract alone.
enum SampleValue {
  /// The value; nil if the contract does not say enough.
  static func of(_ field: Field) -> JSON? {
    first(candidates(field.schema, name: field.name, media: field.media, depth: 0), field.schema)
  }

  private static func of(_ schema: FieldSchema, name: String, depth: Int) -> JSON? {
    let media = MediaRole(fieldName: name, schema: schema)
    return first(candidates(schema, name: name, media: media, depth: depth), schema)
  }

  /// The first candidate that the contract takes.
  private static func first(_ candidates: [JSON], _ schema: FieldSchema) -> JSON? {
    candidates.first { candidate in
      var check = ValueCheck(allowsUnchecked: false, choices: maximumChoices)
      let found = check.violations(of: .json(candidate), schema: schema)
      return found.isEmpty && !check.isExhausted
    }
  }

  private static func candidates(
    _ schema: FieldSchema, name: String, media: MediaRole?, depth: Int
  ) -> [JSON] {
    var candidates = [schema.defaultValue].compactMap(\.self)
    // A list of words of which none of the first fits is of no use as a sample.
    candidates += schema.allowed.lazy.filter { !$0.isNull }.prefix(maximumItems)
    candidates += schema.examples.prefix(maximumItems)
    if let media {
      let address = JSON.string("https://example.com/" + fileName(name, media.kind))
      if media.isList {
        candidates.append(.array(Array(repeating: address, count: max(1, schema.minItems ?? 1))))
      }
      return candidates + [address]
    }
    for alternative in schema.alternatives.prefix(maximumAlternatives) where depth < maximumDepth {
      candidates += [of(alternative, name: name, depth: depth + 1)].compactMap(\.self)
    }
    guard schema.typeIsDocumented else {
      // Text goes into `prompt`, whatever else may be right for it.
      return name == "prompt" ? candidates + texts(schema, name: name) : candidates
    }
    for type in schema.types {
      candidates += samples(of: type, schema, name: name, depth: depth)
    }
    return schema.nullable ? candidates + [.null] : candidates
  }

  private static func samples(
    of type: FieldType, _ schema: FieldSchema, name: String, depth: Int
  ) -> [JSON] {
    switch type {
    case .boolean: [false]
    case .string: texts(schema, name: name)
    case .integer, .number: numbers(schema)
    case .array:
      [list(schema, name: name, depth: depth)].compactMap(\.self)
    case .object: [object(schema, depth: depth)].compactMap(\.self)
    }
  }

  private static func texts(_ schema: FieldSchema, name: String) -> [JSON] {
    if schema.format == "uri" { return [.string("https://example.com/\(name)")] }
    let text = name == "prompt" ? "Describe what to generate" : "…"
    let least = max(schema.minLength ?? 0, 1)
    let padded = text + String(repeating: ".", count: max(0, min(least, 4096) - text.count))
    let most = max(schema.maxLength ?? .max, 0)
    return [.string(String(String.UnicodeScalarView(padded.unicodeScalars.prefix(most))))]
  }

  private static func numbers(_ schema: FieldSchema) -> [JSON] {
    let bounds = [
      schema.minimum, schema.multipleOf, schema.maximum, schema.exclusiveMinimum,
      schema.exclusiveMaximum,
    ].compactMap(\.self)
    let near = bounds.compactMap(\.int).flatMap { bound in
      [bound.addingReportingOverflow(1), bound.subtractingReportingOverflow(1)]
        .filter { !$0.overflow }.map { JSON.number(JSONNumber($0.partialValue)) }
    }
    return [.number(JSONNumber(1))] + bounds.map(JSON.number) + [.number(JSONNumber(0))] + near
  }

  private static func list(_ schema: FieldSchema, name: String, depth: Int) -> JSON? {
    let count = schema.minItems ?? 0
    guard count > 0 else { return .array([]) }
    guard count <= maximumItems, depth < maximumDepth else { return nil }
    return of(schema.items ?? .unknown, name: name, depth: depth + 1).map { item in
      .array(Array(repeating: item, count: count))
    }
  }

  private static func object(_ schema: FieldSchema, depth: Int) -> JSON? {
    guard depth < maximumDepth else { return nil }
    var object = JSONObject()
    for name in schema.required {
      let member = schema.property(name)
      guard let value = of(member?.schema ?? .unknown, name: name, depth: depth + 1) else {
        return nil
      }
      object[name] = value
    }
    return .object(object)
  }

  private static func fileName(_ name: String, _ kind: MediaKind?) -> String {
    switch kind {
    case .image, nil: name + ".png"
    case .video: name + ".mp4"
    case .audio: name + ".mp3"
    }
  }

  private static let maximumDepth = 8
  private static let maximumChoices = 10_000
  private static let maximumItems = 100
  private static let maximumAlternatives = 20
}
