import LosslessJSON
import Testing

@testable import Sandbox

@Suite("Contracts of several documents")
struct ContractLayerTests {
  /// A document whose models all take one integer field, of that name.
  private func document(_ models: [String], field: String, prefix: String = "") -> JSON {
    var paths = JSONObject()
    for model in models {
      paths[prefix + "/generation/" + model] = [
        "post": [
          "requestBody": [
            "content": ["application/json": ["schema": ["$ref": "#/components/schemas/Body"]]]
          ]
        ]
      ]
    }
    return [
      "paths": .object(paths),
      "components": [
        "schemas": ["Body": ["properties": .object([field: ["type": "integer"]])]]
      ],
    ]
  }

  private func takes(_ model: String, _ field: String, _ contracts: [JSON]) throws -> Bool? {
    let endpoints = try Endpoints(contracts: contracts, navigation: nil)
    guard let endpoint = endpoints.find(model, stream: false) else { return nil }
    let rules = BodyRules(document: endpoint.document, acceptsUndocumented: false)
    return rules.complaints(about: .object([field: 1]), schema: endpoint.schema).isEmpty
  }

  @Test(
    "one model is replaced with its own document, the others keep theirs", arguments: ["", "/v1"])
  func single(_ prefix: String) throws {
    let layers = [
      document(["a", "b"], field: "old"), document(["b"], field: "new", prefix: prefix),
    ]
    #expect(try takes("a", "old", layers) == true)
    #expect(try takes("b", "new", layers) == true)
    #expect(try takes("b", "old", layers) == false)
  }

  @Test("several models are the whole, and one may be added")
  func several() throws {
    let layers = [
      document(["a", "b"], field: "old"), document(["b", "c"], field: "new"),
      document(["d"], field: "last"),
    ]
    #expect(try takes("a", "old", layers) == nil)
    #expect(try takes("b", "new", layers) == true)
    #expect(try takes("d", "last", layers) == true)
    #expect(try Endpoints(contracts: layers, navigation: nil).count == 3)
  }

  @Test("paths that no address can hold and paths of tasks do not count as models")
  func unusable() throws {
    let single = document(["b", "x y", "../c", "{id}", "a//b", "", "sse/"], field: "new")
    let layers = [document(["a", "b"], field: "old"), single]
    #expect(try takes("a", "old", layers) == true)
    #expect(try takes("b", "new", layers) == true)
    #expect(try Endpoints(contracts: layers, navigation: nil).count == 2)
  }

  @Test("the stream of a replaced model is the one of its new document")
  func streams() throws {
    let body: JSON = [
      "requestBody": ["content": ["application/json": ["schema": ["properties": ["f": [:]]]]]]
    ]
    let old: JSON = [
      "paths": [
        "/generation/a": ["post": body], "/generation/sse/a": ["post": body],
        "/generation/b": ["post": body],
      ]
    ]
    let without: JSON = ["paths": ["/generation/a": ["post": body]]]
    let short: JSON = [
      "paths": ["/generation/sse/a": ["post": [:]], "/generation/a": ["post": body]]
    ]
    #expect(
      try Endpoints(contracts: [old, without], navigation: nil).find("a", stream: true) == nil)
    // The twin takes the same body, shown once.
    let stream = try Endpoints(contracts: [old, short], navigation: nil).find("a", stream: true)
    #expect(stream?.schema == ["properties": ["f": [:]]])
  }

  @Test("references to a path or a body are followed")
  func references() throws {
    let contract: JSON = [
      "paths": ["/generation/a": ["$ref": "#/components/pathItems/A"]],
      "components": [
        "pathItems": ["A": ["post": ["requestBody": ["$ref": "#/components/requestBodies/B"]]]],
        "requestBodies": [
          "B": ["content": ["application/json": ["schema": ["properties": ["f": [:]]]]]]
        ],
      ],
    ]
    #expect(try takes("a", "f", [contract]) == true)
    #expect(try takes("a", "g", [contract]) == false)
    let nowhere: JSON = [
      "paths": [
        "/generation/a": ["$ref": "#/paths/~1generation~1a"], "/generation/b": ["post": [:]],
      ]
    ]
    #expect(try Endpoints(contracts: [nowhere], navigation: nil).count == 1)
  }

  @Test("unions within unions are looked through in bounded time")
  func unions() {
    var schema: JSON = ["properties": ["f": ["type": "integer"]]]
    for _ in 0..<7 { schema = ["anyOf": .array(Array(repeating: schema, count: 40))] }
    let field = FormSchema(document: [:], schema: schema).field("f", texts: [:])
    #expect(field.value("5", isItem: false) == 5)
  }

  @Test("a generation of a model that is gone goes on, with its kind of media")
  func goneModel() async throws {
    let journal = "/tmp/sandbox-gone-\(UInt64.random(in: 0...UInt64.max))"
    defer { SandboxServer.removeJournal(at: journal) }
    let manual = ManualClock()
    let options = SandboxOptions(journal: journal, clock: manual.clock)
    var id = ""
    try await withSandbox(options) { client async throws in
      let answer = try await client.post("/generation/acme/paint", ["prompt": "x"])
      id = try #require(try answer.json()["id"]?.string)
    }
    manual.advance(.seconds(60))
    let other = document(["b", "c"], field: "f")
    try await withSandbox(options, contract: other, navigation: nil) { client async throws in
      #expect(try await client.post("/generation/acme/paint", ["prompt": "x"]).status == 404)
      let state = try await client.get("/generation/\(id)").json()
      #expect(state["status"] == "COMPLETED")
      #expect(state["data"]?["type"] == "image")
    }
  }
}
