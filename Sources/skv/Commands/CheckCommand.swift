import ArgumentParser
import Contracts
import SkillsScript
import SkvInterpreter

/// `skv check`: every mistake of some scripts, without network and without spending.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Show every mistake of a script; nothing is sent.",
    discussion: "Example: skv check film.skv")

  @Argument(help: "Scripts to check; - is standard input.")
  var files: [String]

  @Option(help: ArgumentHelp("How findings are shown: human, short or json.", valueName: "form"))
  var diagnostics: DiagnosticsForm = .human

  @OptionGroup(title: "Runner options")
  var runner: RunnerOptions

  func run() async throws {
    let interpreter = Interpreter(catalogue: try Catalogue.builtIn())
    let printer = DiagnosticsPrinter(form: diagnostics)
    var isClean = true
    for file in files {
      let input = try ScriptInput(path: file)
      let context = ScriptContext(
        origin: input.origin, overrides: runner.overrides, folder: input.folder)
      let checked = await interpreter.check(input.source, context: context)
      printer.print(checked.diagnostics, of: input.source)
      guard let program = checked.program else {
        isClean = false
        continue
      }
      let count = Planner.plan(program).jobs.count
      printer.note("\(input.source.name): no errors, \(count) \(count == 1 ? "job" : "jobs")")
    }
    if !isClean { throw ExitCode(ExitStatus.scriptErrors.rawValue) }
  }
}
