import Contracts
import LosslessJSON
import Testing

@Suite("The difference of two contracts")
struct ContractDiffTests {
  private func diff(_ old: String, _ new: String, components: String = "{}") throws -> [String] {
    ContractDiff(
      from: try catalogue(schema: old, components: components),
      to: try catalogue(schema: new, components: components)
    ).models.flatMap { $0.changes.map(\.testText) }
  }

  private func diff(field old: String, _ new: String) throws -> [String] {
    try diff(
      #"{"type": "object", "properties": {"f": \#(old)}}"#,
      #"{"type": "object", "properties": {"f": \#(new)}}"#)
  }

  @Test(
    "Each statement about a field is compared",
    arguments: [
      (#"{"type": "string"}"#, #"{"type": "integer"}"#, ["f type: string > integer"]),
      (
        #"{"type": "string"}"#, #"{"type": ["string", "null"]}"#,
        ["f type: string > string or null"]
      ),
      (#"{}"#, #"{"type": "string"}"#, ["f type: type not documented > string"]),
      (#"{"default": 5}"#, #"{"default": 10}"#, ["f default: 5 > 10"]),
      (#"{}"#, #"{"default": "a"}"#, [#"f default: none > "a""#]),
      (#"{"default": null}"#, #"{}"#, ["f default: null > none"]),
      (#"{"enum": ["a", "b"]}"#, #"{"enum": ["b", "c"]}"#, [#"f words: "a" > "c""#]),
      (#"{"enum": ["a", "b"]}"#, #"{"enum": ["a", "b", 3]}"#, ["f words: none > 3"]),
      (#"{"enum": ["a", "b"]}"#, #"{"enum": ["b", "a"]}"#, ["wording: none > none"]),
      (
        #"{"enum": ["a"]}"#, #"{"enum": ["a"], "x-enum-truncated": true}"#,
        ["f further_words: no > yes"]
      ),
      (#"{"const": 1}"#, #"{"const": 2}"#, ["f words: 1 > 2"]),
      (#"{"minimum": 1}"#, #"{"minimum": 2}"#, ["f minimum: 1 > 2"]),
      (#"{"minimum": 1}"#, #"{"minimum": 1.0}"#, []),
      (#"{"exclusiveMinimum": 1}"#, #"{}"#, ["f exclusive_minimum: 1 > none"]),
      (#"{"maximum": 1}"#, #"{"maximum": 1e3}"#, ["f maximum: 1 > 1e3"]),
      (
        #"{"maximum": 1}"#, #"{"maximum": 1, "exclusiveMaximum": true}"#,
        ["f maximum: 1 > none", "f exclusive_maximum: none > 1"]
      ),
      (#"{"multipleOf": 1}"#, #"{"multipleOf": 8}"#, ["f multiple_of: 1 > 8"]),
      (#"{"minLength": 1}"#, #"{"minLength": 2}"#, ["f min_length: 1 > 2"]),
      (#"{"maxLength": 1}"#, #"{"maxLength": 2}"#, ["f max_length: 1 > 2"]),
      (#"{"minItems": 1}"#, #"{"minItems": 2}"#, ["f min_items: 1 > 2"]),
      (#"{"maxItems": 1}"#, #"{"maxItems": 2}"#, ["f max_items: 1 > 2"]),
      (#"{"pattern": "a"}"#, #"{"pattern": "b"}"#, ["f pattern: a > b"]),
      (#"{"format": "uri"}"#, #"{}"#, ["f format: uri > none"]),
      (#"{"description": "x"}"#, #"{"description": "y"}"#, ["wording: none > none"]),
      (#"{"type": "string"}"#, #"{"type": "string"}"#, []),
      (
        #"{"items": {"maximum": 1}}"#, #"{"items": {"maximum": 2}}"#, ["f[] maximum: 1 > 2"]
      ),
      (
        #"{"properties": {"a": {"maximum": 1}, "b": {}}}"#,
        #"{"properties": {"a": {"maximum": 2}, "c": {}}}"#,
        [
          "f.a maximum: 1 > 2", "f.b field: type not documented > none",
          "f.c field: none > type not documented",
        ]
      ),
      (
        #"{"properties": {"a": {}}}"#, #"{"properties": {"a": {}}, "additionalProperties": false}"#,
        ["f further_members: yes > no"]
      ),
      (
        #"{"additionalProperties": {"maximum": 1}}"#, #"{"additionalProperties": {"maximum": 2}}"#,
        ["f.* maximum: 1 > 2"]
      ),
      (
        #"{"anyOf": [{"type": "integer", "maximum": 1}, {"type": "string"}]}"#,
        #"{"oneOf": [{"type": "integer", "maximum": 2}, {"type": "string"}]}"#,
        ["f maximum: 1 > 2"]
      ),
      (
        #"{"anyOf": [{"type": "integer"}]}"#,
        #"{"anyOf": [{"type": "integer"}, {"type": "string"}]}"#,
        ["f type: integer > string or integer", "f forms: 1 > 2"]
      ),
      (
        #"{"type": "array"}"#, #"{"type": "array", "uniqueItems": true}"#,
        ["f unique_items: no > yes"]
      ),
      (
        #"{"items": {"type": "string", "maxLength": 5}}"#, #"{}"#,
        [
          "f items: string; greatest length 5 > none"
        ]
      ),
      (
        #"{"anyOf": [{"items": {"maximum": 3}}, {"items": {"maxLength": 5}}]}"#,
        #"{"anyOf": [{"items": {"maximum": 3}}, {"items": {"maxLength": 2}}]}"#,
        ["f[] max_length: 5 > 2"]
      ),
      (
        #"{"anyOf": [{"type": "string", "maxLength": 1}, {"type": "integer"}]}"#,
        #"{"anyOf": [{"type": "integer", "maxLength": 1}, {"type": "string"}]}"#,
        ["f type: string > integer", "f type: integer > string"]
      ),
      (
        #"{"properties": {"a": {}}}"#,
        #"{"properties": {"a": {}}, "additionalProperties": {"type": "integer"}}"#,
        ["f member_schema: none > integer"]
      ),
      (
        #"{"properties": {"a": {}}}"#, #"{"properties": {"a": {}}, "required": ["b"]}"#,
        ["f.b required: no > yes"]
      ),
      (
        #"{"pattern": "a"}"#, #"{"allOf": [{"pattern": "a"}, {"pattern": "b"}]}"#,
        ["f pattern: a > a and b"]
      ),
      (#"{}"#, #"{"not": {"type": "null"}}"#, ["f rest: none > none"]),
      (#"{}"#, #"{"minProperties": 3}"#, ["f rest: none > none"]),
      (
        #"{"type": "object"}"#, #"{"type": "object", "patternProperties": {}}"#,
        ["f rest: none > none"]
      ),
      (#"{"type": "string"}"#, #"{"type": ["string"]}"#, ["wording: none > none"]),
      (
        #"{"examples": [1], "x-note": 1}"#, #"{"examples": [2], "title": "t"}"#,
        ["wording: none > none"]
      ),
    ])
  func fields(_ old: String, _ new: String, _ expected: [String]) throws {
    #expect(try diff(field: old, new) == expected)
  }

  @Test("Fields that came or went say what they take")
  func comeAndGone() throws {
    let found = try diff(
      #"{"properties": {"a": {"type": "string"}, "b": {}}, "required": ["b"]}"#,
      #"""
      {"properties": {"b": {}, "c": {"type": "string", "enum": ["x", "y"], "default": "x"}},
       "required": ["c"]}
      """#)
    #expect(
      found == [
        "a field: string > none", "b required: yes > no",
        #"c field: none > string; required; "x", "y"; default "x""#,
      ])
  }

  @Test("What is said of the body as a whole is compared")
  func wholeBody() throws {
    let old = #"{"properties": {"a": {}}}"#
    for (keywords, expected) in [
      (#""not": {"required": ["a"]}"#, "rest: none > none"),
      (#""minProperties": 3"#, "rest: none > none"),
      (#""x-possibly-required": ["a"]"#, "possibly_required: none > a"),
      (#""x-unnamed-fields": [{"after": "a"}]"#, "unnamed_fields: 0 > 1"),
      (#""title": "x""#, "wording: none > none"),
    ] {
      #expect(try diff(old, #"{"properties": {"a": {}}, \#(keywords)}"#) == [expected])
    }
  }

  @Test("A property that is named like a text for people is compared like any other")
  func fieldsNamedLikeTexts() throws {
    func body(_ limit: Int) -> String {
      #"{"properties": {"a": {"not": {"properties": {"title": {"maximum": \#(limit)}}}}}}"#
    }
    #expect(try diff(body(1), body(2)) == ["a rest: none > none"])
  }

  @Test("A field that came says its limits")
  func limits() throws {
    let found = try diff(
      #"{"properties": {"a": {}}}"#,
      #"""
      {"properties": {"a": {}, "b": {"type": "integer", "minimum": 1, "maximum": 5, "multipleOf": 2},
       "c": {"type": "array", "maxItems": 3, "uniqueItems": true}}}
      """#)
    #expect(
      found == [
        "b field: none > integer; minimum 1; maximum 5; steps of 2",
        "c field: none > array; greatest number of items 3; unique items",
      ])
  }

  @Test("Names of fields are compared by their bytes")
  func names() throws {
    let found = try diff(
      "{\"properties\": {\"e\u{301}\": {}}}", "{\"properties\": {\"\u{E9}\": {}}}")
    #expect(found.count == 2)
  }

  @Test("oneOf and anyOf say the same, and so does a schema behind a reference")
  func spelling() throws {
    let variants =
      #"[{"title": "A", "properties": {"a": {}}}, {"title": "B", "properties": {"b": {}}}]"#
    #expect(
      try diff(#"{"anyOf": \#(variants)}"#, #"{"oneOf": \#(variants)}"#) == ["wording: none > none"]
    )
    let body = #"{"properties": {"a": {"type": "string"}}}"#
    #expect(
      try diff(
        body, ##"{"$ref": "#/components/schemas/B"}"##, components: #"{"B": \#(body)}"#) == [])
  }

  @Test("Variants are found again by title, else by constant, else by number")
  func variants() throws {
    func body(_ variants: String...) -> String {
      #"{"anyOf": [\#(variants.joined(separator: ","))]}"#
    }
    let a = #"{"title": "A", "properties": {"f": {"maximum": 1}}}"#
    let a2 = #"{"title": "A", "properties": {"f": {"maximum": 2}}}"#
    let b = #"{"title": "B", "properties": {"g": {}}}"#
    let hidden = #"{"title": "B", "x-fields-not-shown": true}"#
    #expect(try diff(body(a, b), body(b, a2)) == ["[A] f maximum: 1 > 2"])
    #expect(try diff(body(a, b), body(a)) == ["[B] variant: 1 field > none"])
    #expect(try diff(body(a), body(a, hidden)) == ["[B] variant: none > fields not documented"])
    #expect(
      try diff(body(a, hidden), body(a, b)) == [
        "[B] documented: no > yes", "[B] g field: none > type not documented",
      ])
    #expect(try diff(body(a), body(a2)) == ["f maximum: 1 > 2"])
    func word(_ word: String, _ most: Int) -> String {
      #"{"properties": {"kind": {"const": "\#(word)"}, "f": {"maximum": \#(most)}}}"#
    }
    #expect(
      try diff(body(word("x", 1), word("y", 1)), body(word("y", 1), word("x", 2)))
        == [#"[kind "x"] f maximum: 1 > 2"#])
    func titled(_ title: String, _ most: Int) -> String {
      #"{"title": "\#(title)", "properties": {"kind": {"const": "x"}, "f": {"maximum": \#(most)}}}"#
    }
    #expect(
      try diff(body(titled("A", 1), b), body(titled("C", 2), b)) == ["[A] f maximum: 1 > 2"])
    let plain = #"{"properties": {"f": {"maximum": 1}}}"#
    let plain2 = #"{"properties": {"f": {"maximum": 2}}}"#
    #expect(try diff(body(plain, plain), body(plain, plain2)) == ["[variant 2] f maximum: 1 > 2"])
    #expect(try diff(body(a, a), body(a, a2)) == ["[A (2)] f maximum: 1 > 2"])
  }

  private func document(_ paths: String) throws -> Catalogue {
    Catalogue(
      document: try OpenAPIDocument(parsing: Array(#"{"paths": {\#(paths)}}"#.utf8)),
      navigation: nil)
  }

  @Test("Endpoints, streams, content types and kinds of output are compared")
  func endpoints() throws {
    let old = try document(
      #"""
      "/generation/a": {"post": {"tags": ["Videos"]}}, "/generation/sse/a": {"post": {}},
      "/generation/b": {"post": {}}, "/generation/c": {"post": {}}
      """#)
    let new = try document(
      #"""
      "/v1/generation/c": {"post": {"x-source": "moved"}}, "/v1/generation/a": {"post": {"tags": ["Images"],
        "requestBody": {"content": {"application/json": {}, "multipart/form-data": {}}}}},
      "/v1/generation/d": {"post": {}}
      """#)
    let diff = ContractDiff(from: old, to: new)
    #expect(diff.models.map { "\($0.path) \($0.kind)" } == ["a changed", "b removed", "d added"])
    #expect(
      diff.models.first?.changes.map(\.testText) == [
        "output: video > image", "stream: yes > no",
        "content_types: none > application/json, multipart/form-data",
      ])
    #expect([.added, .removed, .changed].map(diff.count) == [1, 1, 1])
    #expect(ContractDiff(from: old, to: new, only: "b").models.map(\.path) == ["b"])
    #expect(ContractDiff(from: old, to: new, only: "c").isEmpty)
  }

  @Test("Nothing differs between a contract and itself")
  func same() throws {
    let builtIn = try Catalogue.builtIn()
    let again = Catalogue(
      document: try OpenAPIDocument(parsing: Catalogue.builtInDocuments.openapi),
      navigation: try JSON(parsing: Catalogue.builtInDocuments.docs))
    #expect(ContractDiff(from: builtIn, to: again).isEmpty)
  }

  @Test("A change of any word in the built-in contract's bodies is found")
  func everyModel() throws {
    let builtIn = try Catalogue.builtIn()
    let text = String(decoding: Catalogue.builtInDocuments.openapi, as: UTF8.self)
    let root = try JSON(parsing: text.replacing(#""maxLength": "#, with: #""maxLength": 9"#))
    let longer = Catalogue(
      document: try OpenAPIDocument(root),
      navigation: try JSON(parsing: Catalogue.builtInDocuments.docs))
    let touched = builtIn.models.filter { $0.schemaDigestable.printed().contains("maxLength") }
    let diff = ContractDiff(from: builtIn, to: longer)
    #expect(!touched.isEmpty)
    #expect(diff.models.map(\.path) == touched.map(\.path))
    #expect(diff.models.allSatisfy { $0.changes.allSatisfy { $0.subject == .maxLength } })
  }

  @Test("Schemas that share their parts are compared in bounded time")
  func sharing() throws {
    func body(_ most: Int) throws -> Catalogue {
      let levels = (0..<40).map { level in
        let next = ##"{"$ref": "#/components/schemas/L\##(level + 1)"}"##
        return ##""L\##(level)": {"properties": {"a": \##(next), "b": \##(next)}}"##
      }
      return try catalogue(
        schema: ##"{"$ref": "#/components/schemas/L0"}"##,
        components: "{" + levels.joined(separator: ",") + #", "L40": {"maximum": \#(most)}}"#)
    }
    let found = ContractDiff(from: try body(1), to: try body(2)).models.flatMap(\.changes)
    #expect(!found.isEmpty && found.allSatisfy { $0.subject != .wording })
    #expect(ContractDiff(from: try body(1), to: try body(1)).isEmpty)
  }
}

extension ContractChange {
  /// The change in a short form for tables.
  fileprivate var testText: String {
    let place = [variant.map { "[\($0)]" }, field, subject.rawValue].compactMap(\.self)
    return "\(place.joined(separator: " ")): \(old ?? "none") > \(new ?? "none")"
  }
}
