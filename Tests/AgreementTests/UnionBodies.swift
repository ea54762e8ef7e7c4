import Contracts

/// Bodies for the models of the contract whose body is a choice among variants.
enum UnionBodies {
  static let models = [
    "xai/grok-imagine-video", "kling-ai/o3/video", "kling-ai/o1/video", "kling-ai/kling-v2.6",
    "kling-ai/kling-v2.5-turbo", "ltx-2.3", "pixverse/v6", "bytedance/seedance-2.0",
    "bytedance/seedance-2.0-fast", "wan/wan-v2.7-video", "happyhorse/happyhorse-1.0",
  ]

  static let taken = [
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
    BodyCase("ltx-2.3", #"{"prompt": "x", "prompt": "y"}"#),
    BodyCase("kling-v2.6", #"{"prompt": 1, "prompt": "y"}"#),
    BodyCase("seedance-2.0", #"{"prompt": "x", "duration": 4.0, "seed": -0}"#),
    BodyCase("grok-imagine-video", #"{"prompt": "x", "n": 1e0}"#),
  ]

  static let refused = [
    BodyCase("grok-imagine-video", #"{"duration": 16}"#, ["/duration aboveMaximum"]),
    BodyCase(
      "grok-imagine-video", #"{"duration": 0.5, "n": 5}"#,
      ["/duration belowMinimum", "/n aboveMaximum"]),
    BodyCase(
      "grok-imagine-video", #"{"feature": "edit-video", "prompt": "x"}"#,
      ["/feature noDocumentedVariant"]),
    BodyCase(
      "grok-imagine-video", #"{"resolution": "auto"}"#,
      ["/resolution notAllowed"]),
    BodyCase("grok-imagine-video", #"{"prompt": "x"}"#, [" noDocumentedVariant"], mode: .v2v),
    BodyCase("kling-ai/o3/video", "{}", ["/prompt missingField"]),
    BodyCase("kling-ai/o3/video", #"{"prompt": "x", "duration": 2}"#, ["/duration belowMinimum"]),
    BodyCase("kling-ai/o3/video", #"{"prompt": "x", "duration": 16}"#, ["/duration aboveMaximum"]),
    BodyCase(
      "kling-ai/o3/video",
      #"{"prompt": "x", "image_urls": ["https://e.com/1", "https://e.com/2", "https://e.com/3", "https://e.com/4", "https://e.com/5"]}"#,
      ["/image_urls tooManyItems"]),
    BodyCase(
      "kling-ai/o3/video", #"{"prompt": "x", "image_urls": "https://e.com/1"}"#,
      ["/image_urls wrongType"]),
    BodyCase(
      "kling-ai/o3/video", #"{"prompt": "x", "feature": "frame-to-video"}"#,
      ["/feature noDocumentedVariant"]),
    BodyCase("kling-ai/o1/video", #"{"prompt": "x"}"#, ["/first_frame_url missingField"]),
    BodyCase(
      "kling-ai/o1/video",
      #"{"prompt": "x", "first_frame_url": "https://e.com/1", "duration": 11}"#,
      ["/duration aboveMaximum"]),
    BodyCase(
      "kling-ai/o1/video",
      #"{"prompt": "x", "first_frame_url": "https://e.com/1", "aspect_ratio": "1:1"}"#,
      ["/aspect_ratio unknownField"]),
    BodyCase(
      "kling-ai/o1/video", #"{"prompt": "x", "first_frame_url": "https://e.com/1"}"#,
      [" noDocumentedVariant"], mode: .t2v),
    BodyCase("kling-v2.6", #"{"promt": "x"}"#, ["/promt unknownField", "/prompt missingField"]),
    BodyCase(
      "kling-v2.6", #"{"prompt": "x", "aspect_ratio": "4:3"}"#,
      ["/aspect_ratio notAllowed"]),
    BodyCase(
      "kling-v2.6",
      #"{"prompt": "x", "feature": "motion-control", "image_url": "https://e.com/1", "video_url": "https://e.com/2"}"#,
      ["/feature noDocumentedVariant"]),
    BodyCase(
      "kling-v2.6", #"{"prompt": "x", "video_url": "https://e.com/2"}"#, [" noDocumentedVariant"],
      mode: .v2v),
    BodyCase(
      "kling-v2.5-turbo", #"{"prompt": "x", "image_url": "https://e.com/1"}"#,
      ["/image_url unknownField"]),
    BodyCase("kling-v2.5-turbo", #"{"prompt": "x"}"#, [" noDocumentedVariant"], mode: .i2v),
    BodyCase(
      "kling-v2.5-turbo", #"{"prompt": null, "feature": null}"#,
      ["/prompt nullNotAllowed", "/feature nullNotAllowed"]),
    BodyCase("ltx-2.3", "{}", ["/prompt missingField"]),
    BodyCase("ltx-2.3", #"{"prompt": "x", "duration": 6}"#, ["/duration unknownField"]),
    BodyCase(
      "ltx-2.3", #"{"feature": "audio-to-video", "audio_url": "x"}"#,
      ["/feature noDocumentedVariant"]),
    BodyCase("ltx-2.3", #"{"prompt": 1}"#, ["/prompt wrongType"]),
    BodyCase("pixverse/v6", #"{"prompt": "x", "duration": 15.1}"#, ["/duration aboveMaximum"]),
    BodyCase("pixverse/v6", #"{"prompt": "x", "duration": 0.9}"#, ["/duration belowMinimum"]),
    BodyCase("pixverse/v6", #"{"prompt": "x", "seed": "1"}"#, ["/seed wrongType"]),
    BodyCase("pixverse/v6", #"{"prompt": "x", "n": 1}"#, ["/n unknownField"]),
    BodyCase(
      "pixverse/v6", #"{"prompt": "x", "image_url": "a.png"}"#, ["/image_url badFormat"]),
    BodyCase(
      "seedance-2.0", #"{"prompt": "x", "seed": 9007199254740992}"#,
      ["/seed aboveMaximum"]),
    BodyCase(
      "seedance-2.0", #"{"prompt": "x", "duration": 5.5}"#, ["/duration wrongType"]),
    BodyCase(
      "seedance-2.0", #"{"prompt": "x", "audio_urls": ["https://e.com/1", "b"]}"#,
      ["/audio_urls/1 badFormat"]),
    BodyCase(
      "seedance-2.0", #"{"prompt": "x", "reference_video_urls": []}"#,
      ["/reference_video_urls unknownField"]),
    BodyCase(
      "seedance-2.0-fast", #"{"prompt": "x", "resolution": "1080p"}"#,
      ["/resolution notAllowed"]),
    BodyCase("seedance-2.0-fast", #"{"prompt": "x", "duration": 3}"#, ["/duration belowMinimum"]),
    BodyCase("wan-v2.7-video", #"{"prompt": ""}"#, ["/prompt tooShort"]),
    BodyCase(
      "wan-v2.7-video", #"{"seed": -1, "video_refs": [1]}"#,
      ["/seed belowMinimum", "/video_refs/0 wrongType"]),
    BodyCase("wan-v2.7-video", #"{"seed": 2147483648}"#, ["/seed aboveMaximum"]),
    BodyCase(
      "wan-v2.7-video", #"{"feature": "reference", "video_refs": []}"#,
      ["/feature noDocumentedVariant"]),
    BodyCase("wan-v2.7-video", "{}", [" missingInput"], mode: .t2v),
    BodyCase("happyhorse-1.0", #"{"prompt": ""}"#, ["/prompt tooShort"]),
    BodyCase("happyhorse-1.0", #"{"prompt": "x", "duration": 16}"#, ["/duration aboveMaximum"]),
    BodyCase(
      "happyhorse-1.0", #"{"prompt": "x", "image_url": "https://e.com/1"}"#,
      [" noDocumentedVariant"],
      mode: .i2v),
    BodyCase(
      "happyhorse-1.0", #"{"prompt": "x", "feature": "edit-video"}"#,
      ["/feature noDocumentedVariant"]),
    BodyCase("ltx-2.3", #"{"prompt": "x", "prompt": 1}"#, ["/prompt wrongType"]),
    BodyCase(
      "seedance-2.0", #"{"prompt": "x", "duration": 15.000000000000000000001}"#,
      ["/duration wrongType"]),
    BodyCase(
      "pixverse/v6", #"{"prompt": "x", "duration": 15.000000000000000000001}"#,
      ["/duration aboveMaximum"]),
    BodyCase(
      "kling-v2.6", #"{"prompt": "x", "aspect_ratio": "16:9 "}"#, ["/aspect_ratio notAllowed"]),
    BodyCase("kling-v2.6", #"{"prompt": "x", "feature": 1}"#, ["/feature wrongType"]),
    BodyCase("kling-v2.6", "[]", [" wrongType"]),
  ]
}
