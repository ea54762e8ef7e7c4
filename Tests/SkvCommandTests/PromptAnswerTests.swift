import SkillsScript
import Testing

@testable import skv

@Suite("Answers of the prompt")
struct PromptAnswerTests {
  private func lines(_ topic: HelpTopic, _ columns: Int) -> [String] {
    HelpLines.lines(topic, columns: columns - 1)
  }

  private func words(_ lines: [String]) -> [Substring] {
    lines.joined(separator: " ").replacing(/\s+/, with: " ").split(separator: " ")
  }

  @Test("help fits the terminal", arguments: [40, 60, 80, 200])
  func width(columns: Int) {
    for topic in [HelpTopic.overview, .values] {
      for line in lines(topic, columns) { #expect(line.count < columns, "\(line)") }
    }
  }

  @Test("help loses no word on a terminal of 80 columns, nor on a narrower one")
  func whole() {
    for topic in [HelpTopic.overview, .values] {
      let all = words(lines(topic, 500)).sorted()
      #expect(all.count > 50)
      #expect(words(lines(topic, 80)).sorted() == all)
      #expect(words(lines(topic, 70)).sorted() == all)
    }
  }

  @Test("a name that is wider than half of a line stands alone, and the blanks before it stay")
  func alone() {
    #expect(
      TwoColumns.wrapped(
        [("  a_long_name_of_a_field", "what"), ("* b", "that it is")], columns: 20)
        == [
          "    a_long_name_of_", "      a_field", "            what", "  * b       that it",
          "            is",
        ])
  }
}
