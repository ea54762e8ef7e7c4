import Foundation
import LosslessJSON
import SkillsScript
import SkillsVideo
import Synchronization
import Testing

@testable import SkvInterpreter

/// What a check of a recipe says, and what is not performed.
@Suite struct RecipeCheckTests {
  private func check(
    options: [String: String] = [:], @Recipe.Builder _ statements: () -> [Recipe.Statement]
  ) async throws -> CheckedRecipe {
    try await Interpreter(options: options).check(Recipe(statements))
  }

  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("skv-\(UUID().uuidString)").path

  /// Gives a client without a key, with a ledger that is removed behind it.
  private func withClient(_ body: (Client) async throws -> Void) async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await body(
      Client.open(
        try Configuration(
          baseURL: "http://127.0.0.1:9", key: nil, ledgerPath: folder + "/ledger.sqlite")))
  }

  @Test("a finding names its line and column, and shows the line")
  func place() async throws {
    let recipe = Recipe(script: "use kling-v2.6\nset promt \"a fox\"\n", name: "film.skv")
    let checked = await (try Interpreter()).check(recipe)
    let finding = try #require(checked.findings.first)
    #expect(checked.findings.count == 1)
    #expect(finding.severity == .error)
    #expect(finding.code == "E0203")
    #expect(finding.line == 2 && finding.column == 5)
    #expect(finding.label == "did you mean `prompt`?")
    #expect(finding.help.first?.hasPrefix("its fields are prompt") == true)
    #expect(finding.rendered.hasPrefix("error[E0203]: kling-v2.6 has no field `promt`\n"))
    #expect(finding.rendered.contains("--> film.skv:2:5\n"))
    #expect(finding.rendered.last != "\n")
    #expect("\(finding)" == finding.rendered)
    #expect(checked.hasErrors)
    #expect(checked.jobs.isEmpty)
  }

  @Test("a warning alone keeps nothing from being performed")
  func warning() async throws {
    let checked = try await check {
      Use("kling-v2.6")
      Set("prompt", "a fox \u{202e}")
      Run()
    }
    #expect(checked.findings.map(\.severity) == [.warning])
    #expect(!checked.hasErrors)
    #expect(checked.jobs.map(\.description) == ["r1"])
  }

  @Test("a label that the script does not use is no finding, since the program reads by it")
  func labels() async throws {
    let checked = try await check {
      Use("kling-v2.6")
      Set("prompt", "a fox")
      Run(as: "fox", to: "a.mp4")
    }
    #expect(checked.findings.isEmpty)
    #expect(checked.jobs.map(\.description) == ["fox"])
  }

  private static let mistakes: [(statement: Recipe.Statement, code: String)] = [
    (Use("a\"; run"), "E02"), (Use(""), "E02"), (Use("1..2"), "E02"), (Set("a b", 1), "E01"),
    (Set("", 1), "E01"),
    (Set("prompt", .result("a b")), "E01"), (Set("prompt", .constant("")), "E01"),
    (Set("prompt", .interpolated("${still credits}")), "E01"),
    (Set("prompt", .interpolated("${a\nb} ${c")), "E01"), (Set("duration", Double.nan), "E03"),
    (Set("duration", -Double.infinity), "E03"), (Set("prompt", ["a": 1, "a": 2]), "E03"),
    (Run(as: "a b"), "E01"), (Run(as: "run"), "E01"), (Run(x: 0), "E01"), (Run(x: -1), "E01"),
    (Run(to: 1), "E01"), (Let("a b", 1), "E01"), (Option("nope", 1), "E02"),
    (Option("jobs", Double.nan), "E03"), (Unset("a b"), "E01"),
    (Set("prompt", .json(nested(101))), "E01"), (Set("prompt", .json(nested(1_000))), "E01"),
  ]

  private static func nested(_ depth: Int) -> JSON {
    (0..<depth).reduce(.null) { inner, level in level % 2 == 0 ? [inner] : ["a": inner] }
  }

  @Test("what the language cannot write is a finding on its own line", arguments: mistakes)
  func isFinding(_ statement: Recipe.Statement, code: String) async throws {
    let checked = try await check {
      Use("kling-v2.6")
      Set("prompt", "a fox")
      statement
    }
    let errors = checked.findings.filter { $0.severity == .error && $0.line == 3 }
    #expect(errors.count == 1, "\(checked.recipe)")
    #expect(errors.first?.code.hasPrefix(code) == true, "\(checked.findings)")
  }

  @Test("an option of the interpreter wins over the recipe, and a wrong one is refused")
  func options() async throws {
    let statements = {
      [Option("confirm", 1), Use("kling-v2.6"), Set("prompt", "a fox"), Run(x: 3)]
    }
    _ = try await check(options: ["confirm": "3"]) { statements() }.performablePlan()
    let checked = try await check { statements() }
    #expect { try checked.performablePlan() } throws: {
      ($0 as? InterpreterError)?.code == .needsConfirmation
    }
    #expect(throws: InterpreterError.self) { try Interpreter(options: ["jobs": "none"]) }
    #expect { try Interpreter(options: ["nope": "1"]) } throws: {
      ($0 as? InterpreterError)?.code == .invalidOption
    }
  }

  @Test("a recipe with errors is not performed, and the error says so")
  func errorsAreNotPerformed() async throws {
    let reporter = Heard()
    let interpreter = try Interpreter()
    let checked = await interpreter.check(Recipe { Run() })
    try await withClient { client in
      await #expect {
        try await interpreter.perform(checked, client: client, reporter: reporter)
      } throws: {
        ($0 as? InterpreterError)?.code == .recipeHasErrors
      }
    }
    #expect(reporter.count == 0)
  }

  @Test("jobs that cannot be sent are in the summary, and have no result")
  func notSent() async throws {
    let reporter = Heard()
    let interpreter = try Interpreter(workingFolder: "/nowhere/at/all")
    let checked = await interpreter.check(
      Recipe {
        Use("kling-v2.6")
        Set("prompt", "a fox")
        Run(to: "fox.mp4")
      })
    try await withClient { client in
      let summary = try await interpreter.perform(checked, client: client, reporter: reporter)
      #expect(summary.ended.map(\.name.description) == ["r1"])
      guard case .notSent(let error)? = summary.ended.first?.outcome else {
        Issue.record("\(summary)")
        return
      }
      #expect(error.code == .missingAPIKey)
      #expect(summary.results.isEmpty)
      #expect(!summary.isComplete)
    }
    #expect(reporter.count > 0)
  }

  @Test("files are looked for below the recipe's folder in the working folder")
  func folders() async throws {
    let interpreter = try Interpreter(workingFolder: "/nowhere/")
    let recipe = Recipe(name: "a.skv", folder: "films") {
      Use("kling-v2.6")
      Set("prompt", .file("fox.txt"))
      Run()
    }
    let findings = await interpreter.check(recipe).findings
    #expect(findings.count == 1)
    #expect(findings.first?.message.contains("/nowhere/films/fox.txt") == true, "\(findings)")
  }

  @Test("the items of a run are in the order of its jobs, null for one without a result")
  func items() async throws {
    let checked = try await check {
      Use("kling-v2.6")
      Set("prompt", "a fox")
      Run(as: "fox", x: 3, to: .interpolated("a${run.n}"))
      Run(as: "owl", to: "b")
    }
    let plan = try checked.performablePlan()
    var results = Results()
    results.record(["id": "two"], for: JobID(1))
    #expect(plan.items(in: results) == ["fox": [nil, ["id": "two"], nil]])
  }
}

/// Counts what it hears.
private final class Heard: Reporter {
  private let events = Mutex(0)
  var count: Int { events.withLock { $0 } }
  func hear(_ event: SessionEvent) { events.withLock { $0 += 1 } }
}
