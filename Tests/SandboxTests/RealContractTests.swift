import LosslessJSON
import Testing

@testable import Sandbox

@Suite("The real contract")
struct RealContractTests {
  let contract: JSON
  let endpoints: Endpoints
  let rules: BodyRules

  init() throws {
    contract = try TestContract.real("openapi.json")
    endpoints = try Endpoints(contract: contract, navigation: try TestContract.real("docs.json"))
    rules = BodyRules(document: contract, acceptsUndocumented: false)
  }

  /// The models by how well they are known.
  private func models(_ evidence: String) throws -> [String] {
    try #require(contract["paths"]?.object).members.compactMap { path in
      guard let operation = path.value["post"], operation["x-evidence"]?.string == evidence,
        !path.key.hasPrefix("/generation/sse/")
      else { return nil }
      return String(path.key.dropFirst("/generation/".count))
    }
  }

  private func schema(_ endpoint: Endpoint) throws -> JSON {
    var schema = try #require(endpoint.schema)
    if let reference = schema["$ref"]?.string {
      let pointer = try #require(JSONPointer(parsing: String(reference.dropFirst())))
      schema = try #require(contract.value(at: pointer))
    }
    return schema["anyOf"]?[0] ?? schema
  }

  /// The smallest value that a field's documentation allows.
  private func value(_ field: JSON) -> JSON {
    if let value = field["default"] ?? field["const"] ?? field["enum"]?[0] { return value }
    switch field["type"]?.string ?? field["type"]?[0]?.string {
    case "integer", "number": return field["minimum"] ?? 1
    case "boolean": return true
    case "array":
      let count = max(field["minItems"]?.number?.int ?? 1, 1)
      let item = field["items"].map { $0["anyOf"]?[0] ?? $0 } ?? [:]
      return .array(Array(repeating: value(item), count: count))
    case "object": return [:]
    default:
      return field["format"]?.string == "uri" ? "https://media.example/1.png" : "a red fox"
    }
  }

  @Test("has 75 models, each with a stream, of which 37 are documented in full")
  func counts() throws {
    #expect(endpoints.count == 75)
    #expect(try models("complete").count == 37)
    #expect(try models("partial").count == 22)
    #expect(try models("path-only").count == 16)
    for model in try models("complete") + models("partial") + models("path-only") {
      #expect(endpoints.find(model, stream: false) != nil)
      #expect(endpoints.find(model, stream: true) != nil)
    }
  }

  @Test("of every complete model the required fields and defaults make a body that is taken")
  func minimal() throws {
    for model in try models("complete") {
      let endpoint = try #require(endpoints.find(model, stream: false))
      let schema = try schema(endpoint)
      var body = JSONObject()
      for property in schema["properties"]?.object?.members ?? [] {
        let isRequired = schema["required"]?.array?.contains(.string(property.key)) == true
        if isRequired || property.value["default"] != nil {
          body[property.key] = value(property.value)
        }
      }
      let found = rules.complaints(about: .object(body), schema: endpoint.schema)
      #expect(found == [], "\(model) \(JSON.object(body).printed())")
    }
  }

  @Test("of every complete model every field with its smallest value is taken")
  func everyField() throws {
    for model in try models("complete") {
      let endpoint = try #require(endpoints.find(model, stream: false))
      var body = JSONObject()
      for property in try schema(endpoint)["properties"]?.object?.members ?? [] {
        body[property.key] = value(property.value)
      }
      let found = rules.complaints(about: .object(body), schema: endpoint.schema)
      #expect(found == [], "\(model) \(JSON.object(body).printed())")
    }
  }

  @Test("of every complete model a body without one of its required fields is refused")
  func missing() throws {
    for model in try models("complete") {
      let endpoint = try #require(endpoints.find(model, stream: false))
      let schema = try schema(endpoint)
      let required = (schema["required"]?.array ?? []).compactMap(\.string)
      for left in required {
        var body = JSONObject()
        for name in required where name != left {
          body[name] = value(schema["properties"]?[name] ?? [:])
        }
        let found = rules.complaints(about: .object(body), schema: endpoint.schema)
        #expect(found.map(\.description) == ["\(left) is required"], "\(model)")
      }
    }
  }

  @Test("of every complete model a misspelt field is refused")
  func misspelt() throws {
    for model in try models("complete") {
      let endpoint = try #require(endpoints.find(model, stream: false))
      let found = rules.complaints(about: ["promt": "x"], schema: endpoint.schema)
      #expect(found.contains { $0.place == "promt" }, "\(model)")
    }
  }

  @Test("an endpoint that is only listed takes no body")
  func pathOnly() throws {
    for model in try models("path-only") {
      let endpoint = try #require(endpoints.find(model, stream: false))
      #expect(!rules.complaints(about: ["prompt": "x"], schema: endpoint.schema).isEmpty)
    }
  }

  @Test(
    "the models of the acceptance scripts take their bodies",
    arguments: [
      ("kling-ai/kling-v2.6", ["prompt": "a red fox"], true),
      ("kling-ai/kling-v2.6", ["promt": "a red fox"], false),
      ("kling-ai/kling-v2.6", ["prompt": "x", "aspect_ratio": "4:3"], false),
      ("bytedance/seedream-4.5", ["prompt": "a keeper"], true),
      (
        "kling-ai/v3/video",
        ["first_frame_url": "http://127.0.0.1:1/media/a/1.png", "prompt": "x", "duration": 5], true
      ),
    ] as [(String, JSON, Bool)])
  func scripts(_ model: String, _ body: JSON, _ isTaken: Bool) throws {
    let endpoint = try #require(endpoints.find(model, stream: true))
    let found = rules.complaints(about: body, schema: endpoint.schema)
    #expect(found.isEmpty == isTaken, "\(found)")
  }

  @Test(
    "the navigation says what a model makes",
    arguments: [
      ("kling-ai/kling-v2.6", OutputKind.video), ("bytedance/seedream-4.5", .image),
      ("topaz/upscale/image", .image), ("topaz/upscale/video", .video), ("ltx-2.3", .video),
    ])
  func kinds(_ model: String, _ kind: OutputKind) throws {
    #expect(try #require(endpoints.find(model, stream: false)).kind == kind)
  }
}
