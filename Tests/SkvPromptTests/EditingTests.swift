import TerminalEmulator
import Testing

@testable import skv

extension EditorTests {
  /// Keys and what they do to the line.
  @Suite(.serialized) struct Editing {
    @Test(
      "The keys move and delete as they say",
      arguments: [
        ("one two" + Key.home + "X", "Xone two"),
        ("one two" + Key.home + Key.end + "X", "one twoX"),
        ("one two" + Key.left + Key.left + "X", "one tXwo"),
        ("one two" + Key.home + Key.right + "X", "oXne two"),
        ("one two" + Key.home + Key.delete, "ne two"),
        ("one two" + Key.controlLeft + "X", "one Xtwo"),
        ("one two" + Key.home + Key.controlRight + "X", "oneX two"),
        ("one two\u{7F}", "one tw"),
        ("one two\u{17}", "one "),
        ("one two\u{01}X", "Xone two"),
        ("one two\u{01}\u{05}X", "one twoX"),
        ("one two\u{1B}bX", "one Xtwo"),
        ("one" + Key.f5 + " two", "one two"),
        ("über 漢字 \u{1F98A}" + Key.left + Key.left + Key.left + "é", "über 漢é字 \u{1F98A}"),
      ])
    func keys(typed: String, line: String) async throws {
      try await TypedPrompt.use { prompt in
        prompt.terminal.type(typed + Key.enter)
        try prompt.terminal.wait(for: "the line") { _ in !prompt.results.isEmpty }
        #expect(prompt.results == [.line(line)])
      }
    }

    @Test("Japanese put into the middle of a wrapped line moves the rest and cuts no character")
    func wideInsertion() async throws {
      try await TypedPrompt.use(columns: 20) { prompt in
        prompt.terminal.type("これは長い文章です、折り返します")
        try prompt.terminal.wait(forLines: ["skv> これは長い文章", "です、折り返します"])
        prompt.terminal.type(String(repeating: Key.left, count: 14) + "日本語")
        try prompt.terminal.wait(forLines: ["skv> これ日本語は長", "い文章です、折り返し", "ます"])
        #expect(prompt.terminal.screen.cursorRow == 0)
        #expect(prompt.terminal.screen.cursorColumn == 15)
        prompt.terminal.type(Key.home + "a")
        try prompt.terminal.wait(forLines: ["skv> aこれ日本語は長", "い文章です、折り返し", "ます"])
        prompt.terminal.type("\u{7F}\u{7F}" + Key.enter)
        try prompt.terminal.wait(for: "got: これ日本語は長")
        #expect(prompt.results == [.line("これ日本語は長い文章です、折り返します")])
      }
    }

    @Test("A line that just fills the row leaves the cursor at the beginning of the next")
    func fullRow() async throws {
      try await TypedPrompt.use(columns: 20, rows: 3) { prompt in
        prompt.terminal.type("123456789012345")
        try prompt.terminal.wait(for: "the cursor in the second row") {
          $0.lines == ["skv> 123456789012345"] && $0.cursorRow == 1 && $0.cursorColumn == 0
        }
        prompt.terminal.type("\u{7F}\u{7F}")
        try prompt.terminal.wait(for: "the cursor back in the first row") {
          $0.lines == ["skv> 1234567890123"] && $0.cursorRow == 0 && $0.cursorColumn == 18
        }
      }
    }

    @Test("A mark that sits on a letter is drawn on it")
    func combiningMark() async throws {
      try await TypedPrompt.use { prompt in
        prompt.terminal.type("cafe\u{301}s")
        try prompt.terminal.wait(for: "the mark and the cursor") {
          $0.lines == ["skv> cafe\u{301}s"] && $0.cursorColumn == 10
        }
      }
    }

    @Test("Control characters and those that turn the direction are shown, not performed")
    func unsafeCharacters() async throws {
      try await TypedPrompt.use { prompt in
        prompt.terminal.type("a\u{16}\u{0B}b\u{202E}c")
        try prompt.terminal.wait(forLines: ["skv> a^Kb\\u{202e}c"])
      }
    }

    @Test(
      "A line longer than the screen is edited in a window of it, and stands whole when entered")
    func longLine() async throws {
      try await TypedPrompt.use(columns: 20, rows: 5) { prompt in
        let text = (0..<60).map { "w\($0)" }.joined(separator: " ")
        prompt.terminal.type(text + Key.home + "X")
        try prompt.terminal.wait(for: "the beginning of the line") {
          $0.lines.count == 5 && $0.lines[0] == "skv> Xw0 w1 w2 w3 w4" && $0.cursorRow == 0
            && $0.cursorColumn == 6
        }
        prompt.terminal.type(Key.enter)
        try prompt.terminal.wait(for: "the next prompt") { $0.lines.last == "skv>" }
        let shown = prompt.terminal.screen.allLines.joined()
        #expect(prompt.results == [.line("X" + text)])
        #expect(shown.replacing(" ", with: "").contains("Xw0w1w2w3w4w5w6w7w8w9w10w11w12"))
      }
    }

    @Test("The right side is shown while there is room for it")
    func rightSide() async throws {
      let prompt = Prompt("skv> ", right: "12 credits")
      try await TypedPrompt.use(columns: 30, prompt: prompt) { prompt in
        try prompt.terminal.wait(forLines: ["skv>               12 credits"])
        prompt.terminal.type("1234567890123")
        try prompt.terminal.wait(forLines: ["skv> 1234567890123 12 credits"])
        prompt.terminal.type("4")
        try prompt.terminal.wait(forLines: ["skv> 12345678901234"])
      }
    }

    @Test("Ctrl-L clears the screen and keeps the line")
    func clear() async throws {
      try await TypedPrompt.use { prompt in
        prompt.terminal.type("one" + Key.enter + "two")
        try prompt.terminal.wait(forLines: ["skv> one", "got: one", "skv> two"])
        prompt.terminal.type(Key.controlL)
        try prompt.terminal.wait(for: "the line alone") {
          $0.lines == ["skv> two"] && $0.cursorColumn == 8
        }
      }
    }

    @Test("Bindings of the person's own hold, ours hold after them")
    func ownBindings() async throws {
      let place = try TemporaryPlace()
      let file = place.path("editrc")
      try TemporaryPlace.write("bind \\\\e[15~ ed-move-to-beg\n", to: file)
      try await TypedPrompt.use(configure: { $0.keyFile = file }) { prompt in
        prompt.terminal.type("abc" + Key.f5 + "X" + Key.end + "Y" + Key.enter)
        try prompt.terminal.wait(for: "got: XabcY")
      }
    }

    @Test("With the keys of vi a lone Escape goes to the command mode")
    func viKeys() async throws {
      let place = try TemporaryPlace()
      let file = place.path("editrc")
      try TemporaryPlace.write("bind -v\n", to: file)
      try await TypedPrompt.use(configure: { $0.keyFile = file }) { prompt in
        prompt.terminal.type("abc\u{1B}")
        try prompt.terminal.wait(for: "the cursor on the last letter") { $0.cursorColumn == 7 }
        prompt.terminal.type("0x" + Key.enter)
        try prompt.terminal.wait(for: "got: bc")
      }
    }
  }
}
