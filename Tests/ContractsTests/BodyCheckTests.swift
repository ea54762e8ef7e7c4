import Contracts
import LosslessJSON
import Testing

@Suite("Checking bodies")
struct BodyCheckTests {
  @Test("Violations come in the order of the body, then what is missing")
  func order() throws {
    let model = try model(
      schema: #"""
        {"type": "object", "required": ["z", "a", "m"], "properties": {
          "a": {"type": "string"}, "m": {"type": "string"}, "z": {"type": "string"},
          "o": {"type": "object", "properties": {"i": {"type": "string"}}, "required": ["j"]}}}
        """#)
    let body = #"{"q": 1, "o": {"i": 1}, "a": 1, "p": 2}"#
    #expect(
      try findings(model, body) == [
        "/q unknown(q)", "/o/i type(string: number)", "/o missing(j)", "/a type(string: number)",
        "/p unknown(p)", " missing(z)", " missing(m)",
      ])
  }

  @Test("The same body always gives the same list")
  func deterministic() throws {
    let model = try builtInModel("kling-v2.6")
    let body =
      #"{"b": 1, "a": 2, "quality": 3, "video_url": 4, "image_url": "x", "c": [], "d": {}}"#
    let first = try findings(model, body)
    for _ in 0..<20 { #expect(try findings(model, body) == first) }
  }

  @Test("Of equal names the last counts")
  func duplicates() throws {
    let model = try builtInModel("seedream-4.5")
    #expect(try findings(model, #"{"prompt": 1, "prompt": "x"}"#).isEmpty)
    #expect(
      try findings(model, #"{"prompt": "x", "n": 1, "prompt": 1}"#)
        == ["/prompt type(string: number)"])
  }

  @Test(
    "A body that is no object is only that",
    arguments: [
      ("[]", "array"), ("null", "null"), (#""prompt""#, "string"), ("1", "number"),
      ("true", "boolean"),
    ])
  func noObject(_ body: String, _ found: String) throws {
    let expected = [" type(object: \(found))"]
    #expect(try findings(try builtInModel("seedream-4.5"), body) == expected)
    #expect(try findings(try builtInModel("veo-2"), body, Aim(allowsUnchecked: true)) == expected)
  }

  @Test("A field that is required and null is only null")
  func requiredNull() throws {
    #expect(
      try findings(try builtInModel("seedream-4.5"), #"{"prompt": null}"#) == ["/prompt null"])
  }

  @Test("Unknown fields pass where the unchecked is allowed, and everything else stays checked")
  func unchecked() throws {
    let model = try builtInModel("kling-v2.6")
    let body = #"{"prompt": "x", "zoom": 2, "aspect_ratio": "4:3"}"#
    #expect(
      try findings(model, body)
        == ["/zoom unknown(zoom)", #"/aspect_ratio notAllowed(["9:16","16:9","1:1"])"#])
    #expect(
      try findings(model, body, Aim(allowsUnchecked: true))
        == [#"/aspect_ratio notAllowed(["9:16","16:9","1:1"])"#])
  }

  @Test(
    "An endpoint known by its path only takes nothing, or anything",
    arguments: [
      "veo-2", "retake-video", "nano-banana", "kling-ai/o1/edit",
    ])
  func pathOnly(_ name: String) throws {
    let model = try builtInModel(name)
    for body in ["{}", #"{"prompt": "x"}"#, #"{"a": {"b": [null]}}"#] {
      #expect(try findings(model, body) == [" undocumented"])
      #expect(try findings(model, body, Aim(mode: .t2v)) == [" undocumented"])
      #expect(try findings(model, body, Aim(allowsUnchecked: true)).isEmpty)
      #expect(try findings(model, body, Aim(mode: .t2v, allowsUnchecked: true)).isEmpty)
    }
  }

  @Test("All sixteen path-only endpoints refuse an empty body")
  func allPathOnly() throws {
    let models = try Catalogue.builtIn().models.filter { $0.evidence == .pathOnly }
    #expect(models.count == 16)
    for model in models { #expect(try findings(model, "{}") == [" undocumented"]) }
  }

  @Test("A body of many thousand members and items is checked whole")
  func large() throws {
    let items = Array(repeating: "1", count: 20_000).joined(separator: ",")
    let schema =
      #"{"type": "array", "items": {"anyOf": [{"type": "string"}, {"type": "boolean"}]}}"#
    let found = try findings(field: schema, value: "[\(items)]")
    #expect(found.count == 20_000)
    let members = (0..<20_000).map { #""m\#($0)": 1"# }.joined(separator: ",")
    #expect(try findings(try builtInModel("seedream-4.5"), "{\(members)}").count == 20_001)
  }
}

@Suite("Holes")
struct HoleTests {
  private func findings(_ name: String, _ members: [(String, Body)], _ aim: Aim = Aim()) throws
    -> [String]
  {
    let body = Body.object(
      [BodyMember(key: "prompt", value: .json("x"))]
        + members.map { BodyMember(key: $0.0, value: $0.1) })
    return ContractsTests.findings(try builtInModel(name), body, aim)
  }

  @Test(
    "A media hole goes into fields of its kind",
    arguments: [
      (MediaKind.image, ""), (nil, ""), (.video, "/first_frame_url media(image: video)"),
      (.audio, "/first_frame_url media(image: audio)"),
    ] as [(MediaKind?, String)])
  func kinds(_ kind: MediaKind?, _ expected: String) throws {
    let found = try findings("kling-ai/v3/video", [("first_frame_url", .hole(.media(kind)))])
    #expect(found == (expected.isEmpty ? [] : [expected]))
  }

  @Test(
    "A picture never goes into a video or sound field, nor the other way round",
    arguments: [
      ("kling-v2.6", "video_url", MediaKind.image, "/video_url media(video: image)"),
      ("seedance-2.0", "audio_url", .video, "/audio_url media(audio: video)"),
      ("gpt-image-2", "mask_url", .video, "/mask_url media(image: video)"),
    ])
  func otherKinds(_ name: String, _ field: String, _ kind: MediaKind, _ expected: String) throws {
    #expect(try findings(name, [(field, .hole(.media(kind)))]) == [expected])
  }

  @Test("In a list each item is compared")
  func lists() throws {
    let list = Body.array([
      .hole(.media(.image)), .hole(.media(.video)), .json("https://example.com/a.png"), .json("b"),
    ])
    #expect(
      try findings("seedream-4.5", [("image_urls", list)])
        == ["/image_urls/1 media(image: video)", "/image_urls/3 format(uri)"])
    let videos = Body.array([.hole(.media(.video)), .hole(.media(.image))])
    #expect(
      try findings("wan-v2.7-video", [("video_refs", videos)])
        == ["/video_refs/1 media(video: image)"])
  }

  @Test("A list without documented type still knows its kind")
  func untypedList() throws {
    let list = Body.array([.hole(.media(.video))])
    #expect(
      try findings("flux-2-pro", [("image_urls", list)]) == ["/image_urls/0 media(image: video)"])
  }

  @Test(
    "A hole is a text, so other types refuse it",
    arguments: [
      (Hole.media(.image), "image_urls", "/image_urls type(array: string)"),
      (.text, "n", "/n type(integer: string)"), (.media(nil), "n", "/n type(integer: string)"),
      (.text, "prompt", ""), (.media(.image), "prompt", ""),
      (.text, "image_urls", "/image_urls type(array: string)"),
    ])
  func types(_ hole: Hole, _ field: String, _ expected: String) throws {
    #expect(
      try findings("seedream-4.5", [(field, .hole(hole))]) == (expected.isEmpty ? [] : [expected]))
  }

  @Test("A text hole may turn out to be a word, an address never is one")
  func words() throws {
    #expect(try findings("seedream-4.5", [("resolution", .hole(.text))]).isEmpty)
    #expect(
      try findings("seedream-4.5", [("resolution", .hole(.media(.image)))])
        == [#"/resolution notAllowed(["1K","2K","4K"])"#])
    #expect(try findings("kling-v2.6", [("feature", .hole(.text))]).isEmpty)
  }

  @Test("Lengths and formats of a text hole are not known")
  func limits() throws {
    let model = try builtInModel("wan-v2.7")
    let body = Body.object([BodyMember(key: "prompt", value: .hole(.text))])
    #expect(ContractsTests.findings(model, body).isEmpty)
    #expect(try findings("kling-ai/v3/video", [("image_url", .hole(.text))]).isEmpty)
  }

  @Test("A hole counts as present")
  func present() throws {
    let model = try builtInModel("hailuo-2.3")
    let without = Body.object([BodyMember(key: "prompt", value: .hole(.text))])
    #expect(ContractsTests.findings(model, without) == [" missing(first_frame_url)"])
    #expect(try findings("hailuo-2.3", [("first_frame_url", .hole(.media(.image)))]).isEmpty)
  }

  @Test("A local file fits where the contract takes an address or an upload")
  func upload() throws {
    let list = Body.array([.hole(.media(.image))])
    #expect(try findings("nano-banana-pro", [("image_urls", list)]).isEmpty)
  }

  @Test("The value of a body is known where it has no hole")
  func json() {
    let known = Body.object([BodyMember(key: "a", value: .array([.json(1), .json(nil)]))])
    #expect(known.json == ["a": [1, nil]])
    #expect(Body.array([.hole(.text)]).json == nil)
    #expect(Body.object([BodyMember(key: "a", value: .hole(.media(nil)))]).json == nil)
  }
}
