import LosslessJSON

/// Makes small schemas at random, of every keyword that both checks read and some that they do not.
struct SchemaGenerator {
  var dice: Dice
  private var names = 0

  init(seed: UInt64) {
    dice = Dice(seed: seed)
  }

  /// The schema of a body, and the components that its references name.
  mutating func contract() -> (body: JSON, components: JSON) {
    let components: JSON = [
      "A": field(depth: 2), "B": field(depth: 1), "C": field(depth: 1),
    ]
    guard dice.once(in: 3) else { return (object(depth: 2), components) }
    let keyword = dice.pick(["anyOf", "oneOf"])
    let variants = (0..<dice.pick(1...3)).map { _ in object(depth: 2) }
    return ([keyword: .array(variants)].json, components)
  }

  private mutating func field(depth: Int) -> JSON {
    if dice.once(in: 12) { return reference() }
    guard depth > 0 else { return scalar() }
    switch dice.pick(0..<9) {
    case 0, 1, 2: return scalar()
    case 3: return list(depth: depth - 1)
    case 4: return object(depth: depth - 1)
    case 5, 6: return choice(depth: depth - 1)
    case 7: return both(depth: depth - 1)
    default: return dice.pick([[:], true, ["x-type-not-shown": true, "maximum": 3], reference()])
    }
  }

  private mutating func reference() -> JSON {
    ["$ref": .string("#/components/schemas/" + dice.pick(["A", "B", "C", "Missing"]))]
  }

  private mutating func scalar() -> JSON {
    var schema: JSONObject = [:]
    let type = dice.pick(["string", "string", "integer", "number", "boolean"])
    switch dice.pick(0..<8) {
    case 0: return ["const": word()]
    case 1, 2:
      schema["enum"] = .array((0..<dice.pick(1...3)).map { _ in word() })
      if dice.once(in: 5) { schema["x-enum-truncated"] = true }
      if dice.once(in: 2) { return .object(schema) }
    case 3: schema["type"] = [.string(type), dice.pick(["null", "array", "integer"])]
    case 4: break
    default: schema["type"] = .string(type)
    }
    if dice.once(in: 5) { schema["nullable"] = .bool(dice.once(in: 2)) }
    if type == "string" {
      if dice.once(in: 3) { schema["minLength"] = .number(JSONNumber(dice.pick(0...2))) }
      if dice.once(in: 3) { schema["maxLength"] = .number(JSONNumber(dice.pick(1...4))) }
      if dice.once(in: 5) { schema["pattern"] = dice.pick(["^a", "[a-z]$", "🦊|^$", "^.{1,2}$"]) }
      if dice.once(in: 5) { schema["format"] = dice.pick(["uri", "email", "uri", "binary"]) }
    } else {
      for keyword in ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]
      where dice.once(in: 4) {
        let isFlag = keyword.hasPrefix("exclusive") && dice.once(in: 2)
        schema[keyword] = isFlag ? true : dice.pick(Self.bounds)
      }
    }
    return .object(schema)
  }

  private mutating func word() -> JSON {
    dice.pick(["a", "auto", "", 1, .number(JSONNumber("1.0") ?? 1), nil, true, [1], ["a": 1]])
  }

  private mutating func list(depth: Int) -> JSON {
    var schema: JSONObject = ["type": "array"]
    if !dice.once(in: 5) { schema["items"] = field(depth: depth) }
    if dice.once(in: 3) { schema["minItems"] = .number(JSONNumber(dice.pick(0...2))) }
    if dice.once(in: 3) { schema["maxItems"] = .number(JSONNumber(dice.pick(1...3))) }
    if dice.once(in: 3) { schema["uniqueItems"] = true }
    if dice.once(in: 8) { schema["prefixItems"] = [["type": "string"]] }
    if dice.once(in: 8) { schema["contains"] = ["type": "string"] }
    return .object(schema)
  }

  private mutating func object(depth: Int) -> JSON {
    var properties = JSONObject()
    for name in ["a", "b", "c", "feature"] where dice.once(in: 2) {
      properties[name] = name == "feature" ? ["const": dice.pick(["x", "y"])] : field(depth: depth)
    }
    var schema: JSONObject = ["type": "object", "properties": .object(properties)]
    if dice.once(in: 2) {
      schema["required"] = .array([.string(dice.pick(["a", "b", "feature"]))])
    }
    if dice.once(in: 3) {
      schema["additionalProperties"] = dice.pick([true, false, ["type": "integer"], [:]])
    }
    if dice.once(in: 12) { schema["patternProperties"] = ["^s": ["type": "string"]] }
    if dice.once(in: 12) { schema["not"] = [:] }
    return .object(schema)
  }

  private mutating func choice(depth: Int) -> JSON {
    let members = (0..<dice.pick(1...3)).map { _ in field(depth: depth) }
    var schema: JSONObject = [dice.pick(["anyOf", "oneOf"]): .array(members)]
    if dice.once(in: 5) { schema["nullable"] = true }
    if dice.once(in: 5) { schema["maximum"] = 2 }
    return .object(schema)
  }

  private mutating func both(depth: Int) -> JSON {
    let first = field(depth: depth)
    // Two kinds at once are met by nothing, so mostly one schema is made stricter.
    let second: JSON = dice.once(in: 4) ? field(depth: depth) : dice.pick(Self.limits)
    var schema: JSONObject = ["allOf": [first, second]]
    if dice.once(in: 5) { schema["nullable"] = true }
    return .object(schema)
  }

  private static let bounds: [JSON] = ["0", "1", "2", "-1", "0.5", "0.1", "0.3", "1e1"].compactMap {
    JSONNumber($0).map(JSON.number)
  }

  private static let limits: [JSON] = [
    ["minimum": 1], ["maxLength": 2], ["maxItems": 1], ["required": ["a"]], ["type": "string"],
    ["properties": ["a": ["minimum": 1], "d": [:]]], ["enum": ["a", 1, nil]], ["minItems": 1],
    ["additionalProperties": false], ["type": ["object", "array", "null"]], ["pattern": "a"],
    ["items": ["maximum": 1]], ["format": "uri"], ["uniqueItems": true],
  ]
}

extension [String: JSON] {
  fileprivate var json: JSON {
    .object(JSONObject(map { JSONObject.Member(key: $0.key, value: $0.value) }))
  }
}
