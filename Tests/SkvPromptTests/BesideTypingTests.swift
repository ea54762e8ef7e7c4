import Glibc
import Synchronization
import TerminalEmulator
import Testing

@testable import skv

extension EditorTests {
  /// What appears while somebody types: lines of jobs, candidates, another window.
  @Suite(.serialized) struct BesideTyping {
    @Test("A line printed above leaves the half-typed line and the cursor as they were")
    func printAbove() async throws {
      try await TypedPrompt.use(columns: 20) { prompt in
        prompt.terminal.type("a long line that wraps" + Key.home + Key.right)
        try prompt.terminal.wait(for: "the cursor") { $0.cursorRow == 0 && $0.cursorColumn == 6 }
        prompt.editor.printAbove("✓ clip: saved\n  out/clip.mp4")
        try prompt.terminal.wait(
          forLines: ["✓ clip: saved", "  out/clip.mp4", "skv> a long line tha", "t wraps"])
        prompt.terminal.type("X")
        try prompt.terminal.wait(for: "the letter in its place") {
          $0.lines[2] == "skv> aX long line th" && $0.cursorRow == 2 && $0.cursorColumn == 7
        }
      }
    }

    @Test("Lines printed at the bottom of the screen scroll what is above, and nothing is lost")
    func printAtBottom() async throws {
      try await TypedPrompt.use(columns: 30, rows: 4) { prompt in
        prompt.terminal.type("half a line")
        try prompt.terminal.wait(for: "half a line")
        for number in 1...20 { prompt.editor.printAbove("line \(number)") }
        try prompt.terminal.wait(
          forLines: ["line 18", "line 19", "line 20", "skv> half a line"])
        #expect(
          prompt.terminal.screen.allLines
            == (1...20).map { "line \($0)" } + ["skv> half a line"])
      }
    }

    @Test("Live lines stand above the prompt, change in place and go away with it")
    func liveLines() async throws {
      try await TypedPrompt.use(columns: 40) { prompt in
        prompt.terminal.type("half")
        prompt.editor.show(["⠋ clip 0:01", "⠋ still 0:01"])
        try prompt.terminal.wait(forLines: ["⠋ clip 0:01", "⠋ still 0:01", "skv> half"])
        prompt.editor.show(["⠙ still 0:02"])
        prompt.editor.printAbove("✓ clip")
        try prompt.terminal.wait(forLines: ["✓ clip", "⠙ still 0:02", "skv> half"])
        prompt.terminal.type(Key.enter)
        try prompt.terminal.wait(
          forLines: ["✓ clip", "skv> half", "got: half", "⠙ still 0:02", "skv>"])
      }
    }

    @Test("Live lines never push the line that is typed off a low screen")
    func manyLiveLines() async throws {
      try await TypedPrompt.use(columns: 40, rows: 3) { prompt in
        prompt.editor.show((1...9).map { StyledText("job \($0)") })
        try prompt.terminal.wait(forLines: ["job 8", "job 9", "skv>"])
      }
    }

    @Test(
      "A window that changes its width shows the line as it fits",
      arguments: [(24, false), (24, true), (60, false), (60, true)])
    func resize(columns: Int, reflows: Bool) async throws {
      let text = "a line of some forty letters or a few more"
      try await TypedPrompt.use(
        columns: 40, rows: 10, configure: { $0.reflows = reflows }
      ) { prompt in
        prompt.editor.printAbove("before")
        prompt.terminal.type(text + Key.left)
        try prompt.terminal.wait(for: "ew more")
        prompt.resize(columns: columns, rows: 10, reflows: reflows)
        var wanted: [String] = ["before"]
        var rest = Substring("skv> " + text)
        while !rest.isEmpty {
          wanted.append(String(rest.prefix(columns)).trimmingEnd())
          rest = rest.dropFirst(columns)
        }
        try prompt.terminal.wait(for: "the rows") { $0.allLines == wanted }
        let offset = 5 + text.count - 1
        let past = wanted.count - prompt.terminal.screen.lines.count
        #expect(prompt.terminal.screen.cursorRow == 1 + offset / columns - past)
        #expect(prompt.terminal.screen.cursorColumn == offset % columns)
      }
    }

