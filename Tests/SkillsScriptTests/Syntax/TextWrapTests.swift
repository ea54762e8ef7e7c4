import SkillsScript
import Testing

@Suite("Text is broken into lines") struct TextWrapTests {
  @Test(
    "at spaces, and within words that are wider than a line",
    arguments: [
      ("a fox and a hen", 9, ["a fox and", "  a hen"]),
      (
        "see https://a.example/one/two/three now", 22,
        ["see", "  https://a.example/", "  one/two/three now"]
      ),
      ("one,two,three,four", 10, ["one,two,", "  three,", "  four"]),
      ("abcdefghijkl", 5, ["abcde", "  fgh", "  ijk", "  l"]),
      ("a_b;c", 4, ["a_b;", "  c"]),
      ("ab/cdefghijklmn", 8, ["ab/", "  cdefgh", "  ijklmn"]),
      ("日本語日本語", 6, ["日本語", "  日本", "  語"]),
      ("", 5, [""]), ("ab", 1, ["a", "  b"]),
    ])
  func lines(text: String, columns: Int, expected: [String]) {
    #expect(TextWrap.lines(text, columns: columns) == expected)
  }

  @Test("what stands before the lines counts")
  func prefixes() {
    #expect(
      TextWrap.lines("kling-ai/kling-v2.6", columns: 15, first: "page  ", rest: "      ")
        == ["page  kling-ai/", "      kling-v2.", "      6"])
  }

  @Test("words stay whole where they are to be copied")
  func whole() {
    #expect(
      TextWrap.lines("see https://a.example/b", columns: 8, breaksWords: false)
        == ["see", "  https://a.example/b"])
  }
}
