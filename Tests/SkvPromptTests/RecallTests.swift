import TerminalEmulator
import Testing

@testable import skv

extension EditorTests {
  /// The history on the screen and in its file.
  @Suite(.serialized) struct Recall {
    @Test("Up brings lines back, down returns to what was being typed, however long")
    func upAndDown() async throws {
      try await TypedPrompt.use(columns: 100, rows: 40) { prompt in
        let long = String(repeating: "0123456789", count: 150)
        prompt.terminal.type("one" + Key.enter + "two" + Key.enter + long + Key.up)
        try prompt.terminal.wait(for: "two") { $0.lines.last == "skv> two" }
        prompt.terminal.type(Key.up)
        try prompt.terminal.wait(for: "one") { $0.lines.last == "skv> one" }
        prompt.terminal.type(Key.down + Key.down + Key.enter)
        try prompt.terminal.wait(for: "the long line") { _ in prompt.results.count == 3 }
        #expect(prompt.results.last == .line(long))
      }
    }

    @Test("A block is recalled whole and edited as one")
    func block() async throws {
      try await TypedPrompt.use(configure: { $0.isComplete = bracketsAreClosed }) { prompt in
        prompt.terminal.type("[1,\r2]\r" + Key.up)
        try prompt.terminal.wait(for: "the block") { $0.lines.suffix(2) == ["skv> [1,", "... 2]"] }
        prompt.terminal.type(Key.up + Key.end + "5," + Key.enter)
        try prompt.terminal.wait(for: "got: [1,5,|2]")
      }
    }

    @Test("The history lasts from one session to the next")
    func twoSessions() async throws {
      let place = try TemporaryPlace()
      let file = HistoryFile(path: place.path("state/skv/history"))
      for typed in ["first 漢字" + Key.enter, Key.up + "!" + Key.enter, Key.up + Key.up + Key.enter] {
        try await TypedPrompt.use(configure: { $0.history = file }) { prompt in
          prompt.terminal.type(typed)
          try prompt.terminal.wait(for: "got: first 漢字")
        }
      }
      #expect(file.load() == ["first 漢字", "first 漢字!", "first 漢字"])
    }

    @Test("Lines that begin with a space, hold a secret or repeat the last are not kept")
    func notKept() async throws {
      let place = try TemporaryPlace()
      let file = HistoryFile(path: place.path("history"))
      try await TypedPrompt.use(configure: {
        $0.history = file
        $0.mayKeep = { !$0.contains("sk-123") }
      }) { prompt in
        for line in ["kept", " spaced", "key sk-123", "", "kept"] {
          prompt.terminal.type(line + Key.enter)
        }
        try prompt.terminal.wait(for: "five lines") { _ in prompt.results.count == 5 }
        prompt.terminal.type(Key.up)
        try prompt.terminal.wait(for: "the kept line") { $0.lines.last == "skv> kept" }
      }
      #expect(file.load() == ["kept"])
    }

    @Test("Ctrl-R searches the past")
    func search() async throws {
      try await TypedPrompt.use { prompt in
        prompt.terminal.type("use kling" + Key.enter + "set x 1" + Key.enter)
        // Before the next line is asked for, the terminal keeps a Ctrl-R to itself.
        try prompt.terminal.wait(for: "the next prompt") {
          $0.text.hasSuffix("got: set x 1\nskv>") && $0.wantsBracketedPaste
        }
        prompt.terminal.type(Key.controlR + "kli" + Key.enter)
        try prompt.terminal.wait(for: "three lines") { _ in prompt.results.count == 3 }
        #expect(prompt.results.last == .line("use kling"))
      }
    }
  }
}
