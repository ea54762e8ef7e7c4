import Contracts
import LosslessJSON
import Testing

@Suite("Templates of requests")
struct TemplateTests {
  private func body(_ template: Template, where isIncluded: (Template.Entry) -> Bool) -> Body {
    .object(
      template.entries.filter(isIncluded).compactMap { entry in
        entry.value.map { BodyMember(key: entry.field.name, value: .json($0)) }
      })
  }

  @Test("For every documented model the request passes, and so do all its fields at once")
  func everyModel() throws {
    var count = 0
    for model in try Catalogue.builtIn().models where model.hasDocumentedBody {
      let template = try #require(Template(model: model))
      let check = BodyCheck(model: model)
      #expect(
        check.violations(of: .json(template.request), aim: Aim()) == [], "\(model.path)")
      #expect(
        check.violations(of: body(template) { _ in true }, aim: Aim()) == [], "\(model.path)")
      #expect(
        check.violations(of: body(template, where: \.isNeeded), aim: Aim()) == [], "\(model.path)")
      count += 1
    }
    #expect(count == 59)
  }

  @Test("For every documented mode what is needed is enough")
  func everyMode() throws {
    for model in try Catalogue.builtIn().models {
      for mode in Mode.allCases where model.evidence(for: mode)?.how == .documented {
        let template = try #require(Template(model: model, mode: mode))
        let found = BodyCheck(model: model).violations(
          of: body(template, where: \.isNeeded), aim: Aim(mode: mode))
        #expect(found == [], "\(model.path) \(mode)")
      }
    }
  }

  @Test("Of the complete models every field has a value")
  func wholeValues() throws {
    for model in try Catalogue.builtIn().models where model.evidence == .complete {
      let template = try #require(Template(model: model))
      let bare = template.entries.filter { $0.value == nil }.map(\.field)
      #expect(bare.allSatisfy { !$0.schema.typeIsDocumented }, "\(model.path)")
    }
  }

  @Test(
    "No template where nothing is documented",
    arguments: [("veo-2", nil), ("kling-v2.6", .v2v), ("lipsync-2", nil)] as [(String, Mode?)])
  func none(_ name: String, _ mode: Mode?) throws {
    #expect(Template(model: try builtInModel(name), mode: mode) == nil)
  }

  @Test("A mode needs one of its inputs, and no second where one is required")
  func inputs() throws {
    func needed(_ name: String, _ mode: Mode) throws -> [String] {
      try #require(Template(model: try builtInModel(name), mode: mode)).entries
        .filter(\.isNeeded).map(\.field.name)
    }
    #expect(try needed("kling-v2.6", .i2v) == ["prompt", "image_url"])
    #expect(try needed("kling-v2.6", .t2v) == ["prompt"])
    #expect(try needed("kling-ai/o1/video", .i2v) == ["prompt", "first_frame_url"])
    #expect(try needed("pixverse/lipsync", .a2v) == ["video_url", "audio_url"])
  }

  @Test(
    "A value is the default, a listed word, a sample, or the smallest that fits",
    arguments: [
      (#"{"type": "integer", "default": 7, "enum": [1, 7]}"#, "7"),
      (#"{"enum": [null, "b", "a"]}"#, #""b""#),
      (#"{"type": "string", "examples": ["x"]}"#, #""x""#),
      (#"{"type": "string", "default": 1}"#, #""…""#),
      (#"{"type": "string", "minLength": 3, "maxLength": 3}"#, #""…..""#),
      (#"{"type": "string", "maxLength": 0}"#, #""""#),
      (#"{"type": "string", "format": "uri"}"#, #""https://example.com/f""#),
      (#"{"type": "integer", "minimum": 4, "maximum": 15}"#, "4"),
      (#"{"type": "integer", "minimum": -5, "maximum": 15}"#, "1"),
      (#"{"type": "integer", "maximum": -5}"#, "-5"),
      (#"{"type": "integer", "exclusiveMinimum": 4}"#, "5"),
      (#"{"type": "number", "exclusiveMinimum": 1, "exclusiveMaximum": 2.5}"#, "2"),
      (#"{"type": "number", "multipleOf": 0.5, "minimum": 0.5, "maximum": 0.9}"#, "0.5"),
      (#"{"type": "boolean"}"#, "false"),
      (#"{"type": ["string", "null"], "pattern": "^[0-9]{9}$"}"#, "null"),
      (#"{"type": "array", "items": {"type": "integer", "minimum": 3}, "minItems": 2}"#, "[3,3]"),
      (#"{"type": "array"}"#, "[]"),
      (
        #"{"type": "object", "properties": {"a": {"type": "boolean"}, "b": {}}, "required": ["a"]}"#,
        #"{"a":false}"#
      ),
      (#"{"anyOf": [{"type": "integer", "minimum": 2}, {"type": "string"}]}"#, "2"),
      (#"{}"#, nil), (#"{"x-type-not-shown": true, "minimum": 2}"#, nil),
      (#"{"type": "string", "pattern": "^[0-9]{9}$"}"#, nil),
      (#"{"type": "array", "minItems": 1}"#, nil),
      (#"{"type": "array", "minItems": 1000000000, "items": {"type": "boolean"}}"#, nil),
    ] as [(String, String?)])
  func values(_ schema: String, _ expected: String?) throws {
    let model = try model(schema: #"{"properties": {"f": \#(schema), "g": {"type": "string"}}}"#)
    let entry = try #require(Template(model: model)?.entries.first)
    #expect(entry.value?.printed() == expected)
  }

  @Test("Media are sample addresses of their kind, as many as must be")
  func media() throws {
    let model = try model(
      schema: #"""
        {"properties": {"video_url": {"type": "string", "format": "uri"},
          "audio_urls": {"type": "array", "items": {"type": "string"}, "minItems": 2},
          "image_url": {"x-type-not-shown": true}}}
        """#)
    let values = try #require(Template(model: model)).entries.map { $0.value?.printed() }
    let sound = #""https://example.com/audio_urls.mp3""#
    #expect(
      values == [
        #""https://example.com/video_url.mp4""#, "[\(sound),\(sound)]",
        #""https://example.com/image_url.png""#,
      ])
  }

  @Test("With a mode the request holds the constant of its variant")
  func constant() throws {
    let model = try builtInModel("kling-v2.6")
    #expect(
      Template(model: model, mode: .t2v)?.request["feature"] == "text-image-to-video")
    #expect(Template(model: model)?.request["feature"] == nil)
  }

  @Test("The request holds what is needed and what has a default, in the order of the contract")
  func request() throws {
    let template = try #require(Template(model: try builtInModel("seedream-4.5")))
    #expect(template.request.object?.keys == ["prompt", "resolution", "aspect_ratio", "n"])
  }
}
