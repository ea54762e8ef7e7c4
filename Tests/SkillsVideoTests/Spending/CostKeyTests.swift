import LosslessJSON
import Testing

@testable import SkillsVideo

@Suite("What two runs share whose price is the same")
struct CostKeyTests {
  private static func key(_ body: JSON, model: String = "m/x", baseURL: String = "s") -> CostKey {
    CostKey(baseURL: baseURL, model: model, body: body)
  }

  @Test(
    "is not touched by text, seed, pictures and the way a body is written",
    arguments: [
      (["prompt": "a"], ["prompt": "b"]), (["prompt": "a"], [:]),
      (["negative_prompt": "a", "n": 1], ["n": 1]), (["seed": 1], ["seed": 2]), (["seed": 1], [:]),
      (["image_url": "https://a/1.png"], ["image_url": "https://a/2.png"]),
      (["image_url": "https://a/1.png"], ["image_url": ["sha256": "ab"]]),
      (["image_urls": ["a", "b"]], ["image_urls": ["c", "d"]]),
      (["a": 1, "b": 2], ["b": 2, "a": .number(JSONNumber("1.0") ?? 0)]),
      (
        ["shots": [["prompt": "a", "duration": 5]]], ["shots": [["prompt": "b", "duration": 5]]]
      ),
      (["multi_prompt": ["a", "b"]], ["multi_prompt": ["c", "d"]]),
    ] as [(JSON, JSON)])
  func same(one: JSON, other: JSON) {
    #expect(Self.key(one) == Self.key(other))
  }

  @Test(
    "differs with everything else",
    arguments: [
      (["duration": 5], ["duration": 10]), (["duration": 5], [:]), (["n": 1], ["n": 2]),
      (["resolution": "1080p"], ["resolution": "4K"]), (["style": "a"], ["style": "b"]),
      (["image_url": "https://a/1.png"], [:]), (["image_url": .null], ["image_url": "a"]),
      (["image_urls": ["a"]], ["image_urls": ["a", "b"]]),
      (["video_url": "https://a/1.mp4"], ["video_url": "https://a/2.mp4"]),
      (["audio_url": ["sha256": "ab"]], ["audio_url": ["sha256": "cd"]]),
      (["media_url": "a"], ["media_url": "b"]), (["text": "a"], ["text": "bb"]),
      (["prompt": 1], ["prompt": 2]), (["multi_prompt": ["a"]], ["multi_prompt": ["a", "b"]]),
      (
        ["shots": [["prompt": "a", "duration": 5]]], ["shots": [["prompt": "a", "duration": 6]]]
      ),
    ] as [(JSON, JSON)])
  func different(one: JSON, other: JSON) {
    #expect(Self.key(one) != Self.key(other))
  }

  @Test("differs with model and service")
  func models() {
    #expect(Self.key([:], model: "m/x") != Self.key([:], model: "m/y"))
    #expect(Self.key([:], baseURL: "s") != Self.key([:], baseURL: "sandbox"))
  }
}
