import Contracts
import LosslessJSON
import Testing

@Suite("Four models in detail")
struct ModelDetailTests {
  @Test("kling-v2.6")
  func kling26() throws {
    let model = try builtInModel("kling-v2.6")
    #expect(
      model.fieldNames == [
        "prompt", "feature", "image_url", "end_image_url", "generate_audio", "aspect_ratio",
        "negative_prompt", "video_url", "character_orientation", "quality", "keep_original_sound",
        "duration",
      ])
    #expect(model.documentedVariants.map(\.required) == [["prompt"]])
    let prompt = try #require(model.field("prompt"))
    #expect(prompt.isRequired && prompt.schema.types == [.string] && !prompt.schema.nullable)
    #expect(prompt.summary == "What the video should show; optional for motion control.")
    let feature = try #require(model.field("feature")).schema
    #expect(feature.allowedWords == ["text-image-to-video"] && feature.allowedIsOpen)
    #expect(feature.constant == "text-image-to-video")
    let ratio = try #require(model.field("aspect_ratio")).schema
    #expect(ratio.allowedWords == ["9:16", "16:9", "1:1"] && !ratio.allowedIsOpen)
    #expect(ratio.allowedValue(for: "16:9") == "16:9" && ratio.allowedValue(for: "4:3") == nil)
    #expect(ratio.defaultValue == "16:9")
    let negative = try #require(model.field("negative_prompt")).schema
    #expect(negative.nullable && negative.types == [.string])
    let duration = try #require(model.field("duration")).schema
    #expect(!duration.typeIsDocumented && duration.types.isEmpty && duration.nullable)
    #expect(duration.defaultValue == 5)
    #expect(duration.accepts(.string) && duration.accepts(.integer))
    #expect(model.field("video_url")?.media == MediaRole(kind: .video, isList: false))
    #expect(model.field("image_url")?.schema.format == "uri")
    #expect(model.field("promt") == nil)
  }

  @Test("kling-ai/v3/video")
  func kling3() throws {
    let model = try builtInModel("v3/video")
    #expect(
      model.fieldNames == [
        "prompt", "duration", "generate_audio", "quality", "image_url", "first_frame_url",
        "last_frame_url", "negative_prompt", "aspect_ratio", "n",
      ])
    let duration = try #require(model.field("duration")).schema
    #expect(duration.types == [.integer])
    #expect(duration.minimum?.text == "3" && duration.maximum?.text == "15")
    #expect(model.variants.count == 1 && model.variants[0].constant == nil)
    #expect(model.variants[0].title == nil)
    for (body, expected) in [
      (#"{"prompt": "x", "duration": 3}"#, []), (#"{"prompt": "x", "duration": 15}"#, []),
      (#"{"prompt": "x", "duration": 2}"#, ["/duration below(3)"]),
      (#"{"prompt": "x", "duration": 16}"#, ["/duration above(15)"]),
      (#"{"prompt": "x", "duration": "5s"}"#, ["/duration type(integer: string)"]),
      (#"{"prompt": "x", "n": 0}"#, ["/n below(1)"]),
      (#"{"prompt": "x", "quality": "high"}"#, [#"/quality notAllowed(["standard","pro"])"#]),
      (#"{"prompt": "x", "first_frame_url": "still.png"}"#, ["/first_frame_url format(uri)"]),
    ] as [(String, [String])] {
      #expect(try findings(model, body) == expected)
    }
  }

  @Test("seedream-4.5")
  func seedream() throws {
    let model = try builtInModel("seedream-4.5")
    #expect(model.output == .image && model.evidence == .complete)
    #expect(model.fieldNames == ["prompt", "image_urls", "resolution", "aspect_ratio", "n"])
    let images = try #require(model.field("image_urls"))
    #expect(images.media == MediaRole(kind: .image, isList: true))
    #expect(images.schema.types == [.array] && images.schema.maxItems == nil)
    #expect(images.schema.items?.types == [.string] && images.schema.items?.format == "uri")
    #expect(model.field("resolution")?.schema.allowedWords == ["1K", "2K", "4K"])
    for (body, expected) in [
      (#"{"prompt": "x", "image_urls": ["https://e.com/1"], "resolution": "4K", "n": 4}"#, []),
      (#"{"prompt": "x", "resolution": "8K"}"#, [#"/resolution notAllowed(["1K","2K","4K"])"#]),
      (#"{"prompt": "x", "resolution": 4}"#, [#"/resolution notAllowed(["1K","2K","4K"])"#]),
      (#"{"n": 5}"#, ["/n above(4)", " missing(prompt)"]),
      (#"{"prompt": "x", "seed": 1}"#, ["/seed unknown(seed)"]),
    ] as [(String, [String])] {
      #expect(try findings(model, body) == expected)
    }
  }

  @Test("vidu/q3")
  func vidu() throws {
    let model = try builtInModel("vidu/q3")
    let prompt = try #require(model.field("prompt")).schema
    #expect(prompt.maxLength == 3000 && prompt.minLength == nil)
    let seed = try #require(model.field("seed")).schema
    #expect(seed.types == [.integer] && seed.nullable)
    #expect(seed.minimum?.text == "-9007199254740991" && seed.maximum?.text == "9007199254740991")
    let longest = String(repeating: "日", count: 3_000)
    for (body, expected) in [
      (#"{"prompt": "\#(longest)"}"#, []), (#"{"prompt": "\#(longest)."}"#, ["/prompt long(3000)"]),
      (#"{"prompt": ""}"#, []), (#"{"prompt": "x", "seed": null}"#, []),
      (#"{"prompt": "x", "seed": 9007199254740991}"#, []),
      (#"{"prompt": "x", "seed": 9007199254740992}"#, ["/seed above(9007199254740991)"]),
      (#"{"prompt": "x", "seed": 1.5}"#, ["/seed type(integer: number)"]),
      (#"{"prompt": "x", "duration": 1}"#, []),
      (#"{"prompt": "x", "duration": 0}"#, ["/duration below(1)"]),
      (#"{"prompt": "x", "duration": 16}"#, []),
      (#"{"prompt": "x", "duration": 17}"#, ["/duration above(16)"]),
      (#"{"prompt": "x", "audio": "yes"}"#, ["/audio type(boolean: string)"]),
      (#"{"prompt": "x", "duration": null}"#, ["/duration null"]),
    ] as [(String, [String])] {
      #expect(try findings(model, body) == expected)
    }
  }

  @Test("The other keywords and marks of the contract are read where they stand")
  func marks() throws {
    let format = try #require(try builtInModel("qwen-image-2-pro").field("output_format")).schema
    #expect(format.allowedIsOpen && format.allowedWords == ["jpeg", "png"])
    let negative = try #require(try builtInModel("qwen-image").field("negative_prompt")).schema
    #expect(negative.defaultValue == nil && negative.defaultNote?.hasPrefix("blank") == true)
    let pro = try builtInModel("nano-banana-pro")
    #expect(pro.field("aspect_ratio")?.schema.examples == ["1:1"])
    let images = try #require(pro.field("image_urls")?.schema.items)
    #expect(images.types == [.string] && images.format == "uri" && images.alternatives.count == 2)
    let banana = try builtInModel("nano-banana-2")
    let prompt = try #require(banana.field("prompt"))
    #expect(prompt.nameIsInferred && prompt.nameEvidence?.contains("z-image") == true)
    #expect(banana.variants[0].unnamedFields.map(\.after) == ["aspect_ratio"])
    #expect(try builtInModel("seedance-2.0").variants[0].unnamedFields.count == 3)
    #expect(try #require(try builtInModel("kling-v2.6").field("prompt")).nameIsInferred == false)
    let ratio = try #require(try builtInModel("wan-v2.7/edit-video").field("aspect_ratio")).schema
    #expect(ratio.nullable && ratio.allowedWords.last == "null")
    let elements = try #require(try builtInModel("kling-ai/o1-image").field("elements")).schema
    #expect(elements.nullable && elements.items?.types == [.object] && elements.maxItems == 10)
  }

  @Test("Every model takes a body of its own defaults and its required fields")
  func defaults() throws {
    for model in try Catalogue.builtIn().models where model.hasDocumentedBody {
      let variant = try #require(model.documentedVariants.first)
      let members: [BodyMember] = variant.fields.compactMap { field in
        if let value = field.schema.defaultValue {
          return BodyMember(key: field.name, value: .json(value))
        }
        guard field.isRequired else { return nil }
        let hole = Hole.media(field.media?.kind)
        if let media = field.media {
          return BodyMember(
            key: field.name, value: media.isList ? .array([.hole(hole)]) : .hole(hole))
        }
        return BodyMember(key: field.name, value: .hole(.text))
      }
      #expect(findings(model, .object(members)) == [], "\(model.path)")
    }
  }
}
