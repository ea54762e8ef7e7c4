import Contracts
import LosslessJSON
import Testing

@testable import SkillsScript

@Suite("Output paths")
struct OutputPathTests {
  private func paths(_ script: String, context: ScriptContext = ScriptContext()) throws -> [String]
  {
    try CheckHarness.plan(script, context: context).jobs.map { job in
      job.destination.pieces.map { piece in
        switch piece {
        case .text(let text): text
        case .late(let part): "<\(part.rawValue)>"
        }
      }.joined()
    }
  }

  @Test(
    "paths are filled in as far as the plan knows them",
    arguments: [
      ("run", ["out/r1.<ext>"]),
      ("run as fox x 2", ["out/fox-1.<ext>", "out/fox-2.<ext>"]),
      ("run to \"fox.mp4\"", ["fox.mp4"]),
      (
        "run as a x 2 to \"${run.label}/${run.index}_${run.take}.${run.ext}\"",
        ["a/0_1.<ext>", "a/1_2.<ext>"]
      ),
      (
        "run to \"${run.model}-${run.id}-${run.date}-${run.time}-${run.file}.png\"",
        ["lab-still-<id>-<date>-<time>-<file>.png"]
      ),
      ("set seed 7; run to \"s${run.seed}.png\"", ["s7.png"]),
      ("run to \"s${run.seed}.png\"", ["s<seed>.png"]),
      ("run to \"./a//b/./c.png\"", ["a/b/c.png"]),
      ("let d = \"x/y\"; run to \"${d}/c.png\"", ["x/y/c.png"]),
      ("run to \"a\\tb.png\"", ["a-b.png"]),
      ("option output \"v/${run.label}.png\"; run as q", ["v/q.png"]),
      ("option output \"v/${run.label}.png\"; run as q to \"w.png\"", ["w.png"]),
      ("run x 2 to \"${run.seed}.png\"", ["<seed>.png", "<seed>.png"]),
      ("run to \"a..b/..c.png\"", ["a..b/..c.png"]),
      ("run to \"con.mp4\"", ["con-.mp4"]), ("run to \"x/NUL/a.png\"", ["x/NUL-/a.png"]),
      ("run to \"lpt1.${run.ext}\"", ["lpt1-.<ext>"]), ("run to \"cone.png\"", ["cone.png"]),
      ("run to 'a:b?/c\\d*.png'", ["a-b-/c-d-.png"]),
      ("run to \"con${run.id}.png\"", ["con<id>.png"]),
      ("run to \"a./b /c.png\"", ["a-/b-/c.png"]),
    ])
  func known(_ statements: String, _ expected: [String]) throws {
    #expect(try paths("use lab/still; \(statements)") == expected)
  }

  @Test(
    "paths that leave their folder or have no name are refused",
    arguments: [
      "../x.png", "a/../../x.png", "/x.png", "a/..", "", "a/", ".", "out/.", "..", "//x.png",
    ])
  func unsafe(_ path: String) throws {
    let checked = try CheckHarness.check("use lab/still; run to \"\(path)\"")
    #expect(CheckHarness.codes(checked.diagnostics) == ["E0506"])
  }

  @Test("an absolute path in the output root is that path in the root")
  func absoluteInRoot() throws {
    let context = ScriptContext(folder: "/films")
    #expect(try paths("use lab/still; run to \"/films/a/b.png\"", context: context) == ["a/b.png"])
    let script = "option output-root \"/data/\"; use lab/still; run to \"/data/b.png\""
    #expect(try paths(script) == ["b.png"])
    let other = try CheckHarness.check(
      "use lab/still; run to \"/filmsx/b.png\"", bytes: [:], context: context)
    #expect(CheckHarness.codes(other.diagnostics) == ["E0506"])
  }

  @Test(
    "one place is one place, however root and path are written",
    arguments: [
      ("option output-root \"out\"", "x.png", "option output-root \".\"", "out/x.png"),
      ("option output-root \"o\"", "x.png", "option output-root \"./o//\"", "./x.png"),
      ("option output-root \"/o/\"", "a/x.png", "option output-root \"/o/a\"", "X.png"),
    ])
  func samePlace(
    _ option: String, _ path: String, _ otherOption: String, _ otherPath: String
  ) throws {
    let script =
      "use lab/still; \(option); run to \"\(path)\"; \(otherOption); run to \"\(otherPath)\""
    #expect(CheckHarness.codes(try CheckHarness.check(script).diagnostics) == ["E0507"])
  }

  @Test("places of other roots are others")
  func otherPlaces() throws {
    let script =
      "use lab/still; option output-root \"/o\"; run to \"x.png\"; option output-root \"o\"; run to \"x.png\""
    #expect(try paths(script) == ["x.png", "x.png"])
  }