    @Test("While the window is being resized nothing is drawn, and nothing waits for ever")
    func settling() async throws {
      // The time is asked for once a drawing and once a wait.
      let asked = AskedTime()
      try await TypedPrompt.use(
        columns: 40, rows: 10,
        configure: {
          $0.reflows = true
          $0.settlingTime = .seconds(3600)
          $0.now = { asked.now() }
        }
      ) { prompt in
        prompt.terminal.type("half")
        try prompt.terminal.wait(for: "half")
        var count = asked.count
        prompt.resize(columns: 20, rows: 10, reflows: true)
        try prompt.terminal.wait(for: "a look at the size") { _ in asked.count > count }
        count = asked.count
        prompt.editor.show(["live"])
        try prompt.terminal.wait(for: "a drawing left out") { _ in asked.count > count + 1 }
        prompt.editor.printAbove("✓ clip")
        prompt.terminal.type(" more" + Key.enter)
        try prompt.terminal.wait(for: "got: half more")
        try prompt.terminal.wait(for: "live")
        let written = String(decoding: prompt.terminal.bytes, as: UTF8.self)
        let (answer, live) = (written.firstRange(of: "got: half"), written.firstRange(of: "live"))
        #expect(try #require(answer).lowerBound < #require(live).lowerBound)
        #expect(prompt.terminal.screen.lines[..<2] == ["✓ clip", "skv> half more"])
      }
    }

    @Test("The first Tab inserts what is sure, the second lists the candidates with help")
    func completion() async throws {
      try await TypedPrompt.use(columns: 50, configure: { $0.complete = completeModel }) { prompt in
        prompt.terminal.type("use k" + Key.tab)
        try prompt.terminal.wait(forLines: ["skv> use kling-v"])
        prompt.terminal.type(Key.tab)
        try prompt.terminal.wait(
          forLines: [
            "kling-v2.6  video, image to video", "kling-v3    video", "skv> use kling-v",
          ])
        prompt.terminal.type("3" + Key.enter)
        try prompt.terminal.wait(for: "got: use kling-v3")
      }
    }

    @Test("A Tab that finds nothing to insert rings; the next one lists")
    func bell() async throws {
      let answer = CompletionAnswer(candidates: [.init("a"), .init("b")])
      try await TypedPrompt.use(configure: { $0.complete = { _, _ in answer } }) { prompt in
        prompt.terminal.type(Key.tab)
        try prompt.terminal.wait(for: "the bell") { $0.bells == 1 }
        #expect(prompt.terminal.screen.lines == ["skv>"])
        prompt.terminal.type(Key.tab)
        try prompt.terminal.wait(forLines: ["a  b", "skv>"])
        prompt.terminal.type("x" + Key.tab)
        try prompt.terminal.wait(for: "the bell again") { $0.bells == 2 }
        #expect(prompt.terminal.screen.lines == ["a  b", "skv> x"])
      }
    }
  }
}

/// Tells the time and counts how often it was asked.
private final class AskedTime: Sendable {
  private let asked = Atomic(0)

  var count: Int { asked.load(ordering: .sequentiallyConsistent) }

  func now() -> ContinuousClock.Instant {
    asked.add(1, ordering: .sequentiallyConsistent)
    return .now
  }
}

extension String {
  /// Without blanks at the end, as a screen shows a row.
  fileprivate func trimmingEnd() -> String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}

/// Completes the last word before the cursor to the name of a model.
private func completeModel(_ text: String, offset: Int) -> CompletionAnswer {
  let models = [("kling-v2.6", "video, image to video"), ("kling-v3", "video"), ("qwen", "image")]
  let before = String(decoding: Array(text.utf8)[..<offset], as: UTF8.self)
  let word = before.split(separator: " ").last.map(String.init) ?? ""
  let found = models.filter { $0.0.hasPrefix(word) }
  let sure = found.count == 1 ? found[0].0 : "kling-v"
  return CompletionAnswer(
    insertion: String(sure.dropFirst(word.count)),
    candidates: found.map { .init($0.0, help: $0.1) })
}
