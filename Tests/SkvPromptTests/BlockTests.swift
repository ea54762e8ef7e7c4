import TerminalEmulator
import Testing

@testable import skv

extension EditorTests {
  /// Blocks of several lines, typed and pasted.
  @Suite(.serialized) struct Blocks {
    @Test("Enter on a text that is not complete goes on in a line with the continuation prompt")
    func continuation() async throws {
      try await TypedPrompt.use(configure: { $0.isComplete = bracketsAreClosed }) { prompt in
        prompt.terminal.type("set x [1," + Key.enter)
        try prompt.terminal.wait(for: "the continuation") {
          $0.lines == ["skv> set x [1,", "..."] && $0.cursorRow == 1 && $0.cursorColumn == 4
        }
        #expect(prompt.results == [])
        prompt.terminal.type("2]" + Key.enter)
        try prompt.terminal.wait(
          forLines: ["skv> set x [1,", "... 2]", "got: set x [1,|2]", "skv>"])
        #expect(prompt.results == [.line("set x [1,\n2]")])
      }
    }

    @Test("A pasted block of twenty lines is inserted and runs nothing before Enter")
    func paste() async throws {
      try await TypedPrompt.use(rows: 30) { prompt in
        let lines = (1...20).map { "set a\($0) \($0)" }
        prompt.terminal.paste(lines.joined(separator: "\n") + "\n")
        let shown = ["skv> set a1 1"] + lines.dropFirst().map { "... " + $0 }
        try prompt.terminal.wait(forLines: shown)
        #expect(prompt.results == [])
        prompt.terminal.type(Key.enter)
        try prompt.terminal.wait(for: "got: set a1 1|set a2 2")
        #expect(prompt.results == [.line(lines.joined(separator: "\n"))])
      }
    }

    @Test("A pasted block higher than the screen shows the part around the cursor")
    func tallPaste() async throws {
      try await TypedPrompt.use(columns: 40, rows: 8) { prompt in
        let lines = (1...30).map { "line \($0)" }
        prompt.terminal.paste(lines.joined(separator: "\n"))
        try prompt.terminal.wait(forLines: (23...30).map { "... line \($0)" })
        prompt.terminal.type(String(repeating: Key.up, count: 20) + "!")
        try prompt.terminal.wait(for: "line 10 with the cursor in it") { screen in
          let line = "... line 10!"
          return screen.lines.firstIndex(of: line) == screen.cursorRow && screen.cursorColumn == 12
        }
        prompt.terminal.type(Key.enter)
        try prompt.terminal.wait(for: "the next prompt") { $0.lines.last == "skv>" }
        #expect(prompt.terminal.screen.allLines.contains("skv> line 1"))
        #expect(prompt.terminal.screen.allLines.filter { $0 == "... line 10!" }.count >= 1)
      }
    }

    @Test("Sixty thousand characters can be pasted, edited and entered")
    func hugePaste() async throws {
      try await TypedPrompt.use(rows: 10) { prompt in
        let text = (0..<12_000).map { String($0 % 10_000 + 10_000) }.joined()
        prompt.terminal.paste(text)
        try prompt.terminal.wait(for: "the end of the text") { $0.text.hasSuffix("11999") }
        prompt.terminal.type("X" + Key.home + "Y")
        try prompt.terminal.wait(for: "its beginning") { $0.text.hasPrefix("skv> Y1000010001") }
        prompt.terminal.type(Key.enter)
        try prompt.terminal.wait(for: "the line") { _ in !prompt.results.isEmpty }
        let isWhole = prompt.results == [.line("Y" + text + "X")]
        #expect(isWhole)
      }
    }

    @Test("A paste goes where the cursor stands")
    func pasteInside() async throws {
      try await TypedPrompt.use { prompt in
        prompt.terminal.type("ad" + Key.left)
        prompt.terminal.paste("b\nc")
        prompt.terminal.type(Key.enter)
        try prompt.terminal.wait(for: "got: ab|cd")
      }
    }

    @Test("Up and down move inside a block and leave it at its ends")
    func moving() async throws {
      try await TypedPrompt.use(configure: { $0.isComplete = bracketsAreClosed }) { prompt in
        prompt.terminal.type("older" + Key.enter + "[first\rsecond\rx]")
        try prompt.terminal.wait(for: "... x]")
        prompt.terminal.type(Key.up + "1" + Key.up + "2")
        try prompt.terminal.wait(for: "the marks") {
          $0.text.contains("skv> [fi2rst\n... se1cond\n... x]")
        }
        prompt.terminal.type(Key.up)
        try prompt.terminal.wait(for: "the past") { $0.lines.last == "skv> older" }
        prompt.terminal.type(Key.down)
        try prompt.terminal.wait(for: "the block again") { $0.lines.last == "... x]" }
      }
    }
  }
}
