import LosslessJSON
import Testing

@testable import Sandbox

@Suite("Body rules")
struct BodyRulesTests {
  /// What one rule takes and what it refuses, for a field called `x`.
  struct Case: Sendable, CustomTestStringConvertible {
    var schema: JSON
    var taken: [JSON]
    var refused: [JSON]
    var words: String

    var testDescription: String { schema.printed() }
  }

  static let long = JSON.string(String(repeating: "é", count: 5))

  static let cases: [Case] = [
    Case(
      schema: ["type": "string"], taken: ["", "a"], refused: [1, nil, true, []], words: "type"),
    Case(
      schema: ["type": "integer"], taken: [0, -3, number("1.0"), number("1e2")],
      refused: [number("1.5"), "1", true, nil], words: "type"),
    Case(
      schema: ["type": "number"], taken: [0, number("1.5")], refused: ["1", nil, [1]],
      words: "type"),
    Case(schema: ["type": "boolean"], taken: [true, false], refused: [0, "true"], words: "type"),
    Case(schema: ["type": "array"], taken: [[], [1, "a"]], refused: ["a", [:]], words: "type"),
    Case(schema: ["type": "object"], taken: [[:], ["a": 1]], refused: [[], "a"], words: "type"),
    Case(schema: ["type": ["string", "null"]], taken: ["a", nil], refused: [1], words: "type"),
    Case(
      schema: ["type": "string", "nullable": true], taken: ["a", nil], refused: [1], words: "type"),
    Case(schema: [:], taken: [1, "a", nil, [1], ["a": [:]], true], refused: [], words: ""),
    Case(
      schema: ["x-type-not-shown": true, "minimum": 1, "maximum": 4], taken: [1, 4, "many", nil],
      refused: [0, 5], words: "at"),
    Case(
      schema: ["type": "string", "enum": ["16:9", "9:16"]], taken: ["16:9", "9:16"],
      refused: ["4:3", "16:9 ", ""], words: "one of"),
    Case(
      schema: ["type": ["string", "null"], "enum": ["a", nil]], taken: ["a", nil], refused: ["b"],
      words: "one of"),
    Case(
      schema: ["enum": [1, 2]], taken: [1, number("2.0")], refused: [3, "1"], words: "one of"),
    Case(schema: ["const": "edit"], taken: ["edit"], refused: ["text", nil], words: "must be"),
    Case(
      schema: ["type": "integer", "minimum": 3], taken: [3, 4], refused: [2, -9],
      words: "at least 3"),
    Case(
      schema: ["type": "integer", "maximum": 9_007_199_254_740_991],
      taken: [9_007_199_254_740_991], refused: [9_007_199_254_740_992], words: "at most"),
    Case(
      schema: ["type": "number", "exclusiveMinimum": 0], taken: [number("1e-30")],
      refused: [0, -1], words: "above 0"),
    Case(
      schema: ["type": "number", "exclusiveMaximum": 1], taken: [number("0.999")],
      refused: [1, 2], words: "below 1"),
    Case(
      schema: ["type": "number", "minimum": 0, "exclusiveMinimum": true],
      taken: [number("0.1")], refused: [0], words: "above 0"),
    Case(
      schema: ["type": "number", "maximum": 1, "exclusiveMaximum": true],
      taken: [number("0.1")], refused: [1], words: "below 1"),
    Case(
      schema: ["type": "integer", "multipleOf": 8], taken: [0, 64], refused: [4, 63],
      words: "multiple of 8"),
    Case(
      schema: ["type": "number", "multipleOf": .number(half)], taken: [1, number("1.5")],
      refused: [number("1.25")], words: "multiple of 0.5"),
    Case(
      schema: ["type": "string", "minLength": 5], taken: [long, "abcdef"], refused: ["abcd", ""],
      words: "at least 5"),
    Case(
      schema: ["type": "string", "maxLength": 5], taken: [long, ""], refused: ["abcdef"],
      words: "at most 5"),
    Case(
      schema: ["type": "string", "pattern": "^[a-z]+$"], taken: ["abc"], refused: ["aBc", ""],
      words: "match"),
    Case(schema: ["type": "string", "pattern": "("], taken: ["abc"], refused: [], words: ""),
    Case(
      schema: ["type": "string", "format": "uri"],
      taken: ["https://a.example/b.png?c=1#d", "http://127.0.0.1:80/x", "HTTPS://[::1]:8080/%20"],
      refused: ["", "b.png", "https://", "https:///b", "https://a/b c", "@home"],
      words: "address"),
    Case(
      schema: ["type": "string", "format": "binary"], taken: [], refused: ["https://a/b"],
      words: "file"),
    Case(
      schema: [
        "type": "array",
        "items": [
          "anyOf": [["type": "string", "format": "uri"], ["type": "string", "format": "binary"]]
        ],
      ], taken: [[], ["https://a/b"]], refused: [["b.png"], [1]], words: "x[0]"),
    Case(
      schema: ["type": "array", "minItems": 1, "maxItems": 2], taken: [[1], [1, 2]],
      refused: [[], [1, 2, 3]], words: "items"),
    Case(
      schema: ["type": "array", "uniqueItems": true], taken: [[1, 2], []],
      refused: [[1, number("1.0")]], words: "equal"),
    Case(
      schema: ["type": "array", "items": ["type": "string"]], taken: [["a", "b"]],
      refused: [["a", 1]], words: "x[1]"),
    Case(
      schema: [
        "type": "object", "required": ["a"],
        "properties": ["a": ["type": "object", "properties": ["b": ["type": "integer"]]]],
      ], taken: [["a": [:]], ["a": ["b": 1]]], refused: [[:], ["a": ["b": "1"]], ["a": ["c": 1]]],
      words: "x.a"),
    Case(
      schema: ["type": "object", "additionalProperties": false], taken: [[:]],
      refused: [["a": 1]], words: "x.a"),
    Case(
      schema: ["type": "object", "additionalProperties": ["type": "integer"]],
      taken: [[:], ["a": 1]], refused: [["a": "1"]], words: "x.a"),
    Case(
      schema: [
        "allOf": [
          ["type": "object", "properties": ["a": ["type": "integer"]], "required": ["a"]],
          ["type": "object", "properties": ["b": ["type": "integer"]]],
        ]
      ], taken: [["a": 1], ["a": 1, "b": 2]], refused: [["b": 2], ["a": 1, "c": 2]], words: "x."),
    Case(
      schema: ["oneOf": [["type": "string"], ["type": "integer"]]], taken: ["a", 1],
      refused: [true, number("1.5")], words: "type"),
    Case(schema: ["$ref": "#/defs/word"], taken: ["a"], refused: [1], words: "type"),
    Case(schema: ["$ref": "#/defs/circle"], taken: [1, nil, []], refused: [], words: ""),
    Case(schema: ["$ref": "#/defs/none"], taken: [1, nil, []], refused: [], words: ""),
    Case(schema: true, taken: [1, nil], refused: [], words: ""),
    Case(schema: false, taken: [], refused: [1, nil], words: "not allowed"),
  ]

