import SkillsScript
import Testing

@Suite("Recovery after errors")
struct RecoveryTests {
  @Test(
    "One statement line has one finding, and the next line is read",
    arguments: [
      ("st promt “x” ++\nrun 3 3 3; use; run", ["E0131", "E0139", "E0135"]),
      ("set a “x” b “y”\nset c &", ["E0104", "E0103"]),
      ("set a 007 008 \\\n 009\nrun", ["E0114"]),
      ("use; set; let; print; option", ["E0135", "E0135", "E0135", "E0135", "E0135"]),
      ("set a [1 2 3 “4”]; set b {a}", ["E0120", "E0121"]),
      ("use a for b c d; run as 5 x 0", ["E0143", "E0138"]),
      ("set seed 5 set a = 6\nrun", ["E0136"]),
    ])
  func oneEach(_ text: String, _ codes: [String]) {
    #expect(MarkedSource.parse(text).diagnostics.map(\.code.rawValue) == codes)
  }

  @Test(
    "What was read before an error stays",
    arguments: [
      ("set prompt a red fox", "set(prompt, malformed)"), ("set prompt", "set(prompt, malformed)"),
      ("set a.b [1 2", "set(a.b, malformed)"), ("let a 5", "let(a, malformed)"),
      ("let a = ", "let(a, malformed)"), ("option jobs = 8", "option(jobs, malformed)"),
      ("use kling for x", "use(word kling)"), ("use [a]", "use(malformed)"),
      ("use kling t2v", "use(word kling)"), ("run as a x 0", "run(as a)"),
      ("run as a 3", "run(as a)"), ("run as run to \"b\"", "run()"), ("print 1 2", "malformed"),
      ("set a/b 1", "malformed"), ("frobnicate \"x\"", "malformed"),
      ("set a 007", "set(a, malformed)"),
      ("set a “x”", "set(a, malformed)"), ("set a \"x", "set(a, \"x\")"),
      ("print \"\\q\"", "print(\"\\q\")"),
    ])
  func kept(_ text: String, _ expected: String) {
    #expect(Outline.of(text) == [expected])
    #expect(MarkedSource.parse(text).diagnostics.count == 1)
  }

  @Test(
    "A quote some lines on closes a string only at the end of an operand, and before a statement",
    arguments: [
      ("set a \"b\nc \"d\" e\nrun", 3), ("set a \"b\nc\" ; run", 2), ("set a \"b\nrun\nc\"", 3),
      ("set a [\"b\nc\"]\nrun", 2), ("set a \"b\nset c \"d\"", 2),
    ])
  func brokenString(_ text: String, _ statements: Int) {
    let script = MarkedSource.parse(text)
    #expect(script.statements.count == statements)
    #expect(script.diagnostics.first?.code == .openString)
  }

  @Test("A statement that follows without `;` is read all the same")
  func missingSeparator() {
    #expect(
      Outline.of("use kling-v2.6 set a 5; run") == [
        "use(word kling-v2.6)", "set(a, number 5)", "run()",
      ])
    #expect(Outline.of("run set a 5 run") == ["run()", "set(a, malformed)", "run()"])
    #expect(MarkedSource.parse("run set a 5 run").diagnostics.map(\.code.rawValue) == ["E0139"])
  }

  @Test("A line that can only be a statement ends an open bracket")
  func openBracket() {
    let text = "set a [1,\n 2,\nset b 5\nset c {\n \"x\": 1\nrun as y\nprint \"z\""
    #expect(
      Outline.of(text) == [
        "set(a, malformed)", "set(b, number 5)", "set(c, malformed)", "run(as y)", "print(\"z\")",
      ])
    #expect(MarkedSource.parse(text).diagnostics.map(\.code.rawValue) == ["E0119", "E0119"])
  }

  @Test("Findings stand in the order of their places, warnings among them")
  func order() {
    let script = MarkedSource.parse("# \u{202E}\nfoo\n# \u{202E}\nset a &\n")
    #expect(script.diagnostics.map(\.code.rawValue) == ["W0901", "E0131", "W0901", "E0103"])
    let starts = script.diagnostics.map(\.primary.span.start)
    #expect(starts == starts.sorted())
  }

  @Test(
    "A text that more lines could complete says so",
    arguments: [
      "set a [", "set a {\"b\": [1]", "set a \\", "set a \\\n", "print \"\"\"",
      "print \"\"\"\nabc\n",
      "set a [1,\n", "run \\\nas",
    ])
  func incomplete(_ text: String) {
    let completed = text != "run \\\nas" && text != "set a \\\n"
    #expect(MarkedSource.parse(text).needsContinuation == completed)
  }

  @Test(
    "A text that is complete, or wrong for good, says so",
    arguments: [
      "", "run", "set a \"", "set a [1]", "set a 'b", "set a [1;", "print \"\"\"\n\"\"\"",
      "set a ]",
    ])
  func complete(_ text: String) {
    #expect(!MarkedSource.parse(text).needsContinuation)
  }
}
