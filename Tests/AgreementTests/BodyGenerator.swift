import LosslessJSON

@testable import Sandbox

/// Makes bodies that are mostly right, with no, one or two changes that may break a rule.
struct BodyGenerator {
  private let unfolder: SchemaForms
  var dice: Dice

  init(document: JSON, seed: UInt64) {
    unfolder = SchemaForms(document: document)
    dice = Dice(seed: seed)
  }

  mutating func body(for schema: JSON?) -> JSON {
    let forms = unfolder.forms(of: schema.map { [$0] } ?? [])
    guard let parts = forms.randomElement(using: &dice)?.parts else { return [:] }
    var object = members(of: parts, depth: 0)
    for _ in 0..<dice.pick([0, 0, 1, 1, 1, 2]) { change(&object, parts, depth: 0) }
    return .object(object)
  }

  // MARK: - What is right

  private mutating func right(_ schemas: [JSON], depth: Int) -> JSON {
    guard depth < 5, let form = unfolder.forms(of: schemas).randomElement(using: &dice) else {
      return dice.pick(Self.anything)
    }
    let parts = form.parts
    if let constant = parts.compactMap({ $0["const"] }).first { return constant }
    let words = parts.compactMap { $0["enum"]?.array }.joined()
    if !words.isEmpty { return dice.pick(words) }
    let types = parts.compactMap(ValueRules.types)
    let common = types.first?.filter { type in types.allSatisfy { $0.contains(type) } } ?? []
    switch common.isEmpty ? dice.pick(types.first ?? Self.types) : dice.pick(common) {
    case "null": return nil
    case "boolean": return .bool(dice.once(in: 2))
    case "integer": return .number(number(parts))
    case "number": return .number(dice.once(in: 2) ? number(parts) : dice.pick(numbers(parts)))
    case "array": return .array(items(count: count(parts, "Items", most: 3), parts, depth: depth))
    case "object": return .object(members(of: parts, depth: depth + 1))
    default:
      if parts.contains(where: { $0["format"] == "uri" }) { return dice.pick(Self.addresses) }
      return .string(text(count: count(parts, "Length", most: 9)))
    }
  }

  private mutating func members(of parts: [JSONObject], depth: Int) -> JSONObject {
    var object = JSONObject()
    let required = parts.flatMap { $0["required"]?.array ?? [] }
    for (name, schemas) in fields(of: parts)
    where required.contains(.string(name)) || dice.once(in: 3) {
      object[name] = right(schemas, depth: depth)
    }
    return object
  }

  private func fields(of parts: [JSONObject]) -> [(String, [JSON])] {
    let names = parts.flatMap { $0["properties"]?.object?.keys ?? [] }
    return Set(names).sorted().map { name in (name, parts.compactMap { $0["properties"]?[name] }) }
  }

  private mutating func items(count: Int, _ parts: [JSONObject], depth: Int) -> [JSON] {
    let each = parts.compactMap { $0["items"] }
    return (0..<count).map { _ in right(each, depth: depth + 1) }
  }

  private mutating func count(_ parts: [JSONObject], _ what: String, most: Int) -> Int {
    let low = max(0, parts.compactMap { $0["min" + what]?.number?.int }.max() ?? 0)
    let high = parts.compactMap { $0["max" + what]?.number?.int }.min() ?? low + most
    return Int.random(in: low...max(low, min(high, low + most)), using: &dice)
  }

  private mutating func number(_ parts: [JSONObject]) -> JSONNumber {
    if let step = parts.compactMap({ $0["multipleOf"]?.number }).first {
      return (0..<dice.pick(1...4)).reduce(JSONNumber(0)) { sum, _ in sum.adding(step) ?? sum }
    }
    let low = parts.compactMap { $0["minimum"]?.number?.int }.max() ?? 1
    let high = parts.compactMap { $0["maximum"]?.number?.int }.min() ?? low + 9
    return JSONNumber(Int.random(in: low...max(low, high), using: &dice))
  }

  private mutating func text(count: Int) -> String {
    let scalar = dice.pick("aZ0 🦊日\u{301}\u{200D}".unicodeScalars)
    return String(String.UnicodeScalarView((0..<count).map { _ in scalar }))
  }

  // MARK: - What may be wrong

