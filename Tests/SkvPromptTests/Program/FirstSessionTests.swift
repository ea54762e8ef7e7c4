import Glibc
import TerminalEmulator
import Testing

extension PromptTests {
  /// What a newcomer does at the prompt of the built program.
  @Suite struct FirstSession {
    @Test("Without a key it starts on the sandbox and says so in one line, with how to switch")
    func noKey() async throws {
      let skv = try #require(PromptProgram.path)
      try await PromptProgram.use([skv]) { terminal, _ in
        try terminal.waitForPrompt()
        #expect(terminal.screen.lines.count == 3)
        #expect(
          terminal.screen.lines[1]
            == "sandbox, free of cost; for the service start with SKILLS_VIDEO_API_KEY set"
        )
      }
    }

    @Test("It does not start where a kept contract is damaged, and says the way out")
    func damagedContract() async throws {
      let skv = try #require(PromptProgram.path)
      let script = """
        mkdir -p .cache/skv/contract; echo '{' > .cache/skv/contract/in-use.json; exec "$0"
        """
      try await PromptProgram.use(["/bin/sh", "-c", script, skv]) { terminal, _ in
        try terminal.wait(for: "the contract is not whole")
        try terminal.wait(for: "--built-in")
      }
    }

    @Test("The three statements make a picture, whose line stands above the prompt")
    func picture() async throws {
      let home = try ProgramHome()
      try await PromptProgram.use(home: home) { terminal, program in
        try terminal.waitForPrompt()
        terminal.enter("use seedream-4.5; set prompt \"a red fox\"; run as fox")
        try terminal.wait(forAnswer: "out/fox.png")
        #expect(terminal.screen.text.contains("✓ fox: saved"))
        #expect(home.holds("out/fox.png"))
        terminal.enter("print $fox.status")
        try terminal.wait(forAnswer: "COMPLETED")
        terminal.type(Key.controlD)
        let code = try program.exitCode(draining: terminal)
        #expect(code == 0)
      }
    }

    @Test("credits shows the balance")
    func credits() async throws {
      try await PromptProgram.use { terminal, _ in
        try terminal.waitForPrompt()
        terminal.enter("help credits; credits")
        try terminal.wait(forAnswer: "1000000000")
        #expect(terminal.screen.text.contains("credits: shows the balance"))
      }
    }

    @Test("credits waits beside the line where the service takes its time")
    func slowCredits() async throws {
      let skv = try #require(PromptProgram.path)
      let silent = try SilentService()
      let environment = [
        "SKILLS_VIDEO_BASE_URL": silent.baseURL, "SKILLS_VIDEO_API_KEY": "sk-test-1234",
      ]
      try await PromptProgram.use([skv], environment: environment) { terminal, program in
        try terminal.waitForPrompt()
        terminal.enter("credits; print \"beside\"")
        try terminal.wait(forAnswer: "\nbeside")
        terminal.enter("quit")
        let code = try program.exitCode(draining: terminal)
        #expect(code == 0)
      }
    }

    @Test("Tab completes statements, models, fields and words, and lists what is there")
    func tab() async throws {
      try await PromptProgram.use { terminal, _ in
        try terminal.waitForPrompt()
        terminal.type("us\tkling-v2.\t\t")
        try terminal.wait(for: "kling-v2.5-turbo")
        terminal.type("6\t")
        try terminal.wait(for: "skv> use kling-v2.6")
        terminal.type("; set asp\t")
        try terminal.wait(for: "set aspect_ratio")
        terminal.type("\t\t")
        try terminal.wait(for: "the words") {
          $0.text.contains("16:9") && $0.text.contains("9:16") && $0.text.contains("1:1")
        }
        terminal.enter("9\t; set prompt \"x\"; show")
        try terminal.wait(forAnswer: "  aspect_ratio  \"9:16\"")
      }
    }

    @Test("Tab finds files after @, in quotes those whose names need them")
    func files() async throws {
      let home = try ProgramHome()
      try TemporaryPlace.write("x", to: home.path("photo.png"))
      try TemporaryPlace.write("x", to: home.path("my photo.png"))
      try await PromptProgram.use(home: home) { terminal, _ in
        try terminal.waitForPrompt()
        terminal.type("use seedream-4.5; set image_urls [@ph\t, @\"my\t]")
        try terminal.wait(for: "[@photo.png , @\"my photo.png\" ]")
      }
    }

    @Test("A mistake is shown where it stands, with the word that was meant, and changes nothing")
    func mistake() async throws {
      try await PromptProgram.use { terminal, _ in
        try terminal.waitForPrompt()
        terminal.enter("use kling-v2.6")
        terminal.enter("set duration 5s; set promt \"a fox\"")
        try terminal.wait(forAnswer: "did you mean `prompt`?")
        terminal.enter("show")
        try terminal.wait(forAnswer: "missing: prompt")
        #expect(!terminal.screen.text.contains("  duration"))
        terminal.enter("run")
        try terminal.wait(forAnswer: "E0303")
      }
    }

