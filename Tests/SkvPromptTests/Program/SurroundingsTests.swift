import Glibc
import TerminalEmulator
import Testing

extension PromptTests {
  /// The built program on terminals and in locales of many kinds.
  @Suite struct Surroundings {
    @Test(
      "Japanese can be typed in any locale, in a line that wraps",
      arguments: [["LC_ALL": "C"], ["LC_ALL": "POSIX"], ["LC_ALL": "xx_YY.ISO-8859-1"]])
    func locales(environment: [String: String]) async throws {
      try await PromptProgram.use(environment: environment, columns: 26) { terminal, program in
        try terminal.waitForPrompt()
        terminal.type("print \"日本語の長い行です、\"" + Key.left + Key.left + "字")
        try terminal.wait(for: "two rows") {
          $0.lines.suffix(2) == ["skv> print \"日本語の長い行", "です字、\""]
        }
        terminal.enter("")
        try terminal.wait(for: "what it prints") { $0.text.contains("\n日本語の長い行です字、\n") }
      }
    }

    @Test(
      "vt100, the console, screen and a terminal nobody knows show the same",
      arguments: ["vt100", "linux", "screen", "xterm-256color", "nobody-knows-it"])
    func terminals(type: String) async throws {
      try await PromptProgram.use(environment: ["TERM": type]) { terminal, program in
        try terminal.waitForPrompt()
        terminal.type("one" + Key.home + "print \"two " + Key.end)
        terminal.enter("\"")
        try terminal.wait(for: "what it prints") {
          $0.lines.suffix(3) == ["skv> print \"two one\"", "two one", "skv>"]
        }
      }
    }

    @Test("TERM=dumb gets a prompt, the terminal's own keys, blocks and no escape sequence")
    func dumb() async throws {
      try await PromptProgram.use(environment: ["TERM": "dumb"]) { terminal, program in
        try terminal.wait(for: "skv>")
        terminal.enter("print [1,")
        try terminal.wait(for: "...")
        terminal.enter("2]")
        try terminal.wait(forAnswer: "[1,2]")
        terminal.type("half")
        try terminal.wait(for: "skv> half")
        terminal.type(Key.controlC)
        try terminal.waitForPrompt()
        terminal.enter("print \"whole\"")
        try terminal.wait(for: "what it prints") { $0.text.contains("\nwhole\n") }
        terminal.enter("use seedream-4.5; set prompt \"a fox\"; run as fox")
        try terminal.wait(for: "out/fox.png")
        terminal.type(Key.controlD)
        let code = try program.exitCode(draining: terminal)
        #expect(code == 0)
        #expect(!terminal.bytes.contains(0x1B))
      }
    }

    @Test("With its output piped it reads a script from the terminal, without a prompt")
    func piped() async throws {
      let pipe = try TestPipe()
      try await PromptProgram.use(output: pipe.writer) { terminal, program in
        close(pipe.writer)
        terminal.type("print \"one\"\nprint \"two\"\n" + Key.controlD)
        let code = try program.exitCode(draining: terminal)
        #expect(code == 0)
        #expect(pipe.text() == "one\ntwo\n")
        close(pipe.reader)
        #expect(!terminal.bytes.contains(0x1B))
      }
    }

    @Test("The history lasts from one process to the next, in a file of one's own")
    func history() async throws {
      let home = try ProgramHome()
      try await PromptProgram.use(home: home) { terminal, program in
        try terminal.waitForPrompt()
        terminal.enter("print \"remember me\"")
        try terminal.wait(forAnswer: "\nremember me\n")
        terminal.enter("quit")
        let code = try program.exitCode(draining: terminal)
        #expect(code == 0)
      }
      var status = stat()
      #expect(stat(home.path(".local/state/skv/history"), &status) == 0)
      #expect(status.st_mode & 0o777 == 0o600)
      try await PromptProgram.use(home: home) { terminal, _ in
        try terminal.waitForPrompt()
        terminal.type(Key.up + Key.up + Key.enter)
        try terminal.wait(for: "\nremember me\n")
      }
    }

    @Test("A line that tells a new key is answered with where it belongs, and is not kept")
    func toldKey() async throws {
      let home = try ProgramHome()
      try await PromptProgram.use(home: home) { terminal, program in
        try terminal.waitForPrompt()
        for line in ["set", "export"].map({ $0 + " SKILLS_VIDEO_API_KEY=sk-new-key-77" }) {
          terminal.enter(line)
          try terminal.wait(forAnswer: "the key is read from the environment")
        }
        terminal.enter("print 1; quit")
        _ = try program.exitCode(draining: terminal)
      }
      #expect(try !TemporaryPlace.read(home.path(".local/state/skv/history")).contains("sk-new"))
    }

    @Test("A line that holds the key is not kept, and the key is not shown by a mistake in it")
    func secret() async throws {
      let home = try ProgramHome()
      let key = "sk-prompt-key-42af"
      let environment = ["SKILLS_VIDEO_API_KEY": key]
      try await PromptProgram.use(home: home, environment: environment) { terminal, program in
        try terminal.waitForPrompt()
        terminal.enter("let key = \"\(key)\"")
        try terminal.wait(forAnswer: "the API key stands in the script")
        terminal.enter("print \"something else\"")
        try terminal.wait(forAnswer: "\nsomething else\n")
        terminal.enter("quit")
        _ = try program.exitCode(draining: terminal)
      }
      let kept = try TemporaryPlace.read(home.path(".local/state/skv/history"))
      #expect(kept.contains("something else"))
      #expect(!kept.contains(key))
    }
  }
}
