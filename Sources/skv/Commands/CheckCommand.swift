import ArgumentParser
import SkillsScript
import SkvInterpreter

/// `skv check`: every mistake of some scripts, without network and without spending.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Show every mistake of a script; nothing is sent.",
    usage: """
      skv check [options] FILE... [NAME=VALUE...]   (- is standard input)
      skv check [options] -c TEXT [NAME=VALUE...]
      """,
    discussion: """
      Examples:
        skv check film.skv
        skv check --diagnostics short -c 'use kling-v2.6; set prompt "a red fox"; run'
      """)

  @Argument(
    help: ArgumentHelp(
      "Scripts to check, - is standard input; and values for their arguments.",
      valueName: "file"),
    completion: .file(extensions: ["skv"]))
  var operands: [String] = []

  @Option(
    name: .customShort("c"), help: ArgumentHelp("The script itself.", valueName: "text"))
  var text: String?

  @OptionGroup var arguments: ScriptArguments

  @Option(help: ArgumentHelp("How findings are shown.", valueName: "form"))
  var diagnostics: DiagnosticsForm = .human

  @OptionGroup var contract: ContractOptions

  @OptionGroup(title: "Runner options")
  var runner: RunnerOptions

  private var files: [String] { operands.filter { !ScriptArguments.isValue($0) } }

  func validate() throws {
    if files.isEmpty == (text == nil) { throw ValidationError(ScriptInput.noScript) }
  }

  func run() async throws {
    let catalogue = try contract.load().catalogue
    let given = try arguments.given(operands.filter(ScriptArguments.isValue))
    let printer = DiagnosticsPrinter(form: diagnostics)
    var isClean = true
    let named = text.map { [ScriptInput(text: $0)] } ?? []
    for input in try named + files.map(ScriptInput.init(path:)) {
      let script = try await LoadedScript(
        input, catalogue: catalogue, runner: runner, arguments: given)
      printer.print(script.checked.diagnostics, of: script.checked.sources)
      try script.refuseUnknown(given)
      guard let program = script.checked.program else {
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
