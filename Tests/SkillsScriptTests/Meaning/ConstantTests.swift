import Contracts
import LosslessJSON
import Testing

@testable import SkillsScript

@Suite("Constants")
struct ConstantTests {
  @Test(
    "a constant stands wherever its value could",
    arguments: [
      ("let a = \"x\"; print $a", "x"),
      ("let a = 1.50; print \"n ${a}\"", "n 1.50"),
      ("let a = 5s; print $a", "5s"),
      ("let a = {\"b\": [1, {\"c\": \"d\"}]}; print $a.b[1].c", "d"),
      ("let a = {\"b\": [1, 2]}; print \"${a.b[0]}\"", "1"),
      ("let a = \"x\"; let b = \"${a}${a}\"; let c = [$b, $a]; print $c", "[\"xx\",\"x\"]"),
      ("let a = 1..3; print [$a, 9]", "[1,2,3,9]"),
      ("let a = @x.txt; print \"<${a}>\"", "<text>"),
      ("let a = @https://a.b/c; print $a", "https://a.b/c"),
      ("let a = true; print $a", "true"),
      ("let a = null; print [$a]", "[null]"),
      ("let n = \"x\"; print @\"${n}.txt\"", "text"),
      ("print {\"b\": 1, \"a\": 2}", "{\"a\":2,\"b\":1}"),
    ])
  func values(_ script: String, _ line: String) throws {
    let plan = try CheckHarness.plan(script, files: ["x.txt": "text\n"])
    guard case .print(let value, _) = plan.steps.last else {
      Issue.record("no print")
      return
    }
    #expect(try value.printed(in: Results()).lines == [line])
  }

  @Test("constants that double again and again are refused before they fill the memory")
  func doubling() throws {
    var script = "let a0 = \"0123456789\"\n"
    for index in 1...60 { script += "let a\(index) = \"${a\(index - 1)}${a\(index - 1)}\"\n" }
    #expect(CheckHarness.codes(try CheckHarness.check(script).diagnostics) == ["E0320"])
    var lists = "let a0 = [1, 2]\n"
    for index in 1...60 { lists += "let a\(index) = [$a\(index - 1), $a\(index - 1)]\n" }
    #expect(CheckHarness.codes(try CheckHarness.check(lists).diagnostics) == ["E0320"])
  }

  @Test("constants that nest without end are refused before they overflow the stack")
  func nesting() throws {
    var script = "let a0 = [1]\n"
    for index in 1...5_000 { script += "let a\(index) = [$a\(index - 1)]\n" }
    #expect(CheckHarness.codes(try CheckHarness.check(script).diagnostics) == ["E0320"])
  }

  @Test("a name keeps its first meaning, and every further binding shows that place")
  func firstBinding() throws {
    let script = "let a = 1\nlet a = 2\nlet a = \"x\"\nuse lab/clip\nset count $a\nrun"
    let diagnostics = try CheckHarness.check(script).diagnostics
    #expect(CheckHarness.codes(diagnostics) == ["E0205", "E0205"])
    #expect(diagnostics.map { $0.secondary.map(\.span.start) } == [[4], [4]])
  }

  @Test("a path of many steps is refused")
  func deepPath() throws {
    let path = "anything" + String(repeating: ".a", count: 5_000)
    let checked = try CheckHarness.check("use lab/clip\nset \(path) 1\nrun")
    #expect(CheckHarness.codes(checked.diagnostics) == ["E0320"])
  }

  @Test("the resolver asks for each file once, relative to the script's folder")
  func reads() throws {
    let script = Parser.parse(
      SourceText(
        name: "t",
        text: """
          let n = "b"
          let unused = @never.txt
          use lab/clip
          set prompt @a.txt
          set note @a.txt
          set camera @"${n}.json"
          set image_url @c.png
          set tags @/abs/d.json
          """))
    let checker = Checker(
      script: script, catalogue: try LabContract.catalogue(),
      context: ScriptContext(folder: "films/one"))
    var surroundings = Surroundings()
    let reads = checker.check(in: surroundings).missingReads
    #expect(
      reads == [
        .text(path: "films/one/a.txt"), .text(path: "films/one/b.json"),
        .media(path: "films/one/c.png"), .text(path: "/abs/d.json"),
      ])
    for read in reads { surroundings[read] = .absent(reason: "gone") }
    #expect(checker.check(in: surroundings).missingReads == [])
  }

  @Test("a file that nobody answered for is a finding")
  func unanswered() throws {
    let script = Parser.parse(SourceText(name: "t", text: "use lab/clip\nset prompt @a.txt\nrun"))
    let checked = Checker(
      script: script, catalogue: try LabContract.catalogue(), context: ScriptContext()
    ).check(in: Surroundings())
    #expect(CheckHarness.codes(checked.diagnostics) == ["E0501"])
  }
}
