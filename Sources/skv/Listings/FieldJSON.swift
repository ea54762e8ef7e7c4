import Contracts
import LosslessJSON

/// A field and what it takes as JSON; what the contract does not say is left out.
enum FieldJSON {
  /// The field with its name, whether it is required, and its schema.
  static func field(_ field: Field) -> JSON {
    var members: [JSONObject.Member] = [
      .init(key: "name", value: .string(field.name)),
      .init(key: "required", value: .bool(field.isRequired)),
    ]
    if field.nameIsInferred {
      members.append(.init(key: "name_inferred", value: .bool(true)))
      add("name_evidence", field.nameEvidence.map(JSON.string), to: &members)
    }
    if let media = field.media {
      let kind = media.kind.map { JSON.string($0.rawValue) } ?? .null
      members.append(
        .init(key: "media", value: ["kind": kind, "list": .bool(media.isList)]))
    }
    add("summary", field.summary.map(JSON.string), to: &members)
    members += schema(field.schema, depth: 0)
    return .object(JSONObject(members))
  }

  /// Schemas within schemas are printed this deep.
  private static let maximumDepth = 16

  private static func schema(_ schema: FieldSchema, depth: Int) -> [JSONObject.Member] {
    var members: [JSONObject.Member] = [
      .init(
        key: "types",
        value: schema.typeIsDocumented
          ? .array(schema.types.map { .string($0.rawValue) }) : .null),
      .init(key: "nullable", value: .bool(schema.nullable)),
    ]
    add("default", schema.defaultValue, to: &members)
    add("default_note", schema.defaultNote.map(JSON.string), to: &members)
    if !schema.allowed.isEmpty {
      members.append(.init(key: "allowed", value: .array(schema.allowed)))
      members.append(.init(key: "allowed_is_open", value: .bool(schema.allowedIsOpen)))
    }
    members += limits(schema)
    if !schema.examples.isEmpty {
      members.append(.init(key: "examples", value: .array(schema.examples)))
    }
    guard depth < maximumDepth else { return members }
    if let items = schema.items {
      members.append(.init(key: "items", value: nested(items, depth)))
    }
    if !schema.properties.isEmpty {
      members.append(.init(key: "members", value: .array(schema.properties.map(field))))
    }
    if schema.alternatives.count > 1 {
      members.append(
        .init(key: "alternatives", value: .array(schema.alternatives.map { nested($0, depth) })))
    }
    return members
  }

  private static func nested(_ inner: FieldSchema, _ depth: Int) -> JSON {
    .object(JSONObject(schema(inner, depth: depth + 1)))
  }

  private static func limits(_ schema: FieldSchema) -> [JSONObject.Member] {
    var members: [JSONObject.Member] = []
    let numbers: [(String, JSONNumber?)] = [
      ("minimum", schema.minimum), ("exclusive_minimum", schema.exclusiveMinimum),
      ("maximum", schema.maximum), ("exclusive_maximum", schema.exclusiveMaximum),
      ("multiple_of", schema.multipleOf),
    ]
    for (key, number) in numbers { add(key, number.map(JSON.number), to: &members) }
    let counts: [(String, Int?)] = [
      ("min_length", schema.minLength), ("max_length", schema.maxLength),
      ("min_items", schema.minItems), ("max_items", schema.maxItems),
    ]
    for (key, count) in counts { add(key, count.map { .number(JSONNumber($0)) }, to: &members) }
    add("pattern", schema.pattern.map(JSON.string), to: &members)
    add("format", schema.format.map(JSON.string), to: &members)
    return members
  }

  private static func add(_ key: String, _ value: JSON?, to members: inout [JSONObject.Member]) {
    if let value { members.append(.init(key: key, value: value)) }
  }
}
