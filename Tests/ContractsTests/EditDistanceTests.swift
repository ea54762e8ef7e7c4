@testable import Contracts
import Testing

@Suite("Edit distance")
struct EditDistanceTests {
  @Test(
    "It counts insertions, deletions, replacements and swaps",
    arguments: [
      ("", "", 0), ("abc", "abc", 0), ("abc", "", 3), ("", "abc", 3), ("abc", "abd", 1),
      ("abc", "acb", 1), ("abc", "ab", 1), ("abc", "xabc", 1), ("abcd", "badc", 2),
      ("kitten", "sitting", 3), ("ca", "abc", 3), ("Kling", "kling", 0), ("café", "cafe", 1),
    ])
  func distance(_ text: String, _ other: String, _ expected: Int) {
    #expect(EditDistance(to: text).distance(to: other) == expected)
    #expect(EditDistance(to: other).distance(to: text) == expected)
  }

  @Test("What begins with three scalars of the text is as near as one mistake")
  func beginnings() {
    #expect(EditDistance(to: "kli").rank("kling-v2.6") == 1)
    #expect(EditDistance(to: "kl").rank("kling-v2.6") == 8)
    #expect(EditDistance(to: "kling-v2.6").rank("kling-v2.6") == 0)
  }
}
