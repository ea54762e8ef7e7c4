import Contracts
import LosslessJSON
import Testing

@Suite("What a body is not held against is told")
struct UncheckedKeywordTests {
  @Test(
    "A keyword that is not checked is named with its place, and the body is known in part",
    arguments: [
      (#"{"not": {}}"#, "`not` of `f` is not checked"),
      (#"{"if": {}, "then": {}}"#, "`if` of `f` is not checked"),
      (#"{"contains": {}}"#, "`contains` of `f` is not checked"),
      (#"{"dependentRequired": {}}"#, "`dependentRequired` of `f` is not checked"),
      (#"{"dependentSchemas": {}}"#, "`dependentSchemas` of `f` is not checked"),
      (#"{"minProperties": 1}"#, "`minProperties` of `f` is not checked"),
      (#"{"maxProperties": 1}"#, "`maxProperties` of `f` is not checked"),
      (#"{"propertyNames": {}}"#, "`propertyNames` of `f` is not checked"),
      (#"{"prefixItems": []}"#, "`prefixItems` of `f` is not checked"),
      (#"{"patternProperties": {}}"#, "`patternProperties` of `f` is not checked"),
      (#"{"format": "email"}"#, #"`format` of `f` is not checked: "email""#),
      (#"{"items": {"not": {}}}"#, "`not` of `f[]` is not checked"),
      (#"{"properties": {"a": {"not": {}}}}"#, "`not` of `f.a` is not checked"),
      (#"{"additionalProperties": {"not": {}}}"#, "`not` of `f.*` is not checked"),
      (#"{"anyOf": [{"not": {}}, {"not": {}}]}"#, "`not` of `f` is not checked"),
    ])
  func unchecked(_ field: String, _ fault: String) throws {
    let model = try model(
      schema: #"{"properties": {"f": {"type": "string", "allOf": [\#(field)]}}}"#)
    #expect(model.faults == [ContractError(.unreadKeyword, fault)])
    #expect(model.evidence == .partial)
  }

  @Test(
    "A keyword with a value that it cannot have is named, and takes every value",
    arguments: [
      (#"{"type": "wrong"}"#, #"`type` of `f` is not read, so it is not checked: "wrong""#),
      (#"{"type": []}"#, "`type` of `f` is not read, so it is not checked: []"),
      (#"{"type": 5}"#, "`type` of `f` is not read, so it is not checked: 5"),
      (#"{"type": ["string", 1]}"#, nil), (#"{"enum": "a"}"#, nil), (#"{"enum": []}"#, nil),
      (#"{"minimum": "a"}"#, nil), (#"{"maximum": null}"#, nil),
      (#"{"exclusiveMinimum": "a"}"#, nil), (#"{"exclusiveMaximum": []}"#, nil),
      (#"{"pattern": "("}"#, #"`pattern` of `f` is not read, so it is not checked: "(""#),
      (#"{"pattern": 5}"#, nil), (#"{"format": 1}"#, nil), (#"{"required": "a"}"#, nil),
      (#"{"required": [1]}"#, nil), (#"{"minLength": -1}"#, nil), (#"{"maxLength": -1}"#, nil),
      (#"{"minItems": -1}"#, nil), (#"{"maxItems": -1}"#, nil), (#"{"maxItems": 1.5}"#, nil),
      (#"{"multipleOf": 0}"#, nil), (#"{"multipleOf": -1}"#, nil), (#"{"uniqueItems": 1}"#, nil),
      (#"{"nullable": "yes"}"#, nil), (#"{"items": 3}"#, nil), (#"{"properties": 5}"#, nil),
      (#"{"additionalProperties": 5}"#, nil), (#"{"allOf": 5}"#, nil), (#"{"anyOf": [5]}"#, nil),
      (#"{"oneOf": []}"#, nil), (#"{"$ref": 5}"#, nil),
      (
        #"{"properties": {"a": 5}}"#,
        "the schema of `a` in `f` is not read, so it is not checked: 5"
      ),
      (#"{"properties": {"a": null}}"#, nil),
    ] as [(String, String?)])
  func unreadable(_ field: String, _ fault: String?) throws {
    let model = try model(schema: #"{"properties": {"f": \#(field)}}"#)
    #expect(model.faults.map(\.code) == [.unreadableKeyword])
    if let fault { #expect(model.faults.map(\.message) == [fault]) }
    for value in ["true", "1.5", #""text""#, "[1, 1]", #"{"a": 1}"#] {
      #expect(try findings(field: field, value: value) == [], "\(value)")
    }
    #expect(model.evidence == .partial)
  }

  @Test(
    "A sound schema has no faults",
    arguments: [
      #"{"type": ["string", "null"], "minLength": 0, "maxLength": 5.0, "pattern": "^a", "format": "uri"}"#,
      #"{"type": "array", "items": true, "minItems": 0, "uniqueItems": false}"#,
      #"{"type": "number", "exclusiveMinimum": true, "minimum": 1, "exclusiveMaximum": 5, "multipleOf": 0.5}"#,
      #"{"type": "object", "properties": {"a": false, "b": true}, "additionalProperties": false, "required": []}"#,
      #"{"description": "x", "default": 1, "examples": [1], "x-mark": 1, "deprecated": true, "const": null}"#,
    ])
  func sound(_ field: String) throws {
    #expect(try model(schema: #"{"properties": {"f": \#(field)}}"#).faults == [])
  }

  @Test("Not more than twenty faults of one model are told, and long values are cut")
  func bounded() throws {
    let fields = (0..<50).map {
      #""f\#($0)": {"type": "\#(String(repeating: "x", count: 9_999))"}"#
    }
    let model = try model(schema: #"{"properties": {\#(fields.joined(separator: ","))}}"#)
    #expect(model.faults.count == 20)
    #expect(model.faults.allSatisfy { $0.message.count < 200 })
  }

  @Test("The built-in contract has none, and its marks are as they were")
  func builtIn() throws {
    let models = try Catalogue.builtIn().models
    #expect(models.allSatisfy { $0.faults.isEmpty && !$0.outputIsGuessed })
    #expect(Evidence.allCases.map { mark in models.count { $0.evidence == mark } } == [37, 22, 16])
  }

  @Test(
    "What makes a document doubtful as a whole is told",
    arguments: [
      (
        #"{"swagger": "2.0", "paths": {"/generation/a": {"post": {}}}}"#,
        ContractError.Code.otherVersion
      ),
      (#"{"paths": {}, "paths": {"/generation/a": {"post": {}}}}"#, .duplicatePath),
    ])
  func documents(_ text: String, _ code: ContractError.Code) throws {
    let document = try OpenAPIDocument(parsing: Array(text.utf8))
    #expect(document.pathFaults.map(\.code) == [code])
    #expect(Catalogue(document: document, navigation: nil).faults.map(\.code) == [code])
  }

  @Test("A reference out of the document says that it is not followed")
  func outside() throws {
    let model = try model(
      schema: #"{"properties": {"f": {"$ref": "https://example.com/a.json"}}}"#)
    #expect(
      model.faults.map(\.message) == [
        "the reference `https://example.com/a.json` leads out of the document, where none is followed"
      ])
  }

  @Test("A property whose schema is `false` is no field, and is refused")
  func forbidden() throws {
    let model = try model(schema: #"{"properties": {"a": {}, "b": false}}"#)
    #expect(model.fieldNames == ["a"])
    #expect(model.variants.first?.fields.map(\.name) == ["a"])
    #expect(try findings(model, #"{"b": 1}"#) == ["/b unknown(b)"])
    #expect(try findings(model, #"{"a": 1}"#) == [])
    let unchecked = BodyCheck(model: model).violations(
      of: .json(["b": 1]), aim: Aim(allowsUnchecked: true))
    #expect(unchecked.count == 1)
    #expect(Template(model: model)?.entries.map(\.field.name) == ["a"])
  }

  @Test(
    "A kind of output that nothing tells is a guess",
    arguments: [
      (#""/generation/a/b": {"post": {}}"#, true), (#""/generation/a/video": {"post": {}}"#, false),
      (#""/generation/a/image": {"post": {}}"#, false),
      (#""/generation/a/b": {"post": {"tags": ["Images"]}}"#, false),
    ])
  func guessedOutput(_ path: String, _ isGuessed: Bool) throws {
    let document = try OpenAPIDocument(parsing: Array(#"{"paths": {\#(path)}}"#.utf8))
    let model = try #require(Catalogue(document: document, navigation: nil).models.first)
    #expect(model.outputIsGuessed == isGuessed)
  }
}
