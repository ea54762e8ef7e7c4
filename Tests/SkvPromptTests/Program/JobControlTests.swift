import Glibc
import TerminalEmulator
import Testing

extension PromptTests {
  /// The built program with real signals and a shell's job control.
  @Suite struct JobControl {
    @Test("Ctrl-C clears the line and never ends the program, however often it comes")
    func interrupt() async throws {
      try await PromptProgram.use { terminal, program in
        try terminal.waitForPrompt()
        for number in 1...5 {
          terminal.type("half \(number)")
          try terminal.wait(for: "half \(number)")
          terminal.type(Key.controlC)
          try terminal.wait(for: "a new prompt") { $0.text.hasSuffix("half \(number)^C\nskv>") }
        }
        terminal.type(Key.controlBackslash)
        terminal.enter("quit")
        let code = try program.exitCode(draining: terminal)
        #expect(code == 0)
      }
    }

    @Test("Ctrl-Z gives the shell its terminal back; fg goes on with what was typed")
    func stopAndContinue() async throws {
      let skv = try #require(PromptProgram.path)
      try await PromptProgram.use(["/bin/sh", "-i"], columns: 60) { terminal, shell in
        try terminal.wait(for: "$")
        terminal.enter("'\(skv)' --sandbox")
        try terminal.waitForPrompt()
        terminal.type("print \"half of a line that is too long for one row of sixty")
        try terminal.wait(for: "xty")
        terminal.type(Key.controlZ)
        try terminal.wait(for: "the shell") {
          $0.text.contains("Stopped") && $0.lines.last == "$"
        }
        let isOrdinary = !terminal.screen.wantsBracketedPaste && terminal.echoes
        #expect(isOrdinary)
        terminal.enter("echo in-$((1+1))-between")
        try terminal.wait(for: "in-2-between")
        terminal.enter("fg")
        try terminal.wait(for: "the line again") {
          $0.lines.suffix(2).joined().hasSuffix("row of sixty") && $0.wantsBracketedPaste
        }
        terminal.enter(", whole\"")
        try terminal.wait(for: "what it prints") { $0.text.contains("\nhalf of a line that") }
        terminal.enter("quit")
        try terminal.wait(for: "the shell") { $0.lines.last == "$" }
        terminal.enter("exit")
        let code = try shell.exitCode(draining: terminal)
        #expect(code == 0)
      }
    }

    @Test("Started in the background it waits for fg, and leaves the shell its terminal")
    func background() async throws {
      let skv = try #require(PromptProgram.path)
      try await PromptProgram.use(["/bin/sh", "-i"]) { terminal, shell in
        try terminal.wait(for: "$")
        terminal.enter(
          "'\(skv)' --sandbox & while ! grep -q '^State:.T' /proc/$!/status; do :; done;"
            + " echo is-$((1+1))")
        try terminal.wait(for: "is-2")
        #expect(terminal.echoes)
        terminal.enter("fg")
        try terminal.wait(for: "the prompt") { $0.lines.last == "skv>" }
        terminal.enter("print \"o${last}ne\"; quit")
        try terminal.wait(for: "E0410")
      }
    }

    @Test("Ctrl-Z where no shell could wake it again does not freeze the program")
    func stopWithoutShell() async throws {
      try await PromptProgram.use { terminal, program in
        try terminal.waitForPrompt()
        terminal.type("print 1")
        try terminal.wait(for: "skv> print 1")
        terminal.type(Key.controlZ)
        try terminal.wait(for: "the line again") {
          $0.lines.suffix(2) == ["skv> print 1", "skv> print 1"]
        }
        terminal.enter("")
        try terminal.waitForPrompt()
        terminal.enter("quit")
        let code = try program.exitCode(draining: terminal)
        #expect(code == 0)
      }
    }

    @Test("Stopped and woken from outside it shows its line again")
    func stoppedFromOutside() async throws {
      try await PromptProgram.use { terminal, program in
        try terminal.waitForPrompt()
        terminal.type("print \"half")
        try terminal.wait(for: "half")
        program.send(SIGSTOP)
        program.send(SIGCONT)
        terminal.enter(" on\"")
        try terminal.wait(for: "what it prints") { $0.text.contains("\nhalf on\n") }
        terminal.enter("quit")
        let code = try program.exitCode(draining: terminal)
        #expect(code == 0)
      }
    }

    @Test("A new window size is taken in at once")
    func resize() async throws {
      try await PromptProgram.use { terminal, program in
        try terminal.waitForPrompt()
        terminal.type("a line that will not fit into thirty")
        try terminal.wait(for: "into thirty")
        terminal.resize(columns: 30, rows: 24)
        try terminal.wait(for: "two rows") {
          $0.lines.suffix(2) == ["skv> a line that will not fit", "into thirty"]
        }
      }
    }

    @Test("A terminal that goes away ends the program")
    func hangUp() async throws {
      try await PromptProgram.use { terminal, program in
        try terminal.waitForPrompt()
        terminal.type("half")
        try terminal.wait(for: "half")
        terminal.hangUp()
        let code = try program.exitCode()
        #expect(code == 130)
      }
    }

    @Test("SIGTERM ends it with the terminal in order")
    func terminate() async throws {
      try await PromptProgram.use { terminal, program in
        try terminal.waitForPrompt()
        program.send(SIGTERM)
        let code = try program.exitCode(draining: terminal)
        #expect(code == 130)
        #expect(!terminal.screen.wantsBracketedPaste)
      }
    }
  }
}
