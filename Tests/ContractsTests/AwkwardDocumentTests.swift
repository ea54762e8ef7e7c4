import Contracts
import LosslessJSON
import Testing

@Suite("Awkward documents")
struct AwkwardDocumentTests {
  private func code(_ text: String) -> ContractError.Code? {
    do {
      _ = try OpenAPIDocument(parsing: Array(text.utf8))
      return nil
    } catch {
      return error.code
    }
  }

  @Test(
    "What is no contract says why",
    arguments: [
      ("", .notJSON), ("{", .notJSON), ("<html>", .notJSON), ("[]", .notAnObject),
      ("null", .notAnObject), ("{}", .noPaths), (#"{"paths": []}"#, .noPaths),
      (#"{"swagger": "2.0"}"#, .noPaths), (#"{"paths": {}}"#, nil),
      (String(repeating: "[", count: 100_000), .notJSON),
    ] as [(String, ContractError.Code?)])
  func noContract(_ text: String, _ expected: ContractError.Code?) {
    #expect(code(text) == expected)
  }

  @Test("An error of syntax tells its place")
  func place() {
    do throws(ContractError) {
      _ = try OpenAPIDocument(parsing: Array("{\n \"paths\": oops}".utf8))
      Issue.record("it was read")
    } catch {
      #expect(error.message.contains("line 2"))
    }
  }

  @Test(
    "Parts of the wrong shape are no models, or models without a body",
    arguments: [
      (#"{"paths": {"/generation/a": null}}"#, 0), (#"{"paths": {"/generation/a": []}}"#, 0),
      (#"{"paths": {"/generation/a": {"post": 1}}}"#, 0),
      (#"{"paths": {"/generation/a": {"get": {}}}}"#, 0),
      (#"{"paths": {"/generation/a": {"post": {}}}}"#, 1),
      (#"{"paths": {"/generation/a": {"post": {"requestBody": 1, "tags": 2, "summary": 3}}}}"#, 1),
      (#"{"paths": {"/generation/a": {"post": {"requestBody": {"content": []}}}}}"#, 1),
      (#"{"paths": {"/generation/a": {"post": {"requestBody": {"content": {}}}}}}"#, 1),
      (
        #"{"paths": {"/generation/a": {"post": {"requestBody": {"content": {"application/json": {}}}}}}}"#,
        1
      ),
      (##"{"paths": {"/generation/a": {"post": {"requestBody": {"$ref": "#/nowhere"}}}}}"##, 1),
      (##"{"paths": {"/generation/a": {"$ref": "#/nowhere"}}}"##, 0),
      (##"{"paths": {"/generation/a": {"$ref": "#/paths/~1generation~1a"}}}"##, 0),
    ])
  func shapes(_ text: String, _ count: Int) throws {
    let catalogue = Catalogue(
      document: try OpenAPIDocument(parsing: Array(text.utf8)), navigation: nil)
    #expect(catalogue.models.count == count)
    for model in catalogue.models {
      #expect(model.evidence == .pathOnly && model.variants.isEmpty && model.modes.isEmpty)
      #expect(try findings(model, "{}") == [" undocumented"])
      #expect(model.output == .video)
      _ = model.schemaDigestable.canonicalForm
    }
  }

  @Test(
    "A body schema that says nothing documents no field",
    arguments: [
      "null", "true", "false", "1", "[]", "{}", #"{"type": "object"}"#, #"{"type": ["object"]}"#,
      #"{"properties": 5}"#, #"{"properties": []}"#, #"{"anyOf": 1}"#, #"{"anyOf": []}"#,
      #"{"allOf": [{}]}"#, ##"{"$ref": "#/components/schemas/Missing"}"##, #"{"$ref": 5}"#,
      #"{"$ref": "other.json#/A"}"#, ##"{"$ref": "#"}"##, #"{"$ref": ""}"#, ##"{"$ref": "#x"}"##,
    ])
  func emptySchemas(_ schema: String) throws {
    let model = try model(schema: schema)
    #expect(!model.hasDocumentedBody)
    #expect(model.evidence == .pathOnly)
    #expect(try findings(model, #"{"a": 1}"#) == [" undocumented"])
  }

  @Test(
    "A field whose schema cannot be found takes any value, and the model tells it",
    arguments: [
      (##""#/components/schemas/Missing""##, ContractError.Code.danglingReference),
      (##""#/components/schemas/Loop""##, .circularReference),
      (##""#/components/schemas/Ping""##, .circularReference),
      (##""https://example.com/a.json""##, .danglingReference),
    ])
  func fieldReferences(_ reference: String, _ code: ContractError.Code) throws {
    let model = try model(
      schema: #"{"properties": {"f": {"$ref": \#(reference)}, "g": {"type": "string"}}}"#,
      components: ##"""
        {"Loop": {"$ref": "#/components/schemas/Loop"}, "Ping": {"$ref": "#/components/schemas/Pong"},
         "Pong": {"$ref": "#/components/schemas/Ping"}}
        """##)
    #expect(model.faults.map(\.code) == [code])
    #expect(model.field("f")?.schema.typeIsDocumented == false)
    #expect(try findings(model, #"{"f": [1], "g": "x"}"#) == [])
    #expect(try findings(model, #"{"g": 1}"#) == ["/g type(string: number)"])
    #expect(model.evidence == .partial)
    #expect(model.schemaDigestable.printed().contains("$ref"))
  }

  @Test("A schema that contains itself is read down to where it begins again")
  func recursion() throws {
    let model = try model(
      schema: ##"{"$ref": "#/components/schemas/Tree"}"##,
      components: ##"""
        {"Tree": {"type": "object", "properties": {"name": {"type": "string"},
          "children": {"type": "array", "items": {"$ref": "#/components/schemas/Tree"}}}}}
        """##)
    #expect(model.faults.map(\.code) == [.circularReference])
    #expect(try findings(model, #"{"name": 1}"#) == ["/name type(string: number)"])
    #expect(try findings(model, #"{"children": 1}"#) == ["/children type(array: number)"])
    #expect(try findings(model, #"{"children": [{"name": "x"}]}"#) == [])
  }

  @Test("References are followed through several steps, escapes and siblings")
  func references() throws {
    let components = ##"""
      {"A": {"$ref": "#/components/schemas/a~1b~0c%20d"}, "a/b~c d": {"type": "integer", "minimum": 1}}
      """##
    let schema = ##"{"$ref": "#/components/schemas/A", "maximum": 3, "description": "near"}"##
    #expect(try findings(field: schema, components: components, value: "2") == [])
    #expect(try findings(field: schema, components: components, value: "0") == ["/f below(1)"])
    #expect(try findings(field: schema, components: components, value: "4") == ["/f above(3)"])
    #expect(try fieldSchema(schema, components: components).summary == "near")
  }

  @Test("A reference may lead to any place of the document")
  func anyPlace() throws {
    let model = try model(
      schema: ##"""
        {"properties": {"a": {"type": "string"}, "b": {"$ref":
          "#/paths/~1generation~1maker~1model/post/requestBody/content/application~1json/schema/properties/a"}}}
        """##)
    #expect(try findings(model, #"{"b": 1}"#) == ["/b type(string: number)"])
  }

  @Test("Schemas that multiply by reference end, and say that they were cut")
  func multiplication() throws {
    let levels = (0..<60).map { level in
      let next = ##"{"$ref": "#/components/schemas/L\##(level + 1)"}"##
      return
        ##""L\##(level)": {"properties": {"a": \##(next), "b": \##(next)}, "allOf": [\##(next), \##(next)]}"##
    }
    let model = try model(
      schema: ##"{"$ref": "#/components/schemas/L0"}"##,
      components: "{" + levels.joined(separator: ",") + #", "L60": {"properties": {"z": {}}}}"#)
    #expect(model.hasDocumentedBody)
    #expect(!model.fieldNames.isEmpty)
    _ = model.schemaDigestable.canonicalForm
    _ = try findings(model, #"{"a": {"b": {"a": 1}}}"#)
  }

  @Test("A schema that is shared too often to be read whole is checked whole, and told")
  func sharing() throws {
    let levels = (0..<24).map { level in
      let next = ##"{"$ref": "#/components/schemas/L\##(level + 1)"}"##
      return ##""L\##(level)": {"properties": {"a": \##(next), "b": \##(next)}}"##
    }
    let model = try model(
      schema: ##"{"$ref": "#/components/schemas/L0"}"##,
      components: "{" + levels.joined(separator: ",") + #", "L24": {"type": "string"}}"#)
    #expect(model.faults.map(\.code) == [.tooLarge])
    let value =
      String(repeating: #"{"b":"#, count: 24) + "1" + String(repeating: "}", count: 24)
    let place = String(repeating: "/b", count: 24)
    #expect(try findings(model, value) == [place + " type(string: number)"])
  }

  @Test("Two schemas that share too much and lead to each other are checked in bounded time")
  func mutual() throws {
    let many = (0..<200).map { #"{"properties": {"m\#($0)": {}}}"# }.joined(separator: ",")
    func both(_ other: String) -> String {
      let next = ##"{"$ref": "#/components/schemas/\##(other)"}"##
      return #"{"anyOf": [\#(next), \#(next), {"type": "array", "items": \#(next)}, \#(many)]}"#
    }
    let components = #"{"A": \#(both("B")), "B": \#(both("C")), "C": \#(both("A"))}"#
    let model = try model(
      schema:
        ##"{"properties": {"f": {"$ref": "#/components/schemas/A"}, "g": {"type": "string"}}}"##,
      components: components)
    #expect(try findings(model, #"{"f": {"n": 1}, "g": 1}"#).contains("/g type(string: number)"))
  }

  @Test("A chain of many thousand references ends")
  func chain() throws {
    let links = (0..<15_000).map { link in
      ##""L\##(link)": {"$ref": "#/components/schemas/L\##(link + 1)"}"##
    }
    let model = try model(
      schema: ##"{"properties": {"f": {"$ref": "#/components/schemas/L0"}}}"##,
      components: "{" + links.joined(separator: ",") + #", "L15000": {"type": "string"}}"#)
    #expect(model.faults.map(\.code) == [.tooDeep])
    #expect(try findings(model, #"{"f": 1}"#) == [])
    #expect(model.schemaDigestable.printed().contains("$ref"))
  }

  @Test("Choices that multiply end")
  func multipliedChoices() throws {
    let levels = (0..<40).map { level in
      let next = ##"{"$ref": "#/components/schemas/L\##(level + 1)"}"##
      return ##""L\##(level)": {"anyOf": [\##(next), \##(next)]}"##
    }
    let components = "{" + levels.joined(separator: ",") + #", "L40": {"type": "string"}}"#
    let reference = ##"{"$ref": "#/components/schemas/L0"}"##
    #expect(try findings(field: reference, components: components, value: #""x""#) == [])
    let body = try model(schema: reference, components: components)
    #expect(body.variants.count <= 64)
    _ = try findings(body, #"{"a": 1}"#)
  }

  @Test(
    "Schemas up to 60 deep are checked whole, deeper ones end without a crash",
    arguments: [
      (60, ["/f" + String(repeating: "/a", count: 60) + " type(string: number)"], true),
      (150, [], false),
    ])
  func depth(_ depth: Int, _ expected: [String], _ isWhole: Bool) throws {
    let schema =
      String(repeating: #"{"properties":{"a":"#, count: depth) + #"{"type":"string"}"#
      + String(repeating: "}}", count: depth)
    let model = try model(schema: #"{"properties": {"f": \#(schema)}}"#)
    let value =
      String(repeating: #"{"a":"#, count: depth) + "1" + String(repeating: "}", count: depth)
    #expect(try findings(model, #"{"f": \#(value)}"#) == expected)
    #expect(model.faults.isEmpty == isWhole)
    #expect(model.faults.allSatisfy { $0.code == .tooDeep })
  }

  @Test("A document beyond the depth of the parser is an error")
  func tooDeep() {
    let schema =
      String(repeating: #"{"items":"#, count: 5_000) + "{}" + String(repeating: "}", count: 5_000)
    #expect(code(#"{"paths": {"/generation/a": \#(schema)}}"#) == .notJSON)
  }

  @Test(
    "Hostile names of fields are names like any other",
    arguments: [
      "", " ", "/", "~", "..", "a.b", "a[0]", "$ref", "__proto__", "\u{1B}[31m", "\u{202E}txt",
      "\u{0}", "日本", "e\u{301}", String(repeating: "x", count: 100_000),
    ])
  func hostileNames(_ name: String) throws {
    let key = JSON.string(name).printed()
    let model = try model(
      schema: #"{"properties": {\#(key): {"type": "integer"}}, "required": [\#(key)]}"#)
    #expect(model.fieldNames == [name])
    #expect(try findings(model, #"{\#(key): 1}"#) == [])
    #expect(try findings(model, #"{\#(key): "x"}"#).count == 1)
    #expect(try findings(model, "{}") == [" missing(\(name))"])
  }

  @Test(
    "Keywords of the wrong type are passed over",
    arguments: [
      #"{"type": 5}"#, #"{"type": {}}"#, #"{"type": [1, null]}"#, #"{"type": "file"}"#,
      #"{"type": ["string", "date"]}"#, #"{"enum": "a"}"#, #"{"enum": []}"#, #"{"minimum": "1"}"#,
      #"{"maxLength": -1.5}"#, #"{"maxLength": 1e400}"#, #"{"minItems": null}"#, #"{"items": 3}"#,
      #"{"items": [{}]}"#, #"{"required": true}"#, #"{"pattern": "("}"#, #"{"format": 1}"#,
      #"{"multipleOf": 0}"#, #"{"multipleOf": -1}"#, #"{"x-enum-truncated": "yes"}"#,
      #"{"x-unnamed-fields": {}}"#, #"{"nullable": "yes"}"#, #"{"not": {}}"#,
      #"{"if": {}, "then": {}}"#,
    ])
  func wrongKeywords(_ schema: String) throws {
    for value in ["null", "true", "1.5", #""text""#, "[1]", #"{"a": 1}"#] {
      #expect(try findings(field: schema, value: value) == [])
    }
  }

  @Test("Lengths that no text has are no bounds")
  func negativeLength() throws {
    #expect(try findings(field: #"{"maxLength": -1}"#, value: #""""#) == [])
    #expect(try findings(field: #"{"maxItems": -1}"#, value: "[1]") == [])
    #expect(try findings(field: #"{"maxItems": 2.0}"#, value: "[1, 2, 3]") == ["/f many(2)"])
  }

  @Test("A name that only `required` lists is a field that takes any value")
  func requiredWithoutProperty() throws {
    let model = try model(
      schema: #"""
        {"properties": {"f": {"type": "object", "properties": {"a": {}}, "required": ["b"]}},
         "required": ["prompt"]}
        """#)
    #expect(model.fieldNames == ["f", "prompt"])
    #expect(try findings(model, #"{"prompt": [1], "f": {"b": 1}}"#) == [])
    #expect(try findings(model, #"{"f": {}}"#) == ["/f missing(b)", " missing(prompt)"])
  }

  @Test("A name that stands twice in a document is read once, the last time")
  func duplicateKeys() throws {
    let model = try model(
      schema: #"{"properties": {"a": {"type": "string"}, "b": {}, "a": {"type": "integer"}}}"#)
    #expect(model.fieldNames == ["b", "a"])
    #expect(model.field("a")?.schema.types == [.integer])
  }

  @Test("Contradictions of allOf keep what was said first")
  func contradictions() throws {
    let schema = try fieldSchema(
      #"{"allOf": [{"type": "string", "enum": ["a"]}, {"type": "integer", "enum": [1]}]}"#)
    #expect(schema.types == [.string])
    #expect(schema.allowed == ["a"])
  }

  @Test("Other content types than JSON count where there is no JSON")
  func contentTypes() throws {
    let text = #"""
      {"paths": {"/generation/a": {"post": {"requestBody": {"content": {"multipart/form-data":
        {"schema": {"properties": {"a": {"type": "string"}}}}}}}}}}
      """#
    let catalogue = Catalogue(
      document: try OpenAPIDocument(parsing: Array(text.utf8)), navigation: nil)
    let model = try #require(catalogue.models.first)
    #expect(model.acceptsFiles && model.fieldNames == ["a"] && !model.hasStream)
  }
}