  @Test("a name that file systems do not take is refused")
  func longName() throws {
    let name = String(repeating: "x", count: 201)
    let checked = try CheckHarness.check("use lab/still; run to \"a/\(name)/b.png\"")
    #expect(CheckHarness.codes(checked.diagnostics) == ["E0506"])
  }

  @Test(
    "two jobs with one path are refused with both places",
    arguments: [
      ("run to \"a.png\"; run to \"a.png\"", 1), ("run to \"a.png\"; run to \"a.${run.ext}\"", 1),
      ("run to \"a.png\"; run to \"a.b.png\"", 0), ("run to \"x/a\"; run to \"a\"", 0),
      ("run to \"./a.png\"; run to \"a.png\"", 1),
      ("run to \"${run.date}.png\"; run to \"${run.date}.png\"", 1),
      ("run to \"${run.id}.png\"; run to \"${run.id}.png\"", 0),
      ("run to \".a\"; run to \".b\"", 0), ("run to \"v2.5\"; run to \"v2.6\"", 0),
      ("run to \"v2.5\"; run to \"v2.5\"", 1), ("run to \"a\"; run to \"a.png\"", 1),
      ("run to \"a.png\"; option output-root \"other\"; run to \"a.png\"", 0),
    ])
  func collisions(_ statements: String, _ count: Int) throws {
    let checked = try CheckHarness.check("use lab/still; \(statements)")
    #expect(CheckHarness.codes(checked.diagnostics) == Array(repeating: "E0507", count: count))
    if count == 1 { #expect(checked.diagnostics[0].secondary.count == 1) }
  }

  @Test(
    "the extension is spoken of only where nothing else differs",
    arguments: [
      ("a.png", "a.jpg", "without regard to the extension"), ("a.png", "a.png", "taken already"),
      ("a", "a.png", "without regard to the extension"), ("a b.c d", "a b.c d", "taken already"),
      ("a.${run.ext}", "a.png", "without regard to the extension"),
      ("a.${run.ext}", "a.${run.ext}", "taken already"),
    ])
  func collisionLabel(_ first: String, _ second: String, _ label: String) throws {
    let checked = try CheckHarness.check(
      "use lab/still; run to \"\(first)\"; run to \"\(second)\"")
    #expect(checked.diagnostics.map(\.primary.text) == [label])
  }

  @Test(
    "an extension is short, has a letter and is written in the template",
    arguments: [
      ("a.png", ".png"), ("a", ""), ("v2.final cut of the fox", ""), ("v2.5", ""),
      ("a.b.mp4", ".mp4"), ("a.7z", ".7z"), ("a.123", ""), ("a.abcde", ".abcde"),
      ("a.abcdef", ""), ("a.ün", ""), ("a.", ""), ("a.p g", ""), (".hidden", ""), ("q/.hidden", ""),
      ("q.png/name", ""), ("x-${run.id}", ""), ("x.${run.id}", ""), ("a.${run.ext}", ".mp4"),
      ("a${run.ext}", ""), (".${run.ext}", ""), ("q/.${run.ext}", ""),
      ("${run.id}.${run.ext}", ".mp4"), ("${run.id}.png", ".png"), ("a.png${run.seed}", ""),
      ("a.p${run.file}g", ""), ("a.${run.ext}.bak", ".bak"), ("a.${run.ext}-x", ""),
    ])
  func extensions(_ template: String, _ suffix: String) throws {
    let plan = try CheckHarness.plan("use lab/still; run to \"\(template)\"")
    let parts = OutputPaths.parts(of: plan.jobs[0].destination.pieces)
    #expect(parts.suffix.replacing("\u{1}ext\u{1}", with: "mp4") == suffix)
  }

  @Test("no name of a model ends in what would be an extension")
  func modelNames() throws {
    for model in try Catalogue.builtIn().models {
      #expect(OutputPaths.parts(of: [.text("q/x-" + model.name)]).suffix == "", "\(model.path)")
    }
  }

  @Test(
    "a label that is refused is the only thing to say of its run",
    arguments: [
      "run as still; run as still", "run; run as r1", "run as still x 2; run as still x 2",
      "let still = 1; run as still; run as other to \"out/still.${run.ext}\"; print $other",
    ])
  func refusedLabel(_ statements: String) throws {
    let checked = try CheckHarness.check("use lab/still; \(statements)")
    #expect(CheckHarness.codes(checked.diagnostics).filter { $0 != "W0902" } == ["E0205"])
    #expect(checked.diagnostics.count { $0.code == .unusedLabel } == 0)
  }

  @Test("one path for all runs collides where the runs stand")
  func flagCollides() throws {
    let script = "use lab/still\nrun\nrun"
    let checked = try CheckHarness.check(
      script, context: ScriptContext(overrides: ["output": "a.png"]))
    #expect(MarkedScript.marks(of: checked.diagnostics, in: script) == ["3:1-3 E0507"])
  }

}