    @Test("Two runs go on side by side while a line is typed, and print above it")
    func sideBySide() async throws {
      let skv = try #require(PromptProgram.path)
      try await PromptProgram.use([skv, "--sandbox=60s"]) { terminal, program in
        try terminal.waitForPrompt()
        terminal.enter("use seedream-4.5; set prompt \"a fox\"; run as one")
        terminal.enter("run as two")
        terminal.type("half a line")
        try terminal.wait(for: "both above the line") { screen in
          let last = Array(screen.lines.suffix(3))
          return last.count == 3 && last[2] == "skv> half a line"
            && last[0].contains(" one  ") && last[1].contains(" two  ")
            && last[..<2].allSatisfy { $0.contains("in queue") }
        }
        terminal.type(Key.controlC)
        try terminal.waitForPrompt()
        terminal.type(Key.controlD)
        try terminal.wait(for: "2 jobs are in flight")
        terminal.enter("n")
        try terminal.wait(for: "the prompt again") { $0.lines.last == "skv>" }
        terminal.type(Key.controlD)
        try terminal.wait(for: "the question") { $0.lines.last?.contains("in flight") == true }
        terminal.type(Key.controlD)
        let code = try program.exitCode(draining: terminal)
        #expect(code == 130)
        #expect(terminal.screen.text.contains("`skv resume --sandbox 1` takes up"))
      }
    }

    @Test("What was left running is taken up by the command that was named")
    func resume() async throws {
      let home = try ProgramHome()
      let skv = try #require(PromptProgram.path)
      try await PromptProgram.use([skv, "--sandbox=60s"], home: home) { terminal, program in
        try terminal.waitForPrompt()
        terminal.enter("use seedream-4.5; set prompt \"a fox\"; run as fox")
        try terminal.wait(for: "in queue")
        terminal.enter("quit")
        try terminal.wait(for: "1 job is in flight")
        terminal.enter("y")
        _ = try program.exitCode(draining: terminal)
        #expect(!home.holds("out/fox.png"))
      }
      try await PromptProgram.use([skv, "resume", "--sandbox"], home: home) { terminal, program in
        let code = try program.exitCode(draining: terminal)
        #expect(code == 0)
        #expect(home.holds("out/fox.png"))
      }
    }

    @Test("Twenty pasted lines are inserted, run nothing before Enter, and are one script then")
    func paste() async throws {
      let home = try ProgramHome()
      try await PromptProgram.use(home: home) { terminal, _ in
        try terminal.waitForPrompt()
        var lines = ["use seedream-4.5", "set prompt \"\"\"", "    a red fox", "    \"\"\""]
        lines += ["run as still", "use kling-ai/v3/video for i2v", "set first_frame_url $still"]
        lines += ["set prompt \"he runs\"", "run as clip", "print $clip"]
        lines += (11...20).map { "print \"line \($0)\"" }
        terminal.paste(lines.joined(separator: "\n"))
        try terminal.wait(for: "line 20")
        #expect(!home.holds("out"))
        terminal.enter("")
        try terminal.wait(for: "the last line printed") { $0.text.contains("\nline 20\n") }
        #expect(home.holds("out/still.png"))
        #expect(home.holds("out/clip.mp4"))
        let printed = terminal.screen.allLines.filter { $0.hasPrefix("line ") }
        #expect(printed == (11...20).map { "line \($0)" })
      }
    }

    @Test("An entry that uses a result waits for the one that makes it")
    func chain() async throws {
      let home = try ProgramHome()
      try await PromptProgram.use(home: home) { terminal, _ in
        try terminal.waitForPrompt()
        terminal.type(
          "use seedream-4.5; set prompt \"a fox\"; run as still" + Key.enter
            + "use kling-ai/v3/video for i2v; set first_frame_url $still" + Key.enter
            + "set prompt \"it runs\"; run as clip; print $clip.files[0].type" + Key.enter)
        try terminal.wait(forAnswer: "video/mp4")
        #expect(home.holds("out/clip.mp4"))
      }
    }

    @Test("Many jobs are asked about, and no is no")
    func confirmation() async throws {
      let home = try ProgramHome()
      try await PromptProgram.use(home: home) { terminal, _ in
        try terminal.waitForPrompt()
        terminal.enter("use seedream-4.5; set prompt \"a fox\"; run x 11")
        try terminal.wait(for: "11 jobs will be submitted")
        terminal.enter("")
        try terminal.wait(forAnswer: "nothing was sent")
        #expect(!home.holds("out"))
      }
    }

