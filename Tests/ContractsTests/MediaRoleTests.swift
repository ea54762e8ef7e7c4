@testable import Contracts
import LosslessJSON
import Testing

@Suite("Media fields")
struct MediaRoleTests {
  @Test("All media names of the contract have the kind that they say")
  func contractNames() throws {
    var kinds: [String: MediaKind?] = [:]
    for model in try Catalogue.builtIn().models {
      for name in model.fieldNames {
        if let media = model.field(name)?.media { kinds[name] = media.kind }
      }
    }
    #expect(
      kinds == [
        "first_frame_url": .image, "last_frame_url": .image, "end_frame_url": .image,
        "image_url": .image, "image_urls": .image, "start_image_url": .image,
        "end_image_url": .image, "reference_image_url": .image, "reference_image_urls": .image,
        "mask_url": .image, "video_url": .video, "video_refs": .video, "audio_url": .audio,
        "audio_urls": .audio,
      ])
  }

  @Test(
    "Fields that speak of media without holding any are none",
    arguments: [
      ("kling-v2.6", "generate_audio"), ("vidu/q3", "audio"), ("happyhorse-1.0", "audio_setting"),
      ("kling-ai/o1-image", "elements"), ("qwen-image-2", "image_size"),
      ("gpt-image-1.5", "num_images"),
      ("seedance-1.5", "camera_fixed"),
    ])
  func noMedia(_ name: String, _ field: String) throws {
    #expect(try #require(try builtInModel(name).field(field)).media == nil)
  }

  @Test(
    "The name tells the kind, video and audio before the picture words",
    arguments: [
      ("video_url", MediaKind.video), ("reference_video_urls", .video), ("audio_frame_url", .audio),
      ("mask_url", .image), ("reference_url", .image), ("frames_urls", .image),
      ("source_url", nil), ("callback_url", nil), ("video_audio_url", nil), ("videolike_url", nil),
    ] as [(String, MediaKind?)])
  func kinds(_ name: String, _ kind: MediaKind?) throws {
    let role = try #require(MediaRole(fieldName: name, schema: .unknown))
    #expect(role.kind == kind)
  }

  @Test(
    "A list is told by the type, else by the plural",
    arguments: [
      ("image_url", #"{"type": "string"}"#, false), ("image_urls", #"{"type": "array"}"#, true),
      ("image_urls", #"{"type": ["array", "null"]}"#, true), ("image_urls", "{}", true),
      ("image_url", "{}", false), ("image_urls", #"{"type": "string"}"#, false),
      ("image_url", #"{"anyOf": [{"type": "string"}, {"type": "array"}]}"#, true),
      ("video_refs", "{}", true),
    ])
  func lists(_ name: String, _ schema: String, _ isList: Bool) throws {
    let model = try model(
      schema: #"{"type": "object", "properties": {"\#(name)": \#(schema)}}"#)
    #expect(try #require(model.field(name)?.media).isList == isList)
  }

  @Test(
    "A type that holds no address is no media",
    arguments: [
      ("return_frame_url", #"{"type": "boolean"}"#), ("image_url", #"{"type": "object"}"#),
      ("image_url", #"{"type": "null"}"#), ("url", "{}"), ("urls", "{}"), ("image", "{}"),
      ("Image_URL", "{}"),
    ])
  func otherTypes(_ name: String, _ schema: String) throws {
    let model = try model(
      schema: #"{"type": "object", "properties": {"\#(name)": \#(schema)}}"#)
    #expect(try #require(model.field(name)).media == nil)
  }
}
