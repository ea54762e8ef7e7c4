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

  @Test("To aim at a variant that is not documented needs the unchecked", arguments: unions)
  func hidden(_ path: String) throws {
    let model = try builtInModel(path)
    let body = #"{"feature": "some-other", "anything": {"a": [1]}}"#
    #expect(try findings(model, body) == ["/feature noVariant"])
    #expect(try findings(model, body, Aim(allowsUnchecked: true)) == [])
  }
}