    @Test("An entry that was declined is forgotten: its label still names what was made before")
    func declined() async throws {
      try await PromptProgram.use { terminal, _ in
        try terminal.waitForPrompt()
        terminal.enter("use seedream-4.5; set prompt \"a fox\"; run as fox")
        try terminal.wait(forAnswer: "out/fox.png")
        terminal.enter("set prompt \"many\"; run as fox x 11")
        try terminal.wait(for: "11 jobs will be submitted")
        terminal.enter("n")
        try terminal.wait(forAnswer: "the entry is forgotten")
        terminal.enter("print $fox; show")
        try terminal.wait(forAnswer: "  prompt  \"a fox\"")
        #expect(terminal.screen.lines.filter { $0 == "out/fox.png" }.count == 2)
      }
    }

    @Test("A request to end is no yes to a question: nothing is submitted")
    func endedAtQuestion() async throws {
      let home = try ProgramHome()
      try await PromptProgram.use(home: home) { terminal, program in
        try terminal.waitForPrompt()
        terminal.enter("use seedream-4.5; set prompt \"a fox\"; run x 11")
        try terminal.wait(for: "11 jobs will be submitted")
        program.send(SIGTERM)
        let code = try program.exitCode(draining: terminal)
        #expect(code == 130)
        #expect(!terminal.screen.text.contains("submitting"))
      }
      #expect(!home.holds("out"))
    }

    @Test("What hangs on a run that failed is not paid for, in a later entry either")
    func failedParent() async throws {
      try await PromptProgram.use { terminal, _ in
        try terminal.waitForPrompt()
        terminal.enter("use seedream-4.5; set prompt \"please-fail\"; run as bad")
        try terminal.wait(for: "bad: failed")
        terminal.enter("use kling-v2.6; set prompt \"like ${bad.error.code}\"; run as next")
        try terminal.wait(forAnswer: "next: not submitted, a result that it uses did not end well")
        terminal.enter("print $bad.status")
        try terminal.wait(forAnswer: "FAILED")
      }
    }

    @Test("A second Ctrl-C leaves at once, whatever is still waited for")
    func insistence() async throws {
      let skv = try #require(PromptProgram.path)
      let service = try SilentService()
      let environment = [
        "SKILLS_VIDEO_BASE_URL": service.baseURL, "SKILLS_VIDEO_API_KEY": "sk-prompt-test",
      ]
      try await PromptProgram.use([skv], environment: environment) { terminal, program in
        try terminal.waitForPrompt()
        terminal.enter("use seedream-4.5; set prompt \"a fox\"; run as fox")
        try terminal.wait(for: "submitting")
        terminal.type(Key.controlD)
        try terminal.wait(for: "1 job is in flight")
        terminal.type(Key.controlD)
        try terminal.wait(for: "stopping")
        program.send(SIGINT)
        let code = try program.exitCode(draining: terminal)
        #expect(code == 130)
        #expect(!terminal.screen.text.contains("in doubt"))
      }
    }

    @Test("A label can be used again, and the newest result counts")
    func again() async throws {
      let home = try ProgramHome()
      try await PromptProgram.use(home: home) { terminal, _ in
        try terminal.waitForPrompt()
        terminal.enter("use seedream-4.5; set prompt \"a fox\"; run as fox")
        try terminal.wait(forAnswer: "out/fox.png")
        terminal.enter("run as fox")
        try terminal.wait(forAnswer: "out/fox-2.png")
        terminal.enter("print $fox")
        try terminal.wait(for: "the newest") { $0.lines.suffix(2).first == "out/fox-2.png" }
      }
    }

    @Test("help, fields, models and plan answer without sending anything")
    func answers() async throws {
      let home = try ProgramHome()
      try await PromptProgram.use(home: home) { terminal, _ in
        try terminal.waitForPrompt()
        terminal.enter("help")
        try terminal.wait(forAnswer: "at the prompt only:")
        terminal.enter("help run")
        try terminal.wait(forAnswer: "for example: run as fox x 3")
        terminal.enter("help values")
        try terminal.wait(forAnswer: "@photo.png")
        terminal.enter("models seedream t2i")
        try terminal.wait(forAnswer: "seedream-4.5")
        terminal.enter("fields seedream-4.5")
        try terminal.wait(forAnswer: "* prompt")
        terminal.enter("plan")
        try terminal.wait(forAnswer: "E0210")
        terminal.enter("use seedream-4.5; set prompt \"a fox\"; plan")
        try terminal.wait(forAnswer: "price: not known")
        terminal.enter("undo")
        try terminal.wait(forAnswer: "E0134")
        #expect(!home.holds("out"))
        #expect(terminal.screen.text.contains("output: out/r1.${run.ext}"))
      }
    }
  }
}