  static let document: JSON = [
    "defs": ["word": ["type": "string"], "circle": ["$ref": "#/defs/circle"]]
  ]

  static let half = JSONNumber("0.5") ?? 0

  static func number(_ text: String) -> JSON { JSONNumber(text).map(JSON.number) ?? nil }

  static func complaints(
    _ body: JSON, _ schema: JSON?, accepting: Bool = false
  ) -> [String] {
    BodyRules(document: document, acceptsUndocumented: accepting)
      .complaints(about: body, schema: schema).map(\.description)
  }

  @Test("a rule takes what keeps it and refuses what breaks it", arguments: cases)
  func rule(_ rule: Case) {
    let schema: JSON = ["type": "object", "properties": ["x": rule.schema]]
    for value in rule.taken {
      #expect(Self.complaints(["x": value], schema) == [], "\(value.printed())")
    }
    for value in rule.refused {
      let found = Self.complaints(["x": value], schema)
      #expect(found.count == 1, "\(value.printed())")
      #expect(found.first?.hasPrefix("x") == true)
      #expect(found.first?.contains(rule.words) == true, "\(found)")
    }
  }

  @Test("a body that is no object is refused", arguments: [nil, 1, "a", [], true] as [JSON])
  func noObject(_ body: JSON) {
    #expect(Self.complaints(body, [:]) == ["the body must be an object"])
  }