  private mutating func change(_ object: inout JSONObject, _ parts: [JSONObject], depth: Int) {
    let fields = fields(of: parts)
    switch dice.pick(0..<12) {
    case 0: object[dice.pick(Self.strangers)] = dice.pick(Self.anything)
    case 1: object[dice.pick(fields.map(\.0) + ["x"]) + "s"] = "a"
    case 2:
      let required = parts.flatMap { $0["required"]?.array ?? [] }.compactMap(\.string)
      if let name = required.randomElement(using: &dice) { object[name] = nil }
    case 3:
      if let (name, schemas) = fields.randomElement(using: &dice) {
        object.append(.init(key: name, value: odd(schemas, depth: depth)))
        object.append(.init(key: name, value: right(schemas, depth: depth)))
      }
    default:
      if let (name, schemas) = fields.randomElement(using: &dice) {
        object[name] = odd(schemas, depth: depth)
      }
    }
  }

  /// A value at the edge of what is right, on either side of it.
  private mutating func odd(_ schemas: [JSON], depth: Int) -> JSON {
    if dice.once(in: 6) { return dice.pick(Self.anything) }
    guard let parts = unfolder.forms(of: schemas).randomElement(using: &dice)?.parts else {
      return nil
    }
    switch right(schemas, depth: depth) {
    case .number: return .number(dice.pick(numbers(parts)))
    case .string(let text): return oddText(text, parts)
    case .array(let items): return .array(oddItems(items, parts, depth: depth))
    case .object(var object):
      change(&object, parts, depth: depth + 1)
      return .object(object)
    case .bool: return dice.pick([true, false, 0, "true"])
    case .null: return nil
    }
  }

  private func numbers(_ parts: [JSONObject]) -> [JSONNumber] {
    let keywords = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]
    let bounds = parts.flatMap { part in keywords.compactMap { part[$0]?.number } }
    let near = bounds.flatMap { bound in
      ["1", "-1", "1e-21", "-1e-21", "0.5", "0"].compactMap { text in
        JSONNumber(text).flatMap { bound.adding($0) }
      } + [JSONNumber(bound.text + ".0")].compactMap(\.self)
    }
    return bounds + near + Self.numbers
  }

  private mutating func oddText(_ text: String, _ parts: [JSONObject]) -> JSON {
    let limits = parts.flatMap { part in
      ["minLength", "maxLength"].compactMap { part[$0]?.number?.int }
    }
    if let limit = limits.randomElement(using: &dice), !dice.once(in: 4) {
      return .string(self.text(count: max(0, limit + dice.pick([-1, 0, 0, 1, 1]))))
    }
    if parts.contains(where: { $0["format"] == "uri" }), !dice.once(in: 4) {
      return dice.pick(Self.addresses + Self.nearAddresses)
    }
    return .string(dice.pick(["", text, text.uppercased(), text + " ", text + "\u{301}", "auto"]))
  }

  private mutating func oddItems(_ items: [JSON], _ parts: [JSONObject], depth: Int) -> [JSON] {
    let limits = parts.flatMap { part in
      ["minItems", "maxItems"].compactMap { part[$0]?.number?.int }
    }
    var items = items
    switch dice.pick(0..<4) {
    case 0: if let first = items.first { items.append(first) }
    case 1, 2:
      let limit = limits.randomElement(using: &dice) ?? 2
      items = self.items(count: max(0, limit + dice.pick([-1, 0, 1])), parts, depth: depth)
    default:
      let each = parts.compactMap { $0["items"] }
      items.insert(odd(each, depth: depth + 1), at: dice.pick(0...items.count))
    }
    return items
  }

  // MARK: - Values

  private static let types = ["null", "boolean", "integer", "number", "string", "array", "object"]

  private static let numbers = [
    "0", "-0", "-0.0", "1", "1e1", "15.0", "15.000000000000000000001", "1.5", "-1", "2e-1", "100",
    "9007199254740993", "123456789012345678901234567890", "1e400", "-1e400", "0.1", "0.3",
  ].compactMap(JSONNumber.init)

  private static let strangers = ["stranger", "promt", "a", "feature", "video_url", "Prompt", ""]

  private static let addresses: [JSON] = [
    "https://e.com/1", "http://127.0.0.1:8080/a?b=c#d", "HTTPS://[::1]/a", "data:image/png,AA",
  ]

  private static let nearAddresses: [JSON] = [
    "https://e.com/a b", "https://e.com/é", "https://e.com/%2", "https:///a", "e.com/1", "",
    "https://e.com:99999/", "https://e.com/[1]", "https://e.com/a#b#c", "s3://bucket/%41", "@a.png",
  ]

  private static let anything: [JSON] = [
    nil, true, 7, "a fox", "", [], ["a"], [1, nil], [:], ["a": 1], ["a": ["b": [nil]]],
    "text-image-to-video", "https://e.com/1",
  ]
}
