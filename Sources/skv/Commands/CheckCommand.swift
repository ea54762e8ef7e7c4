import ArgumentParser
import SkillsScript
import SkvInterpreter

/// `skv check`: every mistake of some scripts, without network and without spending.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Show every mistake of a script; nothing is sent.",
    usage: """
      skv check [options] FILE...      (- is standard input)
      skv check [options] -c TEXT
      """,
    discussion: """
      Examples:
        skv check film.skv
        skv check --diagnostics short -c 'use kling-v2.6; set prompt "a red fox"; run'
      """)

  @Argument(
    help: "Scripts to check; - is standard input.", completion: .file(extensions: ["skv"]))
  var files: [String] = []

  @Option(
    name: .customShort("c"), help: ArgumentHelp("The script itself.", valueName: "text"))
  var text: String?

  @Option(help: ArgumentHelp("How findings are shown.", valueName: "form"))
  var diagnostics: DiagnosticsForm = .human

  @OptionGroup var contract: ContractOptions

  @OptionGroup(title: "Runner options")
  var runner: RunnerOptions

  func validate() throws {
    if files.isEmpty == (text == nil) { throw ValidationError(ScriptInput.noScript) }
  }

  func run() async throws {
    let interpreter = Interpreter(catalogue: try contract.load().catalogue)
    let printer = DiagnosticsPrinter(form: diagnostics)
    var isClean = true
    let named = text.map { [ScriptInput(text: $0)] } ?? []
    for input in try named + files.map(ScriptInput.init(path:)) {
      if let refusal = KeyInScript.refusal(of: input.source) {
        throw CommandFailure.ending(with: refusal)
      }
      let context = ScriptContext(
        origin: input.origin, overrides: runner.overrides, budget: runner.caps,
        folder: input.folder)
      let checked = await interpreter.check(input.source, context: context)
      printer.print(checked.diagnostics, of: input.source)
      guard let program = checked.program else {
        isClean = false
        continue
      }
      let plan = Planner.plan(program)
      let count = plan.jobs.count
      printer.note(
        plan.steps.isEmpty
          ? "\(input.source.name): \(input.idleness)"
          : "\(input.source.name): no errors, \(count) \(count == 1 ? "job" : "jobs")")
    }
    if !isClean { throw ExitCode(ExitStatus.scriptErrors.rawValue) }
  }
}