  @Test("a missing required field is named")
  func required() {
    let schema: JSON = ["required": ["a", "b"], "properties": ["a": [:], "b": [:]]]
    #expect(Self.complaints(["b": 1], schema) == ["a is required"])
  }

  @Test("a field that the schema does not name is refused once, even if it stands there twice")
  func unknown() throws {
    let body = try JSON(parsing: #"{"a":1,"c":1,"c":2}"#)
    #expect(Self.complaints(body, ["properties": ["a": [:]]]) == ["c is not a field of this model"])
  }

  @Test("the last of equal keys counts")
  func duplicates() throws {
    let schema: JSON = ["properties": ["a": ["type": "integer"]]]
    #expect(Self.complaints(try JSON(parsing: #"{"a":"x","a":1}"#), schema) == [])
    #expect(Self.complaints(try JSON(parsing: #"{"a":1,"a":"x"}"#), schema).count == 1)
  }

  @Test("a field that is not named is refused whatever the schema says of further ones")
  func additional() {
    for others: JSON in [true, ["type": "integer"], [:]] {
      let schema: JSON = ["properties": ["a": [:]], "additionalProperties": others]
      #expect(Self.complaints(["c": 1], schema) == ["c is not a field of this model"])
      #expect(Self.complaints(["c": "x"], schema, accepting: true) == [])
    }
  }

  // MARK: - Variants

  @Test(
    "a body that fits one documented variant is taken",
    arguments: [
      ["prompt": "a"], ["prompt": "a", "feature": "text"],
      ["feature": "edit", "video_url": "https://a/b.mp4"],
    ] as [JSON])
  func variants(_ body: JSON) {
    #expect(Self.complaints(body, TestContract.many) == [])
  }

  @Test(
    "the variant that the constant chooses is reported",
    arguments: [
      (["feature": "edit"] as JSON, ["video_url is required"]),
      (["feature": "text"] as JSON, ["prompt is required"]),
      (
        ["feature": "edit", "video_url": "https://a/b", "style": "x"] as JSON,
        ["style is not a field of this model"]
      ),
      (["prompt": "a", "video": 1] as JSON, ["video is not a field of this model"]),
    ])
  func reported(_ body: JSON, _ complaints: [String]) {
    #expect(Self.complaints(body, TestContract.many) == complaints)
  }

  @Test("a variant whose fields are not shown never fits")
  func notShown() {
    let schema: JSON = ["anyOf": [["type": "object", "x-fields-not-shown": true]]]
    #expect(Self.complaints(["a": 1], schema).count == 1)
    #expect(Self.complaints([:], schema).count == 1)
  }

  @Test("an endpoint without documented fields takes no body")
  func noSchema() {
    #expect(Self.complaints([:], nil) == ["the fields of this endpoint are not documented"])
  }

  // MARK: - Accepting what is not documented

  @Test(
    "what the contract does not show is taken on demand",
    arguments: [
      (["a": 1] as JSON, nil),
      (["a": 1], ["type": "object", "properties": [:]]),
      (["a": 1], ["anyOf": [["type": "object", "x-fields-not-shown": true]]]),
      (["b": "z"], ["properties": ["a": [:]], "additionalProperties": false]),
    ] as [(JSON, JSON?)])
  func accepted(_ body: JSON, _ schema: JSON?) {
    #expect(Self.complaints(body, schema, accepting: true) == [])
    #expect(Self.complaints(body, schema).count == 1)
  }

  @Test("what the contract does show is checked even then")
  func stillChecked() {
    let schema: JSON = [
      "anyOf": [
        ["type": "object", "x-fields-not-shown": true, "x-possibly-required": ["video_url"]]
      ]
    ]
    #expect(Self.complaints([:], schema, accepting: true) == ["video_url is required"])
    #expect(
      Self.complaints(["a": "x"], ["properties": ["a": ["type": "integer"]]], accepting: true)
        .count == 1)
  }
}
