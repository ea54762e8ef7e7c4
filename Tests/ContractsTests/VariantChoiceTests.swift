import Contracts
import LosslessJSON
import Testing

@Suite("The choice among variants")
struct VariantChoiceTests {
  /// Two documented variants and, if asked for, one that is known by title only.
  private func model(hidden: Bool = false, keyword: String = "oneOf") throws -> Model {
    let third = hidden ? #", {"title": "Extend Video", "x-fields-not-shown": true}"# : ""
    return try ContractsTests.model(
      schema: #"""
        {"\#(keyword)": [
          {"type": "object", "title": "Text To Video", "required": ["prompt"], "properties": {
            "feature": {"type": "string", "const": "text-to-video"}, "prompt": {"type": "string"},
            "style": {"enum": ["a"]}}},
          {"type": "object", "title": "Image To Video", "required": ["image_url"], "properties": {
            "feature": {"type": "string", "const": "image-to-video"}, "prompt": {"type": "string"},
            "image_url": {"type": "string"}, "strength": {"type": "number"}}}\#(third)]}
        """#)
  }

  @Test("anyOf and oneOf are read alike", arguments: ["anyOf", "oneOf"])
  func keywords(_ keyword: String) throws {
    let model = try model(keyword: keyword)
    #expect(model.variants.map(\.title) == ["Text To Video", "Image To Video"])
    #expect(
      model.variants.map(\.constant) == [
        .init(field: "feature", value: "text-to-video"),
        .init(field: "feature", value: "image-to-video"),
      ])
    #expect(model.fieldNames == ["feature", "prompt", "style", "image_url", "strength"])
    #expect(model.evidence == .complete)
  }

  @Test(
    "The constant chooses, then the mode, then the fewest violations",
    arguments: [
      (#"{"prompt": "x"}"#, nil, [], 0), (#"{"image_url": "u"}"#, nil, [], 1),
      (#"{"prompt": "x", "image_url": "u"}"#, nil, [], 1),
      (#"{"prompt": "x", "strength": 1}"#, nil, ["/strength unknown(strength)"], 0),
      (
        #"{"feature": "text-to-video", "image_url": "u"}"#, nil,
        ["/image_url unknown(image_url)", " missing(prompt)"], 0
      ),
      (#"{"feature": "image-to-video", "prompt": "x"}"#, nil, [" missing(image_url)"], 1),
      (#"{"prompt": "x"}"#, .i2v, [" missing(image_url)"], 1),
      (#"{"image_url": "u"}"#, .t2v, ["/image_url unknown(image_url)", " missing(prompt)"], 0),
      (#"{"image_url": "u"}"#, .i2v, [], 1),
      (
        #"{"feature": "text-to-video", "prompt": "x"}"#, .i2v,
        [#"/feature notConstant("image-to-video")"#, " missing(image_url)"], 1
      ),
      (
        #"{"feature": "zoom", "prompt": "x"}"#, nil,
        [#"/feature notAllowed(["text-to-video","image-to-video"])"#], 0
      ),
      (#"{"feature": 1, "prompt": "x"}"#, nil, ["/feature type(string: number)"], 0),
      ("{}", nil, [" missing(prompt)"], 0),
    ] as [(String, Mode?, [String], Int)])
  func choice(_ body: String, _ mode: Mode?, _ expected: [String], _ index: Int) throws {
    let model = try model()
    #expect(try findings(model, body, Aim(mode: mode)) == expected)
    let check = BodyCheck(model: model)
    #expect(check.variant(for: .json(try JSON(parsing: body)), aim: Aim(mode: mode)) == index)
  }

  @Test("Where the unchecked is allowed, the variant that names more of the fields is chosen")
  func uncheckedChoice() throws {
    let model = try model()
    let body = #"{"prompt": "x", "image_url": "u", "strength": "high"}"#
    #expect(
      try findings(model, body, Aim(allowsUnchecked: true)) == ["/strength type(number: string)"])
  }

  @Test("A mode that no documented variant has matches none", arguments: [Mode.a2v, .v2v, .t2i])
  func noMode(_ mode: Mode) throws {
    #expect(try findings(try model(), #"{"prompt": "x"}"#, Aim(mode: mode)) == [" noVariant"])
    #expect(
      try findings(try model(), #"{"prompt": "x"}"#, Aim(mode: mode, allowsUnchecked: true))
        == [" noVariant"])
  }

  @Test("A mode known by name only needs the unchecked to be allowed")
  func hiddenMode() throws {
    let model = try model(hidden: true)
    #expect(try findings(model, #"{"a": 1}"#, Aim(mode: .v2v)) == [" noVariant"])
    #expect(
      try findings(model, #"{"a": 1}"#, Aim(mode: .v2v, allowsUnchecked: true))
        == [" input(video: )"])
    #expect(
      try findings(model, #"{"video_url": "x"}"#, Aim(mode: .v2v, allowsUnchecked: true)) == [])
  }

  @Test("A constant that only a hidden variant can have needs it too")
  func hiddenConstant() throws {
    let model = try model(hidden: true)
    let body = #"{"feature": "extend-video", "video_url": "u"}"#
    #expect(try findings(model, body) == ["/feature noVariant"])
    #expect(try findings(model, body, Aim(allowsUnchecked: true)).isEmpty)
    #expect(
      try findings(model, #"{"feature": 7, "prompt": "x"}"#, Aim(allowsUnchecked: true))
        == ["/feature type(string: number)"])
  }

  @Test("A hidden variant never swallows a body that names no constant")
  func hiddenNeverMatches() throws {
    #expect(
      try findings(try model(hidden: true), #"{"video_url": "u"}"#)
        == ["/video_url unknown(video_url)", " missing(prompt)"])
  }

  @Test("A model with hidden variants only matches nothing")
  func allHidden() throws {
    let model = try ContractsTests.model(
      schema: #"{"anyOf": [{"title": "A", "x-fields-not-shown": true}, {"title": "B"}]}"#)
    #expect(model.variants.count == 2 && model.documentedVariants.isEmpty)
    #expect(try findings(model, "{}") == [" noVariant"])
    #expect(try findings(model, "{}", Aim(allowsUnchecked: true)).isEmpty)
    #expect(model.evidence == .pathOnly)
  }

  @Test(
    "A mode demands its input in one of the fields that can carry it",
    arguments: [
      (#"{"prompt": "x"}"#, Mode.i2v, [" input(image: image_url,end_image_url)"]),
      (#"{"prompt": "x", "image_url": null}"#, .i2v, ["/image_url null"]),
      (#"{"prompt": "x", "end_image_url": "https://e.com/a"}"#, .i2v, []),
      (#"{"prompt": "x", "image_url": "https://e.com/a"}"#, .t2v, []),
      ("{}", .t2v, [" missing(prompt)"]),
      (#"{}"#, .i2v, [" missing(prompt)", " input(image: image_url,end_image_url)"]),
    ])
  func input(_ body: String, _ mode: Mode, _ expected: [String]) throws {
    #expect(try findings(try builtInModel("kling-v2.6"), body, Aim(mode: mode)) == expected)
  }

  @Test("An empty list is no input, and text may be one that is not required")
  func emptyInput() throws {
    let images = try builtInModel("gpt-image-2")
    #expect(
      try findings(images, #"{"prompt": "x", "image_urls": []}"#, Aim(mode: .i2i))
        == [" input(image: image_urls)"])
    #expect(
      try findings(images, #"{"prompt": "x", "mask_url": "https://e.com/a"}"#, Aim(mode: .i2i))
        == [" input(image: image_urls)"])
    #expect(
      try findings(try builtInModel("grok-imagine-video"), "{}", Aim(mode: .t2v))
        == [" input(text: prompt)"])
  }

  @Test("A required input that is missing is told once")
  func missingOnce() throws {
    #expect(
      try findings(try builtInModel("hailuo-2.3"), #"{"prompt": "x"}"#, Aim(mode: .i2v))
        == [" missing(first_frame_url)"])
  }

  @Test("What several variants document is summed up")
  func fields() throws {
    let model = try model(hidden: true)
    let feature = try #require(model.field("feature"))
    #expect(feature.schema.allowedWords == ["text-to-video", "image-to-video"])
    #expect(feature.schema.allowedIsOpen)
    #expect(try #require(try self.model().field("feature")).schema.allowedIsOpen == false)
    #expect(try #require(model.field("prompt")).isRequired == false)
    #expect(model.field("prompt")?.schema.types == [.string])
    #expect(model.field("video_url") == nil)
  }

  @Test("A list of one word tells variants apart as a constant does")
  func singleWords() throws {
    let model = try ContractsTests.model(
      schema: #"""
        {"oneOf": [{"properties": {"size": {"enum": ["1K"]}, "kind": {"enum": ["a"]}}},
          {"properties": {"size": {"enum": ["1K"]}, "kind": {"enum": ["b"]}}}]}
        """#)
    #expect(model.variants.map(\.constant?.field) == ["kind", "kind"])
    #expect(try findings(model, #"{"kind": "b"}"#).isEmpty)
  }

  @Test("What stands beside the choices holds for each variant")
  func base() throws {
    let model = try ContractsTests.model(
      schema: #"""
        {"type": "object", "properties": {"prompt": {"type": "string"}, "image_url": {}, "video_url": {}},
         "required": ["prompt"], "anyOf": [{"required": ["image_url"]}, {"required": ["video_url"]}]}
        """#)
    #expect(
      model.documentedVariants.map(\.required) == [
        ["prompt", "image_url"], ["prompt", "video_url"],
      ])
    #expect(try findings(model, #"{"prompt": "x", "video_url": 1}"#).isEmpty)
    #expect(try findings(model, #"{"prompt": "x"}"#) == [" missing(image_url)"])
  }

  @Test("Choices within choices are laid flat")
  func nested() throws {
    let model = try ContractsTests.model(
      schema: #"""
        {"anyOf": [{"oneOf": [{"properties": {"a": {}}}, {"properties": {"b": {}}}]},
          {"properties": {"c": {}}}]}
        """#)
    #expect(model.variants.map { $0.fields.map(\.name) } == [["a"], ["b"], ["c"]])
  }
}
