import Contracts

/// Bodies for models of the contract that have one variant, of every shape that occurs there.
enum OtherBodies {
  private static let long = String(repeating: "🦊", count: 2_500)

  static let taken = [
    BodyCase("kling-ai/o1-image", #"{"prompt": "x", "elements": [{"frontal": {"a": 1}}]}"#),
    BodyCase("kling-ai/o1-image", #"{"prompt": "x", "elements": null}"#),
    BodyCase("kling-ai/o1-image", #"{"prompt": "\#(long)"}"#),
    BodyCase("qwen-image-2-pro", #"{"prompt": "x", "output_format": "webp"}"#),
    BodyCase("nano-banana-pro", #"{"image_urls": ["https://e.com/1"], "aspect_ratio": "any"}"#),
    BodyCase(
      "wan-v2.7/edit-video",
      #"{"prompt": "x", "video_url": "https://e.com/1", "aspect_ratio": null}"#),
    BodyCase("sora-2-pro", #"{"prompt": "x", "seconds": "8", "first_frame_url": null}"#),
    BodyCase("seedream-4.5", #"{"prompt": "x", "zoom": 2}"#, unchecked: true),
    BodyCase("veo-2", #"{"a": {"b": [null]}}"#, unchecked: true),
    BodyCase("veo-2", "{}", unchecked: true),
  ]

  static let refused = [
    BodyCase(
      "kling-ai/o1-image", #"{"prompt": "x", "elements": ["a"]}"#, ["/elements/0 wrongType"]),
    BodyCase("kling-ai/o1-image", #"{"prompt": "\#(long)🦊"}"#, ["/prompt tooLong"]),
    BodyCase("kling-ai/o1-image", #"{"prompt": "\#(long)\u0301"}"#, ["/prompt tooLong"]),
    BodyCase("kling-ai/v3/image", #"{"elements": null}"#, ["/elements nullNotAllowed"]),
    BodyCase(
      "qwen-image-2-pro", #"{"prompt": "x", "output_format": 1}"#, ["/output_format wrongType"]),
    BodyCase("nano-banana-pro", #"{"image_urls": ["a.png"]}"#, ["/image_urls/0 badFormat"]),
    BodyCase(
      "vidu/q2", #"{"prompt": "x", "image_urls": ["a", "b", "c", "d"]}"#,
      ["/image_urls tooManyItems"]),
    BodyCase(
      "audio-to-video", #"{"audio_url": "https://e.com/1", "guidance_scale": 50.01}"#,
      ["/guidance_scale aboveMaximum"]),
    BodyCase("audio-to-video", #"{"prompt": "x"}"#, ["/audio_url missingField"]),
    BodyCase(
      "pixverse/lipsync", "{}", ["/video_url missingField", "/audio_url missingField"]),
    BodyCase(
      "sora-2", #"{"prompt": "x", "first_frame_url": null}"#, ["/first_frame_url nullNotAllowed"]),
    BodyCase("seedream-4.5", #"{"prompt": "x", "zoom": 2}"#, ["/zoom unknownField"]),
    BodyCase(
      "seedream-4.5", #"{"prompt": "x", "resolution": "4\u212a"}"#, ["/resolution notAllowed"]),
    BodyCase("seedream-4.5", "[]", [" wrongType"], unchecked: true),
    BodyCase("veo-2", "{}", [" undocumentedBody"]),
    BodyCase("veo-2", #"{"prompt": "x"}"#, [" undocumentedBody"]),
  ]
}
