import Contracts
import LosslessJSON
import Testing

@Suite("Documents laid over each other")
struct CatalogueLayerTests {
  /// A document of some models, written `a`, `b+` with a stream, `c=word` with that summary.
  private func document(_ models: String, prefix: String = "") throws -> OpenAPIDocument {
    var paths = JSONObject()
    for word in models.split(separator: " ") {
      let parts = word.split(separator: "=")
      let hasStream = parts[0].hasSuffix("+")
      let name = hasStream ? String(parts[0].dropLast()) : String(parts[0])
      let summary: JSON = .string(parts.count > 1 ? String(parts[1]) : name)
      paths[prefix + "/generation/" + name] = ["post": ["summary": summary]]
      if hasStream { paths[prefix + "/generation/sse/" + name] = ["post": [:]] }
    }
    return try OpenAPIDocument(["paths": .object(paths)])
  }

  @Test(
    "One model is replaced or added, several are the whole",
    arguments: [
      (["a b c"], "a:0 b:0 c:0"),
      (["a b c", "b=new"], "a:0 b=new:1 c:0"),
      (["a b c", "d"], "a:0 b:0 c:0 d:1"),
      (["a b c", "d", "d=new"], "a:0 b:0 c:0 d=new:2"),
      (["a b c", "d+"], "a:0 b:0 c:0 d+:1"),
      (["a+ b", "a"], "a:1 b:0"), (["a b", "a+"], "a+:1 b:0"),
      (["a b c", "b d"], "b:1 d:1"), (["a b c", "d", "b e"], "b:2 e:2"),
      (["a b", "c d", "c=new"], "c=new:2 d:1"), (["a", "b"], "a:0 b:1"), (["a", "b c"], "b:1 c:1"),
      (["a b", ""], "a:0 b:0"), ([], ""),
    ])
  func layers(_ documents: [String], _ expected: String) throws {
    for prefix in ["", "/v1"] {
      let catalogue = Catalogue(
        layers: try documents.map { try document($0, prefix: prefix) }, navigation: nil)
      let models = zip(catalogue.models, catalogue.origins).map { model, origin in
        let summary = model.summary == model.path ? "" : "=" + model.summary
        return "\(model.path)\(model.hasStream ? "+" : "")\(summary):\(origin)"
      }
      #expect(models.joined(separator: " ") == expected)
    }
  }

  @Test("References stay within the document of their model")
  func references() throws {
    func layer(_ name: String, _ type: String, extra: String = "") throws -> OpenAPIDocument {
      try OpenAPIDocument(
        parsing: Array(
          ##"""
          {"paths": {"/generation/\##(name)": {"post": {"requestBody": {"content": {"application/json":
            {"schema": {"$ref": "#/components/schemas/Body"}}}}}}\##(extra)},
           "components": {"schemas": {"Body": {"properties": {"f": {"type": "\##(type)"}}}}}}
          """##.utf8))
    }
    let catalogue = Catalogue(
      layers: [
        try layer("a", "string", extra: #", "/generation/z": {"post": {}}"#),
        try layer("b", "integer"),
      ], navigation: nil)
    let types = catalogue.models.map { $0.field("f")?.schema.types ?? [] }
    #expect(types == [[.string], [], [.integer]])
  }

  @Test("Short names are unique over all layers")
  func names() throws {
    let layers = [try document("x/video y/image"), try document("z/video")]
    let catalogue = Catalogue(layers: layers, navigation: nil)
    #expect(catalogue.models.map(\.name) == ["x/video", "image", "z/video"])
    guard case .ambiguous = catalogue.lookUp("video") else {
      Issue.record("`video` is not ambiguous")
      return
    }
  }

  @Test("Faults of what a whole document covers are gone with it")
  func faults() throws {
    let poor = try OpenAPIDocument([
      "paths": ["/generation/a": ["post": [:]], "/generation/b c": ["post": [:]]]
    ])
    let whole = try document("a b")
    #expect(Catalogue(layers: [poor, whole], navigation: nil).faults.isEmpty)
    #expect(Catalogue(layers: [whole, poor], navigation: nil).faults.count == 1)
  }

  @Test("The built-in layers make the built-in catalogue")
  func builtIn() throws {
    let (document, navigation) = try Catalogue.builtInLayers()
    let catalogue = Catalogue(layers: [document], navigation: navigation)
    #expect(
      catalogue.models.map { "\($0.name) \($0.output)" }
        == (try Catalogue.builtIn().models.map { "\($0.name) \($0.output)" }))
  }
}
