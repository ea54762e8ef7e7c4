import SkillsScript
import Testing

@Suite("Suggestions")
struct SuggestionTests {
  private static let fields = [
    "prompt", "negative_prompt", "aspect_ratio", "duration", "seed", "image_url", "image_urls",
    "resolution", "strength",
  ]

  @Test(
    "The nearest word is within a third of the length",
    arguments: [
      ("promt", "prompt"), ("prmopt", "prompt"), ("PROMPT", "prompt"), ("prompts", "prompt"),
      ("aspect_ration", "aspect_ratio"), ("aspekt-ratio", "aspect_ratio"), ("sed", "seed"),
      ("duratoin", "duration"), ("imageurl", "image_url"), ("negativ_promt", "negative_prompt"),
      ("resolutoin", "resolution"), ("image_ulrs", "image_urls"),
    ])
  func distance(_ word: String, _ expected: String) {
    #expect(Suggestion.nearest(to: word, in: Self.fields) == [expected])
  }

  @Test(
    "A unique beginning comes next",
    arguments: [
      ("dur", "duration"), ("neg", "negative_prompt"), ("st", "strength"), ("aspe", "aspect_ratio"),
    ])
  func prefix(_ word: String, _ expected: String) {
    #expect(Suggestion.nearest(to: word, in: Self.fields) == [expected])
  }

  @Test(
    "Synonyms come last",
    arguments: [
      ("ratio", "aspect_ratio"), ("length", "duration"), ("negative", "negative_prompt"),
      ("Ratio", "aspect_ratio"),
    ])
  func synonyms(_ word: String, _ expected: String) {
    #expect(Suggestion.nearest(to: word, in: Self.fields) == [expected])
  }

  @Test("`generate` means `run`")
  func generate() {
    #expect(Suggestion.nearest(to: "generate", in: ["use", "set", "run"]) == ["run"])
  }

  @Test(
    "What is not near has no suggestion",
    arguments: ["", "xyzzy", "im", "prom!!!", "q", "camera_motion", "generate"])
  func none(_ word: String) {
    #expect(Suggestion.nearest(to: word, in: Self.fields) == [])
  }

  @Test("A distance goes before a beginning, and a beginning before a synonym")
  func order() {
    #expect(Suggestion.nearest(to: "seed", in: ["seed_mode", "sead"]) == ["sead"])
    #expect(
      Suggestion.nearest(to: "abcd", in: ["abcdefgh", "zzz"], synonyms: ["abcd": "zzz"])
        == ["abcdefgh"])
  }

  @Test("Several suggestions are ordered by distance, then as given, up to the limit")
  func several() {
    let words = ["image_urls", "image_url", "image_uri", "mage_ur"]
    #expect(
      Suggestion.nearest(to: "image_ur", in: words, limit: 3)
        == ["image_url", "image_uri", "mage_ur"])
    #expect(Suggestion.nearest(to: "image_ur", in: words, limit: 0) == [])
  }

  @Test("A synonym that is no candidate is not suggested")
  func absentSynonym() {
    #expect(Suggestion.nearest(to: "ratio", in: ["seed"]) == [])
  }

  @Test("Very long words cost nothing")
  func long() {
    let word = String(repeating: "a", count: 1_000_000)
    #expect(Suggestion.nearest(to: word, in: Self.fields) == [])
  }
}
