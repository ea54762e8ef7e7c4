import Glibc
import TerminalEmulator
import Testing

@testable import skv

/// The line editor on a pseudo-terminal, as a person sees it.
///
/// One after the other: libedit keeps some of its state in the process.
@Suite(.serialized) struct EditorTests {
  @Test("A typed line is given back on Enter and stays on the screen")
  func plainLine() async throws {
    try await TypedPrompt.use { prompt in
      prompt.terminal.type("use kling" + Key.enter)
      try prompt.terminal.wait(forLines: ["skv> use kling", "got: use kling", "skv>"])
      #expect(prompt.results == [.line("use kling")])
    }
  }

  @Test("Ctrl-C clears the line and gives a new prompt")
  func interrupt() async throws {
    try await TypedPrompt.use { prompt in
      prompt.terminal.type("half a line")
      try prompt.terminal.wait(for: "half a line")
      prompt.signals.send(SIGINT)
      try prompt.terminal.wait(forLines: ["skv> half a line^C", "skv>"])
      prompt.terminal.type("whole" + Key.enter)
      try prompt.terminal.wait(for: "got: whole")
      #expect(prompt.results == [.interrupted, .line("whole")])
    }
  }

  @Test("Ctrl-C in a block clears the whole block, wherever the cursor stands")
  func interruptInBlock() async throws {
    try await TypedPrompt.use(configure: { $0.isComplete = bracketsAreClosed }) { prompt in
      prompt.terminal.type("[1,\r2,\r3" + Key.up + Key.up)
      try prompt.terminal.wait(for: "the cursor in the first line") {
        $0.lines == ["skv> [1,", "... 2,", "... 3"] && $0.cursorRow == 0
      }
      prompt.signals.send(SIGINT)
      try prompt.terminal.wait(forLines: ["skv> [1,", "... 2,", "... 3^C", "skv>"])
    }
  }

  @Test("Ctrl-C ends a paste that has lost its end")
  func interruptInPaste() async throws {
    try await TypedPrompt.use { prompt in
      prompt.terminal.type("before\u{1B}[200~half a paste")
      try prompt.terminal.wait(for: "before")
      prompt.signals.send(SIGINT)
      try prompt.terminal.wait(for: "before^C")
      prompt.terminal.type("whole" + Key.enter)
      try prompt.terminal.wait(for: "got: whole")
    }
  }

  @Test("Ctrl-D ends the input on an empty line")
  func endOfInput() async throws {
    try await TypedPrompt.use { prompt in
      prompt.terminal.type(Key.controlD)
      try prompt.terminal.wait(for: "the end") { _ in prompt.results == [.ended(.input)] }
    }
  }

  @Test("Ctrl-D takes a character away where there is one")
  func deleteForward() async throws {
    try await TypedPrompt.use { prompt in
      prompt.terminal.type("abc" + Key.home + Key.controlD + Key.enter)
      try prompt.terminal.wait(for: "got: bc")
    }
  }

  @Test("A terminal that goes away ends the input")
  func hangUp() async throws {
    try await TypedPrompt.use { prompt in
      prompt.terminal.type("half")
      try prompt.terminal.wait(for: "half")
      prompt.terminal.hangUp()
      while prompt.results.isEmpty { poll(nil, 0, 1) }
      #expect(prompt.results == [.ended(.terminal)])
    }
  }

  @Test("SIGTERM and SIGHUP end the input and say so", arguments: [SIGTERM, SIGHUP])
  func leave(signal: Int32) async throws {
    try await TypedPrompt.use { prompt in
      prompt.signals.send(signal)
      try prompt.terminal.wait(for: "the end") { _ in !prompt.results.isEmpty }
      #expect(prompt.results == [.ended(signal == SIGTERM ? .signal(SIGTERM) : .terminal)])
    }
  }

  @Test("Pasting is announced while a line is read, and only then")
  func bracketedPaste() async throws {
    try await TypedPrompt.use { prompt in
      #expect(prompt.terminal.screen.wantsBracketedPaste)
      prompt.terminal.type(Key.controlD)
      try prompt.terminal.wait(for: "the end") { !$0.wantsBracketedPaste }
    }
  }

  @Test("A stop gives the terminal back; going on shows what was typed, ready to be typed on")
  func stop() async throws {
    try await TypedPrompt.use { prompt in
      prompt.terminal.type("half")
      try prompt.terminal.wait(for: "half")
      prompt.signals.send(SIGTSTP)
      try prompt.terminal.wait(forLines: ["skv> half", "skv> half"])
      prompt.terminal.type(" and half" + Key.enter)
      try prompt.terminal.wait(for: "got: half and half")
    }
  }

  @Test("A cancelled task stops waiting for a line")
  func cancel() async throws {
    let terminal = try TestTerminal()
    let device = terminal.openDevice()
    let editor = try #require(LineEditor(LineEditorSettings(input: device, output: device)))
    let task = Task { await editor.readLine(Prompt("skv> ")) }
    task.cancel()
    #expect(await task.value == .ended(.cancelled))
    await editor.close()
    close(device)
  }
}
