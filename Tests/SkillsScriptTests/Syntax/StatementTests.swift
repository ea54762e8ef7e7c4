import SkillsScript
import Testing

@Suite("Statements")
struct StatementTests {
  @Test(
    "Each statement has its operands",
    arguments: [
      ("use kling-v2.6", "use(word kling-v2.6)"),
      ("use v3/video for i2v", "use(word v3/video, i2v)"),
      ("use \"a b\"", "use(\"a b\")"), ("use $model for t2v", "use(ref model, t2v)"),
      ("set prompt \"a fox\"", "set(prompt, \"a fox\")"),
      ("set image_urls[0] @a.png", "set(image_urls[0], file \"a.png\")"),
      ("set a.b[1].c-d 5s", "set(a.b[1].c-d, quantity 5 s)"),
      ("set image_urls [@a]", "set(image_urls, [file \"a\"])"),
      ("set set set", "set(set, word set)"),
      ("set null null", "set(null, null)"), ("set if 1", "set(if, number 1)"),
      ("unset prompt", "unset(prompt)"), ("unset *", "unset(*)"), ("unset a[0].b", "unset(a[0].b)"),
      ("run", "run()"), ("run as fox x 3 to \"o.mp4\"", "run(as fox, x 3, to \"o.mp4\")"),
      ("run to 'o' x 1 as as", "run(as as, x 1, to \"o\")"), ("run as x", "run(as x)"),
      ("let a = 5", "let(a, number 5)"), ("let a=\"b\"", "let(a, \"b\")"),
      ("let a=b", "let(a, word b)"), ("print $fox", "print(ref fox)"),
      ("print [1,2]", "print([number 1, number 2])"),
      ("option on-error continue", "option(on-error, word continue)"),
      ("option jobs 8", "option(jobs, number 8)"),
      ("option timeout 15m", "option(timeout, quantity 15 m)"),
      (
        "option output \"o/${run.label}.${run.ext}\"",
        "option(output, \"o/|<run.label>|.|<run.ext>\")"
      ),
      ("set \\\n  prompt \\\n  \"x\"", "set(prompt, \"x\")"),
    ])
  func forms(_ text: String, _ expected: String) {
    #expect(MarkedSource.parse(text).diagnostics.map(\.message) == [])
    #expect(Outline.of(text) == [expected])
  }

  @Test("Spans cover a statement, its keyword and its operands")
  func spans() throws {
    let script = MarkedSource.parse("  use x ;  set a.b[0] [1, 2]  # c\n")
    let texts = script.statements.map { script.source.text(of: $0.span) }
    #expect(texts == ["use x", "set a.b[0] [1, 2]"])
    #expect(script.statements.map { script.source.text(of: $0.keyword) } == ["use", "set"])
    guard case .set(let path, let value) = script.statements[1].kind else {
      Issue.record("no set")
      return
    }
    #expect(script.source.text(of: path.span) == "a.b[0]")
    #expect(script.source.text(of: path.head.span) == "a")
    #expect(path.steps.map { script.source.text(of: $0.span) } == ["b", "[0]"])
    #expect(script.source.text(of: value.span) == "[1, 2]")
  }

  @Test("Spans carry the index of their source")
  func sourceIndex() {
    let source = SourceText(name: "b.skv", text: "set a[0].b $c.d; set x (")
    let script = Parser.parse(source, sourceIndex: 3)
    #expect(script.tokens.allSatisfy { $0.span.source == 3 })
    #expect(script.diagnostics.map(\.primary.span.source) == [3])
    guard case .set(let path, let value) = script.statements[0].kind else {
      Issue.record("no set")
      return
    }
    #expect(path.span.source == 3 && path.steps.allSatisfy { $0.span.source == 3 })
    #expect(value.span.source == 3)
  }

  @Test(
    "An empty script has no statements", arguments: ["", "\n\n", ";;", "# c", "\u{FEFF}", " \t"])
  func empty(_ text: String) {
    let script = MarkedSource.parse(text)
    #expect(script.statements.isEmpty && script.diagnostics.isEmpty)
  }

  @Test("The example of every statement is a correct script")
  func examples() {
    for form in StatementForm.all {
      let script = MarkedSource.parse(form.example)
      #expect(script.diagnostics.map(\.message) == [], "\(form.example)")
      #expect(form.example.hasPrefix(form.keyword), "\(form.example)")
    }
  }

  @Test("The tables of first words share no word")
  func tablesAreDisjoint() {
    var words = StatementForm.all.map(\.keyword)
    words += ReservedWord.all.map(\.word)
    words += PromptCommand.all.map(\.keyword)
    #expect(Set(words).count == words.count)
  }

  @Test(
    "The version of the language may stand first, and is no statement of its own",
    arguments: [
      "skv 1\nrun", "\u{FEFF}# film\n\nskv 1 # c\nrun", "#!/usr/bin/env skv\n;skv 1; run",
    ])
  func version(_ text: String) {
    let script = MarkedSource.parse(text)
    #expect(script.diagnostics.isEmpty)
    #expect(script.statements.map(Outline.of) == ["run()"])
    #expect(script.printed == Array(text.utf8))
  }

  @Test("What a version line says that is not read here", arguments: ["2", "0", "-1", "1.0"])
  func otherVersion(_ number: String) {
    let finding = MarkedSource.parse("skv \(number)").diagnostics.first
    #expect(finding?.message == "this skv reads version 1 of the language, not \(number)")
  }

  @Test("Every command line that the tables name exists")
  func commandLines() throws {
    let commands = [
      "skv run", "skv plan", "skv runs", "skv explain", "skv -c", "skv FILE.skv", "skv check",
      "skv resume", "skv credits", "skv sandbox",
      "skv --help", "skv --version", "skv 1",
    ]
    var texts = ReservedWord.all.map(\.explanation) + PromptCommand.all.map(\.instead)
    texts += StatementForm.all.flatMap { [$0.summary, $0.example] }
    for example in SyntaxCase.all {
      for finding in MarkedSource.parse(example.source.text).diagnostics {
        texts += [finding.message, finding.primary.text] + finding.help
      }
    }
    var named = 0
    for text in texts {
      for quoted in text.split(separator: "`", omittingEmptySubsequences: false).dropFirst()
      where quoted.hasPrefix("skv ") {
        named += 1
        #expect(commands.contains { quoted == $0 || quoted.hasPrefix($0 + " ") }, "\(quoted)")
      }
    }
    #expect(named > 5)
  }

  @Test("Reserved words are explained")
  func reserved() {
    for word in ReservedWord.all {
      let script = MarkedSource.parse("\(word.word) x\nrun")
      #expect(script.diagnostics.map(\.code.rawValue) == ["E0132"])
      #expect(script.diagnostics.first?.help == [word.explanation])
    }
    let words = "if else for while def call match import export secret"
    #expect(Set(ReservedWord.all.map(\.word)) == Set(words.split(separator: " ").map(String.init)))
  }

  @Test("Commands of the prompt name what to use instead")
  func promptCommands() {
    for command in PromptCommand.all {
      let script = MarkedSource.parse("\(command.keyword)\nrun")
      #expect(script.diagnostics.map(\.code.rawValue) == ["E0133"])
      #expect(script.diagnostics.first?.help == [command.instead])
    }
    #expect(PromptCommand.all.count == 18)
  }
}
