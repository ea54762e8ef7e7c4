import Contracts
import LosslessJSON
import Testing

@Suite("The built-in catalogue")
struct CatalogueTests {
  @Test("It holds every endpoint once, without the stream twins")
  func everyEndpoint() throws {
    let models = try Catalogue.builtIn().models
    #expect(models.count == 75)
    #expect(Set(models.map(\.path)).count == 75)
    #expect(models.allSatisfy { !$0.path.hasPrefix("sse/") })
    #expect(models.first?.path == "openai/sora-2-pro")
    #expect(models.last?.path == "wan/wan-v2.7-pro")
  }

  @Test("It counts 37 complete, 22 partial and 16 path-only endpoints")
  func evidenceCounts() throws {
    let models = try Catalogue.builtIn().models
    #expect(models.count { $0.evidence == .complete } == 37)
    #expect(models.count { $0.evidence == .partial } == 22)
    #expect(models.count { $0.evidence == .pathOnly } == 16)
  }

  @Test("Path-only endpoints have no documented field, all others have some")
  func pathOnlyHasNoFields() throws {
    for model in try Catalogue.builtIn().models {
      #expect(model.hasDocumentedBody == (model.evidence != .pathOnly), "\(model.path)")
      #expect(model.fieldNames.isEmpty == (model.evidence == .pathOnly), "\(model.path)")
    }
  }

  @Test("48 models make videos and 27 make images")
  func outputs() throws {
    let models = try Catalogue.builtIn().models
    #expect(models.count { $0.output == .video } == 48)
    #expect(models.count { $0.output == .image } == 27)
  }

  @Test("Every endpoint has a stream twin, and 55 take files")
  func streamsAndFiles() throws {
    let models = try Catalogue.builtIn().models
    #expect(models.allSatisfy { $0.hasStream })
    #expect(models.count { $0.acceptsFiles } == 55)
    #expect(
      try builtInModel("kling-v2.6").contentTypes == ["application/json", "multipart/form-data"])
    #expect(try builtInModel("veo-2").contentTypes == ["application/json"])
  }

  @Test("Every schema of the contract can be read whole")
  func noFaults() throws {
    let catalogue = try Catalogue.builtIn()
    #expect(catalogue.faults.isEmpty)
    #expect(catalogue.models.allSatisfy { $0.faults.isEmpty })
  }

  @Test("Source and note come from the document")
  func sourceAndNote() throws {
    let model = try builtInModel("kling-v2.6")
    #expect(model.summary == "Kling V2.6 Video")
    #expect(model.source == "https://docs.skills.video/api-reference/kling-v26-video")
    #expect(model.note?.hasPrefix("Two variants;") == true)
    #expect(try builtInModel("veo-2").source == nil)
  }

  @Test("The bytes of both documents can be had")
  func bytes() throws {
    let documents = Catalogue.builtInDocuments
    #expect(try JSON(parsing: documents.openapi)["openapi"]?.string == "3.1.0")
    #expect(try JSON(parsing: documents.docs)["name"]?.string == "skills.video")
  }

  @Test("The digestable form has no reference left and tells models apart")
  func digestable() throws {
    let models = try Catalogue.builtIn().models
    #expect(models.allSatisfy { !$0.schemaDigestable.printed().contains("$ref") })
    #expect(Set(models.map(\.schemaDigestable.canonicalForm)).count == 75)
    let fox = try builtInModel("kling-v2.6").schemaDigestable
    #expect(
      fox.value(
        at: JSONPointer([
          "requestBody", "content", "application/json", "schema", "anyOf", "0", "title",
        ])) == "Text Image To Video")
  }
}

@Suite("Paths of endpoints")
struct EndpointPathTests {
  private func models(_ paths: [String], navigation: String? = nil) throws -> [Model] {
    let items = paths.map { #"\#(JSON.string($0).printed()): {"post": {"x": 1}}"# }
    let document = try OpenAPIDocument(
      parsing: Array(#"{"paths": {\#(items.joined(separator: ","))}}"#.utf8))
    return Catalogue(
      document: document, navigation: try navigation.map { try JSON(parsing: $0) }
    ).models
  }

  @Test(
    "With or without /v1 it is the same endpoint",
    arguments: [
      ["/v1/generation/a/b"], ["/generation/a/b"], ["/v1/generation/a/b", "/generation/a/b"],
    ])
  func version(_ paths: [String]) throws {
    #expect(try models(paths).map(\.path) == ["a/b"])
  }

  @Test("The stream twin is found with /v1 as well")
  func stream() throws {
    let models = try models([
      "/v1/generation/a/b", "/v1/generation/sse/a/b", "/generation/c", "/generation/sse/d",
    ])
    #expect(models.map(\.path) == ["a/b", "c"])
    #expect(models.map(\.hasStream) == [true, false])
  }

  @Test(
    "Paths that are no models are left out",
    arguments: [
      "/generation/{id}", "/generation/", "/generations/running", "/credits", "/generation/a//b",
      "/generation/../credits", "/generation/a/./b", "/generation/a b", "/generation/a?x=1",
      "/generation/a#b", "/generation/\u{1B}[31m", "/generation/a%2e%2e", "/generation/a\n",
      "/generation/" + String(repeating: "a", count: 513),
    ])
  func noModels(_ path: String) throws {
    #expect(try models([path]).isEmpty)
  }

  @Test("The longest path that is taken has 512 bytes")
  func longest() throws {
    #expect(try models(["/generation/" + String(repeating: "a", count: 512)]).count == 1)
  }

  @Test("A path that cannot be called is told")
  func faults() throws {
    let document = try OpenAPIDocument(["paths": ["/generation/a b": ["post": [:]]]])
    let catalogue = Catalogue(document: document, navigation: nil)
    #expect(catalogue.faults.map(\.code) == [.unusablePath])
  }

  @Test("The navigation decides the output, at any depth, before the tags and the path")
  func navigation() throws {
    let navigation = #"""
      {"navigation": {"tabs": [{"group": "Images", "pages": ["POST /generation/video/a", "x",
        {"group": "More", "pages": ["POST /v1/generation/b"]}]},
        {"group": "Videos", "pages": ["GET /generation/c-image", "POST /generation/image/d"]}]}}
      """#
    let models = try models(
      ["/generation/video/a", "/generation/b", "/generation/c-image", "/generation/image/d"],
      navigation: navigation)
    #expect(models.map(\.output) == [.image, .image, .image, .video])
  }

  @Test(
    "Without a navigation the tags decide, then the path",
    arguments: [
      ("Images", "x/video", MediaKind.image), ("Videos", "x/image", .video),
      ("Other", "x/some-image", .image), ("Other", "x/image-to-video", .video),
      ("Other", "x", .video),
    ])
  func tags(_ tag: String, _ path: String, _ kind: MediaKind) throws {
    #expect(try model(schema: "{}", group: tag, path: path).output == kind)
  }
}
