import LosslessJSON
import Testing

@testable import SkillsScript

@Suite("Scripts that include others")
struct IncludeTests {
  private func codes(_ text: String, _ files: [String: String]) throws -> [String] {
    CheckHarness.codes(try CheckHarness.check(text, files: files).diagnostics)
  }

  @Test("what is included stands in the place of the statement")
  func spliced() throws {
    let plan = try CheckHarness.plan(
      "include \"a.skv\"\nset prompt $style\nrun",
      files: ["a.skv": "skv 1\nlet style = \"ink\"\nuse lab/still\nset seed 5"])
    #expect(plan.jobs[0].request.sketch.canonicalForm == #"{"prompt":"ink","seed":5}"#)
  }

  @Test("paths are relative to the file that they are written in")
  func folders() throws {
    let plan = try CheckHarness.plan(
      "include \"lib/a.skv\"\nset note @n.txt\nrun",
      files: [
        "lib/a.skv": "use lab/clip\nset prompt @p.txt\ninclude \"sub/b.skv\"", "lib/p.txt": "p",
        "lib/sub/b.skv": "set short @s.txt", "lib/sub/s.txt": "sss", "n.txt": "n",
      ])
    #expect(
      plan.jobs[0].request.sketch.canonicalForm == #"{"note":"n","prompt":"p","short":"sss"}"#)
  }

  @Test("names are one space over all files")
  func names() throws {
    let files = ["a.skv": "let x = 1\nuse lab/still\nrun as fox"]
    #expect(try codes("include \"a.skv\"\nlet x = 2\nprint $fox", files) == ["E0205"])
    #expect(try codes("print $x\ninclude \"a.skv\"", files) == ["E0211"])
    let plan = try CheckHarness.plan("include \"a.skv\"\nrun\nprint $fox", files: files)
    #expect(plan.jobs.map(\.label) == ["fox", "r2"])
  }

  @Test(
    "a file that includes itself, or is included twice, is an error",
    arguments: [
      ("include \"test.skv\"", [:], ["E0513"]),
      (
        "include \"a.skv\"", ["a.skv": "include \"b.skv\"", "b.skv": "include \"./a.skv\""],
        ["E0513"]
      ),
      ("include \"a.skv\"", ["a.skv": "include \"test.skv\""], ["E0513"]),
      ("include \"a.skv\"; include \"x/../a.skv\"", ["a.skv": ""], ["E0514"]),
      (
        "include \"a.skv\"; include \"b.skv\"",
        ["a.skv": "include \"c.skv\"", "b.skv": "include \"c.skv\"", "c.skv": ""], ["E0514"]
      ),
    ] as [(String, [String: String], [String])])
  func loops(_ text: String, _ files: [String: String], _ expected: [String]) throws {
    #expect(try codes(text, files) == expected)
  }

  @Test("scripts include each other 16 deep and no deeper")
  func depth() throws {
    func files(_ count: Int) -> [String: String] {
      var files: [String: String] = [:]
      for number in 1...count {
        files["\(number).skv"] = number == count ? "use lab/still" : "include \"\(number + 1).skv\""
      }
      return files
    }
    #expect(try codes("include \"1.skv\"\nrun", files(16)) == [])
    #expect(try codes("include \"1.skv\"", files(17)) == ["E0515"])
  }

  @Test("a finding in an included file shows the way to it")
  func chain() throws {
    let checked = try CheckHarness.check(
      "# main\ninclude \"a.skv\"",
      files: ["a.skv": "include \"b.skv\"", "b.skv": "use lab/still\nset promt \"x\""])
    let text = DiagnosticRenderer(sources: checked.sources, color: false).rendered(
      checked.diagnostics)
    #expect(
      text == """
        error[E0203]: lab/still has no field `promt`
          --> b.skv:2:5
           |
         1 | use lab/still
           |     --------- model chosen here
         2 | set promt "x"
           |     ^^^^^ did you mean `prompt`?
           = included from a.skv:1:1
           = included from test.skv:2:1
           = help: its fields are prompt and seed

        """)
    let json = DiagnosticRenderer(sources: checked.sources, color: false).json(checked.diagnostics)
    #expect(json[0]["included_from"]?[0]?["file"] == "a.skv")
    #expect(json[0]["included_from"]?[1]?["line"] == 2)
  }

  @Test("every file shows its own findings, one a statement")
  func recovery() throws {
    let checked = try CheckHarness.check(
      "include \"a.skv\"\nset a 1\nwibble",
      files: ["a.skv": "wobble\nuse lab/still\nset b 1"])
    #expect(CheckHarness.codes(checked.diagnostics) == ["E0203", "E0131", "E0131", "E0203"])
  }
}
