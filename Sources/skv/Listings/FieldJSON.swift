import Contracts
import LosslessJSON

/// Fields and what they take as JSON; what the contract does not say is left out.
///
/// Schemas within schemas are printed `maximumDepth` deep, and of one model `maximumSchemas` of
/// them: what has more within it than is printed is marked with the member `cut`.
struct FieldJSON {
  private static let maximumDepth = 16
  private static let maximumSchemas = 5_000

  private var remaining = Self.maximumSchemas

  /// The field with its name, whether it is required, and its schema.
  mutating func field(_ field: Field) -> JSON { self.field(field, depth: 0) }

  private mutating func field(_ field: Field, depth: Int) -> JSON {
    var members: [JSONObject.Member] = [
      .init(key: "name", value: .string(field.name)),
      .init(key: "required", value: .bool(field.isRequired)),
    ]
    if field.nameIsInferred {
      members.append(.init(key: "name_inferred", value: .bool(true)))
      Self.add("name_evidence", field.nameEvidence.map(JSON.string), to: &members)
    }
    if let media = field.media {
      let kind = media.kind.map { JSON.string($0.rawValue) } ?? .null
      members.append(
        .init(key: "media", value: ["kind": kind, "list": .bool(media.isList)]))
    }
    Self.add("summary", field.summary.map(JSON.string), to: &members)
    members += schema(field.schema, depth: depth)
    return .object(JSONObject(members))
  }

  private mutating func schema(_ schema: FieldSchema, depth: Int) -> [JSONObject.Member] {
    var members: [JSONObject.Member] = [
      .init(
        key: "types",
        value: schema.typeIsDocumented
          ? .array(schema.types.map { .string($0.rawValue) }) : .null),
      .init(key: "nullable", value: .bool(schema.nullable)),
    ]
    Self.add("default", schema.defaultValue, to: &members)
    Self.add("default_note", schema.defaultNote.map(JSON.string), to: &members)
    if !schema.allowed.isEmpty {
      members.append(.init(key: "allowed", value: .array(schema.allowed)))
      members.append(.init(key: "allowed_is_open", value: .bool(schema.allowedIsOpen)))
    }
    members += Self.limits(schema)
    if !schema.examples.isEmpty {
      members.append(.init(key: "examples", value: .array(schema.examples)))
    }
    let properties = schema.properties.filter { !$0.schema.takesNothing }
    let inner = (schema.items == nil ? 0 : 1) + properties.count + schema.alternatives.count
    guard inner > 0 else { return members }
    guard depth < Self.maximumDepth, inner < remaining else {
      return members + [.init(key: "cut", value: true)]
    }
    remaining -= inner
    if let items = schema.items {
      members.append(.init(key: "items", value: nested(items, depth)))
    }
    if !properties.isEmpty {
      var list: [JSON] = []
      for property in properties { list.append(field(property, depth: depth + 1)) }
      members.append(.init(key: "members", value: .array(list)))
    }
    if schema.alternatives.count > 1 {
      var list: [JSON] = []
      for alternative in schema.alternatives { list.append(nested(alternative, depth)) }
      members.append(.init(key: "alternatives", value: .array(list)))
    }
    return members
  }

  private mutating func nested(_ inner: FieldSchema, _ depth: Int) -> JSON {
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
