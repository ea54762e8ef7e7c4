import Contracts
import LosslessJSON
import Testing

@testable import Sandbox

@Suite("Bodies with several documented variants, judged by both checks")
struct VariantTests {
  /// Two documented variants with a constant each, one without, and one known by its title.
  private static func schema(_ keyword: String) -> String {
    #"""
    {"type": "object", "properties": {"seed": {"type": "integer"}}, "\#(keyword)": [
      {"title": "Text To Video", "required": ["prompt"], "properties": {
        "feature": {"const": "text"}, "prompt": {"type": "string", "minLength": 1},
        "style": {"enum": ["a", "b"]}}},
      {"title": "Image To Video", "required": ["feature", "image_url"], "properties": {
        "feature": {"const": "image"}, "prompt": {"type": "string"},
        "image_url": {"type": "string", "format": "uri"}}},
      {"title": "Edit", "required": ["video_url"], "properties": {
        "feature": {"type": "string"}, "video_url": {"type": "string"}}},
      {"title": "Extend", "x-fields-not-shown": true}]}
    """#
  }

  @Test(
    "A body must meet one of them",
    arguments: [
      (#"{"prompt": "x"}"#, true), (#"{"feature": "text", "prompt": "x", "seed": 1}"#, true),
      (#"{"feature": "image", "image_url": "https://e.com/1"}"#, true),
      (#"{"video_url": "x"}"#, true), (#"{"feature": "other", "video_url": "x"}"#, true),
      // The constant of the first, and yet the third is met.
      (#"{"feature": "text", "video_url": "x"}"#, true),
      (#"{"feature": "image", "video_url": "x", "seed": 2}"#, true),
      ("{}", false), (#"{"seed": 1}"#, false), (#"{"prompt": ""}"#, false),
      (#"{"image_url": "https://e.com/1"}"#, false), (#"{"feature": "image"}"#, false),
      (#"{"prompt": "x", "video_url": "x"}"#, false),
      (#"{"prompt": "x", "seed": 1.5}"#, false), (#"{"feature": "text", "prompt": 1}"#, false),
      (#"{"feature": "other", "prompt": "x"}"#, false), (#"{"feature": 1, "prompt": "x"}"#, false),
      (#"{"feature": "extend"}"#, false), (#"{"anything": 1}"#, false),
      (#"{"prompt": "x", "style": "c"}"#, false), (#"{"prompt": "x", "style": null}"#, false),
      (#"{"feature": null, "prompt": "x"}"#, false),
    ])
  func variants(_ body: String, _ isTaken: Bool) throws {
    for keyword in ["anyOf", "oneOf"] {
      let judges = try Judges(schema: try JSON(parsing: Self.schema(keyword)))
      let verdict = judges.verdict(
        on: try JSON(parsing: body), of: try #require(judges.models.first))
      #expect(verdict.isTaken == isTaken, "\(verdict.text)")
    }
  }

  @Test(
    "The constant, the mode or the fewest violations choose what is told",
    arguments: [
      (#"{"feature": "text"}"#, nil, ["/prompt missingField"]),
      (#"{"feature": "image", "prompt": "x"}"#, nil, ["/image_url missingField"]),
      (
        #"{"feature": "image", "style": "a"}"#, nil,
        ["/style unknownField", "/image_url missingField"]
      ),
      (#"{"video_url": 1}"#, nil, ["/video_url wrongType"]),
      (#"{"prompt": "x"}"#, .i2v, ["/feature missingField", "/image_url missingField"]),
      (#"{"feature": "extend", "video_url": 1}"#, nil, ["/feature noDocumentedVariant"]),
      (#"{"video_url": "x"}"#, .t2v, ["/video_url unknownField", "/prompt missingField"]),
      (#"{"video_url": "x"}"#, .v2v, []),
      (
        #"{"feature": "text", "prompt": "x"}"#, .i2v,
        ["/feature notConstant", "/image_url missingField"]
      ),
      (#"{"prompt": "x"}"#, .a2v, [" noDocumentedVariant"]),
    ] as [(String, Mode?, [String])])
  func choice(_ body: String, _ mode: Mode?, _ expected: [String]) throws {
    let judges = try Judges(schema: try JSON(parsing: Self.schema("oneOf")))
    let verdict = judges.verdict(
      on: try JSON(parsing: body), of: try #require(judges.models.first), aim: Aim(mode: mode))
    #expect(verdict.findings == expected)
  }

  @Test("A member that is unknown within a field counts against its variant")
  func innerStrangers() throws {
    let judges = try Judges(
      schema: try JSON(
        parsing: #"""
          {"oneOf": [
            {"properties": {"a": {"type": "object", "properties": {"b": {}}}}},
            {"properties": {"a": {"type": "object"}, "c": {}}}]}
          """#))
    let verdict = judges.verdict(on: ["a": ["d": 1]], of: try #require(judges.models.first))
    #expect(verdict.isTaken == true, "\(verdict.text)")
  }

  @Test(
    "Schemas of a body that show no field, or only some",
    arguments: [
      ("{}", "{}", false), (#"{"type": "object"}"#, #"{"a": 1}"#, false), ("true", "{}", false),
      ("false", "{}", false), (#"{"anyOf": []}"#, "{}", false),
      (##"{"$ref": "#/components/schemas/Missing"}"##, "{}", false),
      (#"{"anyOf": [{"title": "A", "x-fields-not-shown": true}]}"#, "{}", false),
      (#"{"anyOf": [{"title": "A"}, {"properties": {"a": {}}}]}"#, #"{"b": 1}"#, false),
      (#"{"anyOf": [{"title": "A"}, {"properties": {"a": {}}}]}"#, #"{"a": 1}"#, true),
      (#"{"additionalProperties": false}"#, "{}", true),
      (#"{"additionalProperties": false}"#, #"{"a": 1}"#, false),
      (#"{"required": ["a"]}"#, #"{"a": [1]}"#, true), (#"{"required": ["a"]}"#, "{}", false),
      (#"{"required": ["a"]}"#, #"{"a": 1, "b": 1}"#, false),
      (
        #"{"properties": {"a": {}}, "additionalProperties": {"type": "integer"}}"#, #"{"b": 1}"#,
        false
      ),
      (#"{"properties": {"a": {}}, "additionalProperties": true}"#, #"{"b": 1}"#, false),
      (#"{"properties": {"a": {}}, "patternProperties": {"b": {}}}"#, #"{"b": 1}"#, false),
      (
        #"{"allOf": [{"properties": {"a": {"type": "string"}}}, {"required": ["a"]}]}"#,
        #"{"a": "x"}"#, true
      ),
      (
        #"{"allOf": [{"properties": {"a": {"type": "string"}}}, {"required": ["a"]}]}"#, "{}", false
      ),
    ])
  func sparse(_ schema: String, _ body: String, _ isTaken: Bool) throws {
    let judges = try Judges(schema: try JSON(parsing: schema))
    let verdict = judges.verdict(
      on: try JSON(parsing: body), of: try #require(judges.models.first))
    #expect(verdict.isTaken == isTaken, "\(verdict.text)")
    #expect(verdict.agreesOnFields, "\(verdict.text)")
  }

  @Test("The undocumented passes on demand, whatever `additionalProperties` says of the body")
  func unchecked() throws {
    for others in ["true", "false", #"{"type": "integer"}"#] {
      let schema =
        #"{"properties": {"a": {"type": "object", "properties": {"b": {}}}}, "additionalProperties": \#(others)}"#
      let judges = try Judges(schema: try JSON(parsing: schema))
      let model = try #require(judges.models.first)
      for (body, isTaken) in [(#"{"c": "x", "a": {"d": 1}}"#, true), (#"{"a": 1}"#, false)] {
        let verdict = judges.verdict(
          on: try JSON(parsing: body), of: model, aim: Aim(allowsUnchecked: true))
        #expect(verdict.isTaken == isTaken, "\(verdict.text)")
      }
    }
    let hidden = try Judges(field: #"{"oneOf": [{"x-fields-not-shown": true}, {"const": 1}]}"#)
    let open = hidden.verdict(
      on: ["f": "x"], of: try #require(hidden.models.first), aim: Aim(allowsUnchecked: true))
    #expect(open.isTaken == true, "\(open.text)")
    let closed = try Judges(field: #"{"properties": {"b": {}}, "additionalProperties": false}"#)
    let verdict = closed.verdict(
      on: ["f": ["c": 1]], of: try #require(closed.models.first), aim: Aim(allowsUnchecked: true))
    #expect(verdict.isTaken == false)
  }
}
