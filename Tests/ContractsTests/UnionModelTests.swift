import Contracts
import LosslessJSON
import Testing

/// Bodies for every model of the contract whose body is a choice among variants.
@Suite("Models with variants")
struct UnionModelTests {
  static let unions = [
    "xai/grok-imagine-video", "kling-ai/o3/video", "kling-ai/o1/video", "kling-ai/kling-v2.6",
    "kling-ai/kling-v2.5-turbo", "ltx-2.3", "pixverse/v6", "bytedance/seedance-2.0",
    "bytedance/seedance-2.0-fast", "wan/wan-v2.7-video", "happyhorse/happyhorse-1.0",
  ]

  @Test("These are all, and each documents exactly its first variant")
  func all() throws {
    let models = try Catalogue.builtIn().models.filter { $0.variants.count > 1 }
    #expect(models.map(\.path) == Self.unions)
    for model in models {
      #expect(
        model.variants.map(\.isDocumented) == [true] + model.variants.dropFirst().map { _ in false }
      )
      #expect(model.variants[0].constant?.field == "feature")
      #expect(model.evidence == .partial)
    }
  }

  @Test(
    "Titles, constants and what may be required",
    arguments: [
      ("kling-v2.6", "Text Image To Video=text-image-to-video; Motion Control?image_url,video_url"),
      ("kling-v2.5-turbo", "Text To Video=text-to-video; Image To Video"),
      ("kling-ai/o1/video", "Frame To Video=frame-to-video; (other variants not printed)"),
      ("grok-imagine-video", "Text/Image=text-image; Extend Video; Edit Video"),
      ("ltx-2.3", "Text/Image=text-image; (audio-to-video); (extend-video); (retake-video)"),
      ("pixverse/v6", "Text/Image=text-image; Frames; Extend Video"),
      (
        "seedance-2.0-fast",
        "Text Image To Video=text-image-to-video; Frame To Video?first_frame_url; Reference To Video"
      ),
      (
        "wan-v2.7-video",
        "Text/Image=text-image; Frames?image_url; Reference?prompt; Edit Video?prompt,video_url"
      ),
      (
        "happyhorse-1.0",
        "Text To Video=text-to-video; Image To Video; Reference To Video; Edit Video?video_url"
      ),
      (
        "kling-ai/o3/video",
        "Text Image To Video=text-image-to-video; Frame To Video?first_frame_url; "
          + "Reference To Video; Video To Video?video_url; Video Reference To Video?video_url"
      ),
    ])
  func variants(_ name: String, _ expected: String) throws {
    let found = try builtInModel(name).variants.map { variant in
      (variant.title ?? "-") + (variant.constant.map { "=" + ($0.value.string ?? "") } ?? "")
        + (variant.possiblyRequired.isEmpty
          ? "" : "?" + variant.possiblyRequired.joined(separator: ","))
    }
    #expect(found.joined(separator: "; ") == expected)
  }

  @Test("What is possibly required is not demanded", arguments: unions)
  func possiblyRequired(_ path: String) throws {
    let model = try builtInModel(path)
    for variant in model.variants {
      #expect(variant.required.allSatisfy { !variant.possiblyRequired.contains($0) })
    }
  }

  @Test(
    "Bodies that pass",
    arguments: [
      BodyCase("grok-imagine-video", "{}"), BodyCase("grok-imagine-video", #"{"prompt": "x"}"#),
      BodyCase(
        "grok-imagine-video", #"{"feature": "text-image", "prompt": null, "duration": 15, "n": 4}"#),
      BodyCase(
        "grok-imagine-video", #"{"video_url": "anything", "duration": "15", "resolution": "480p"}"#),
      BodyCase("kling-ai/o3/video", #"{"prompt": "x", "image_urls": null, "duration": 15}"#),
      BodyCase(
        "kling-ai/o3/video",
        #"{"prompt": "x", "image_urls": ["https://e.com/1", "https://e.com/2", "https://e.com/3", "https://e.com/4"]}"#
      ),
      BodyCase("kling-ai/o3/video", #"{"prompt": "x", "negative_prompt": 7, "keep_audio": false}"#),
      BodyCase(
        "kling-ai/o1/video",
        #"{"prompt": "x", "first_frame_url": "https://e.com/1", "duration": 3}"#),
      BodyCase(
        "kling-ai/o1/video", #"{"prompt": "x", "first_frame_url": "https://e.com/1"}"#, mode: .i2v),
      BodyCase("kling-v2.6", #"{"prompt": "x"}"#),
      BodyCase(
        "kling-v2.6", #"{"feature": "text-image-to-video", "prompt": "x", "negative_prompt": null}"#
      ),
      BodyCase(
        "kling-v2.5-turbo", #"{"prompt": "x", "feature": "text-to-video", "aspect_ratio": "1:1"}"#),
      BodyCase(
        "kling-v2.5-turbo", #"{"prompt": "x", "duration": 10, "negative_prompt": null}"#, mode: .t2v
      ),
      BodyCase("ltx-2.3", #"{"prompt": "x"}"#),
      BodyCase("ltx-2.3", #"{"prompt": null, "feature": "text-image"}"#),
      BodyCase("ltx-2.3", #"{"prompt": "x", "duration": 6}"#, unchecked: true),
      BodyCase("ltx-2.3", #"{"feature": "audio-to-video", "audio_url": "x"}"#, unchecked: true),
      BodyCase("pixverse/v6", #"{"prompt": "x", "duration": 1.5, "seed": 0.5, "style": "clay"}"#),
      BodyCase("pixverse/v6", #"{"prompt": "x", "duration": 15, "generate_multi_clip": true}"#),
      BodyCase(
        "seedance-2.0", #"{"prompt": "x", "resolution": "1080p", "seed": -9007199254740991}"#),
      BodyCase(
        "seedance-2.0", #"{"prompt": "x", "first_frame_url": 5, "audio_urls": ["https://e.com/1"]}"#
      ),
      BodyCase(
        "seedance-2.0-fast",
        #"{"prompt": "x", "resolution": "720p", "duration": 4, "end_user_id": ""}"#),
      BodyCase("wan-v2.7-video", "{}"), BodyCase("wan-v2.7-video", #"{"prompt": null}"#),
      BodyCase("wan-v2.7-video", #"{"multi_shots": [1], "seed": 2147483647, "video_refs": []}"#),
      BodyCase(
        "wan-v2.7-video",
        #"{"prompt": "x", "multi_shots": true, "seed": "any", "audio_setting": "origin"}"#),
      BodyCase("happyhorse-1.0", #"{"prompt": "x", "seed": 0, "duration": 3}"#),
      BodyCase(
        "happyhorse-1.0", #"{"prompt": "x", "feature": "edit-video", "video_url": "x"}"#,
        unchecked: true),
    ])
  func pass(_ item: BodyCase) throws {
    #expect(try findings(try builtInModel(item.model), item.body, item.aim) == [])
  }

  @Test(
    "Bodies that fail",
    arguments: [
      BodyCase("grok-imagine-video", #"{"duration": 16}"#, ["/duration above(15)"]),
      BodyCase(
        "grok-imagine-video", #"{"duration": 0.5, "n": 5}"#, ["/duration below(1)", "/n above(4)"]),
      BodyCase(
        "grok-imagine-video", #"{"feature": "edit-video", "prompt": "x"}"#, ["/feature noVariant"]),
      BodyCase(
        "grok-imagine-video", #"{"resolution": "auto"}"#,
        [#"/resolution notAllowed(["720p","480p"])"#]),
      BodyCase("grok-imagine-video", #"{"prompt": "x"}"#, [" noVariant"], mode: .v2v),
      BodyCase("kling-ai/o3/video", "{}", [" missing(prompt)"]),
      BodyCase("kling-ai/o3/video", #"{"prompt": "x", "duration": 2}"#, ["/duration below(3)"]),
      BodyCase("kling-ai/o3/video", #"{"prompt": "x", "duration": 16}"#, ["/duration above(15)"]),
      BodyCase(
        "kling-ai/o3/video",
        #"{"prompt": "x", "image_urls": ["https://e.com/1", "https://e.com/2", "https://e.com/3", "https://e.com/4", "https://e.com/5"]}"#,
        ["/image_urls many(4)"]),
      BodyCase(
        "kling-ai/o3/video", #"{"prompt": "x", "image_urls": "https://e.com/1"}"#,
        ["/image_urls type(array: string)"]),
      BodyCase(
        "kling-ai/o3/video", #"{"prompt": "x", "feature": "frame-to-video"}"#,
        ["/feature noVariant"]),
      BodyCase("kling-ai/o1/video", #"{"prompt": "x"}"#, [" missing(first_frame_url)"]),
      BodyCase(
        "kling-ai/o1/video",
        #"{"prompt": "x", "first_frame_url": "https://e.com/1", "duration": 11}"#,
        ["/duration above(10)"]),
      BodyCase(
        "kling-ai/o1/video",
        #"{"prompt": "x", "first_frame_url": "https://e.com/1", "aspect_ratio": "1:1"}"#,
        ["/aspect_ratio unknown(aspect_ratio)"]),
      BodyCase(
        "kling-ai/o1/video", #"{"prompt": "x", "first_frame_url": "https://e.com/1"}"#,
        [" noVariant"], mode: .t2v),
      BodyCase("kling-v2.6", #"{"promt": "x"}"#, ["/promt unknown(promt)", " missing(prompt)"]),
      BodyCase(
        "kling-v2.6", #"{"prompt": "x", "aspect_ratio": "4:3"}"#,
        [#"/aspect_ratio notAllowed(["9:16","16:9","1:1"])"#]),
      BodyCase(
        "kling-v2.6",
        #"{"prompt": "x", "feature": "motion-control", "image_url": "https://e.com/1", "video_url": "https://e.com/2"}"#,
        ["/feature noVariant"]),
      BodyCase(
        "kling-v2.6", #"{"prompt": "x", "video_url": "https://e.com/2"}"#, [" noVariant"],
        mode: .v2v),
      BodyCase(
        "kling-v2.5-turbo", #"{"prompt": "x", "image_url": "https://e.com/1"}"#,
        ["/image_url unknown(image_url)"]),
      BodyCase("kling-v2.5-turbo", #"{"prompt": "x"}"#, [" noVariant"], mode: .i2v),
      BodyCase(
        "kling-v2.5-turbo", #"{"prompt": null, "feature": null}"#,
        ["/prompt null", "/feature null"]),
      BodyCase("ltx-2.3", "{}", [" missing(prompt)"]),
      BodyCase("ltx-2.3", #"{"prompt": "x", "duration": 6}"#, ["/duration unknown(duration)"]),
      BodyCase(
        "ltx-2.3", #"{"feature": "audio-to-video", "audio_url": "x"}"#, ["/feature noVariant"]),
      BodyCase("ltx-2.3", #"{"prompt": 1}"#, ["/prompt type(string: number)"]),
      BodyCase("pixverse/v6", #"{"prompt": "x", "duration": 15.1}"#, ["/duration above(15)"]),
      BodyCase("pixverse/v6", #"{"prompt": "x", "duration": 0.9}"#, ["/duration below(1)"]),
      BodyCase("pixverse/v6", #"{"prompt": "x", "seed": "1"}"#, ["/seed type(number: string)"]),
      BodyCase("pixverse/v6", #"{"prompt": "x", "n": 1}"#, ["/n unknown(n)"]),
      BodyCase(
        "pixverse/v6", #"{"prompt": "x", "image_url": "a.png"}"#, ["/image_url format(uri)"]),
      BodyCase(
        "seedance-2.0", #"{"prompt": "x", "seed": 9007199254740992}"#,
        ["/seed above(9007199254740991)"]),
      BodyCase(
        "seedance-2.0", #"{"prompt": "x", "duration": 5.5}"#, ["/duration type(integer: number)"]),
      BodyCase(
        "seedance-2.0", #"{"prompt": "x", "audio_urls": ["https://e.com/1", "b"]}"#,
        ["/audio_urls/1 format(uri)"]),
      BodyCase(
        "seedance-2.0", #"{"prompt": "x", "reference_video_urls": []}"#,
        ["/reference_video_urls unknown(reference_video_urls)"]),
      BodyCase(
        "seedance-2.0-fast", #"{"prompt": "x", "resolution": "1080p"}"#,
        [#"/resolution notAllowed(["480p","720p"])"#]),
      BodyCase("seedance-2.0-fast", #"{"prompt": "x", "duration": 3}"#, ["/duration below(4)"]),
      BodyCase("wan-v2.7-video", #"{"prompt": ""}"#, ["/prompt short(1)"]),
      BodyCase(
        "wan-v2.7-video", #"{"seed": -1, "video_refs": [1]}"#,
        ["/seed below(0)", "/video_refs/0 type(string: number)"]),
      BodyCase("wan-v2.7-video", #"{"seed": 2147483648}"#, ["/seed above(2147483647)"]),
      BodyCase(
        "wan-v2.7-video", #"{"feature": "reference", "video_refs": []}"#, ["/feature noVariant"]),
      BodyCase("wan-v2.7-video", "{}", [" input(text: prompt)"], mode: .t2v),
      BodyCase("happyhorse-1.0", #"{"prompt": ""}"#, ["/prompt short(1)"]),
      BodyCase("happyhorse-1.0", #"{"prompt": "x", "duration": 16}"#, ["/duration above(15)"]),
      BodyCase(
        "happyhorse-1.0", #"{"prompt": "x", "image_url": "https://e.com/1"}"#, [" noVariant"],
        mode: .i2v),
      BodyCase(
        "happyhorse-1.0", #"{"prompt": "x", "feature": "edit-video"}"#, ["/feature noVariant"]),
    ])
  func fail(_ item: BodyCase) throws {
    #expect(try findings(try builtInModel(item.model), item.body, item.aim) == item.expected)
  }

  @Test("To aim at a variant that is not documented needs the unchecked", arguments: unions)
  func hidden(_ path: String) throws {
    let model = try builtInModel(path)
    let body = #"{"feature": "some-other", "anything": {"a": [1]}}"#
    #expect(try findings(model, body) == ["/feature noVariant"])
    #expect(try findings(model, body, Aim(allowsUnchecked: true)) == [])
  }
}
