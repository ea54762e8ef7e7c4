import TerminalEmulator
import Testing

@testable import skv

/// The rows of the prompt on an emulated screen.
@Suite struct LineDisplayTests {
  init() throws { try #require(PromptLocale.settle()) }

  private func layout(_ text: String, cursor: Int? = nil, columns: Int) -> LineLayout {
    let scalars = Array(text.unicodeScalars)
    return LineLayout(
      prompt: Prompt("> ", continuation: ". "), text: scalars, cursor: cursor ?? scalars.count,
      columns: columns, color: false)
  }

  @Test(
    "Text is cut into rows and the cursor is put where the next character goes",
    arguments: [
      ("abc", 10, ["> abc"], 0, 5),
      ("abcdefgh", 10, ["> abcdefgh", ""], 1, 0),
      ("abcdefghi", 10, ["> abcdefgh", "i"], 1, 1),
      ("abcdefg漢", 10, ["> abcdefg", "漢"], 1, 2),
      ("a\nb", 10, ["> a", ". b"], 1, 3),
      ("a\n\nb", 10, ["> a", ". ", ". b"], 2, 3),
      ("abcdefgh\nb", 10, ["> abcdefgh", ". b"], 1, 3),
      ("\tx", 10, [">   x"], 0, 5),
      ("", 10, ["> "], 0, 2),
    ])
  func rows(text: String, columns: Int, rows: [String], row: Int, column: Int) {
    let layout = layout(text, columns: columns)
    #expect(layout.rows.map(\.text) == rows)
    #expect(layout.cursor == ScreenPosition(row: row, column: column))
  }

  @Test("The cursor before a character that goes to the next row goes with it")
  func cursorBeforeWide() {
    #expect(
      layout("abcdefg漢", cursor: 7, columns: 10).cursor == ScreenPosition(row: 1, column: 0))
  }

  @Test("However a text changes, the screen shows what a fresh one would", arguments: 0..<40)
  func randomChanges(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let size = ScreenSize(
      columns: Int.random(in: 4...24, using: &random), rows: Int.random(in: 2...9, using: &random))
    var screen = EmulatedScreen(columns: size.columns, rows: size.rows)
    screen.feed("up\r\n")
    var display = LineDisplay()
    var text: [Character] = []
    for step in 0..<60 {
      let letters: [Character] = ["a", "漢", "\n", "é", "b c", "🦊", "\u{202E}", "e\u{301}"].flatMap {
        Array($0)
      }
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let place = Int.random(in: 0...text.count, using: &random)
        if Bool.random(using: &random), !text.isEmpty {
          text.remove(at: min(place, text.count - 1))
        } else if let letter = letters.randomElement(using: &random) {
          text.insert(letter, at: place)
        }
      }
      let string = String(text)
      let count = string.unicodeScalars.count
      let layout = layout(
        string, cursor: Int.random(in: 0...count, using: &random), columns: size.columns)
      if Int.random(in: 0..<8, using: &random) == 0 {
        screen.feed(display.erase() + "by\r\n")
      }
      screen.feed(display.draw(layout.rows, cursor: layout.cursor, size: size))

      var fresh = EmulatedScreen(columns: size.columns, rows: size.rows)
      var once = LineDisplay()
      fresh.feed(once.draw(layout.rows, cursor: layout.cursor, size: size))
      let top = screen.cursorRow - fresh.cursorRow
      #expect(top >= 0 && screen.cursorColumn == fresh.cursorColumn, "step \(step)")
      let shown = screen.lines.dropFirst(max(top, 0))
      #expect(Array(shown) == fresh.lines, "seed \(seed) step \(step)")
      #expect(screen.allLines.first == "up")
    }
    #expect(screen.unknown == [])
  }

  @Test("What has not changed is not written again")
  func economy() {
    var display = LineDisplay()
    let size = ScreenSize(columns: 20, rows: 10)
    let first = layout("one\ntwo\nthree", columns: 20)
    _ = display.draw(first.rows, cursor: first.cursor, size: size)
    let again = display.draw(first.rows, cursor: first.cursor, size: size)
    #expect(again == "")
    let second = layout("one\ntwo\nthree!", columns: 20)
    let text = display.draw(second.rows, cursor: second.cursor, size: size)
    #expect(text.contains("three!") && !text.contains("two"))
  }

  @Test("Colours are written where they are wanted, and take no columns")
  func colors() {
    let prompt = Prompt(StyledText("skv", .green) + "> ")
    let colored = LineLayout(prompt: prompt, text: ["a"], cursor: 1, columns: 20, color: true)
    let plain = LineLayout(prompt: prompt, text: ["a"], cursor: 1, columns: 20, color: false)
    #expect(colored.rows[0].text == "\u{1B}[32mskv\u{1B}[0m> a")
    #expect(plain.rows[0].text == "skv> a")
    #expect(colored.rows[0].columns == 6 && colored.cursor == plain.cursor)
  }
}

/// Numbers that are the same in each run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
