import ArgumentParser
import Glibc
import SkillsScript
import SkillsVideo
import SkvInterpreter

/// `skv run`: checks, plans and performs a script.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Perform a script: make its pictures and videos.",
    usage: """
      skv run [options] FILE      (or skv FILE.skv; - is standard input)
      skv run [options] -c TEXT
      """,
    discussion: """
      Examples:
        skv run film.skv
        skv run --sandbox -c 'use kling-v2.6; set prompt "a red fox"; run'
        skv run --yes --jobs 8 --output-root films film.skv

      A saved file is one line on standard output, its path; everything else goes to
      standard error.
      """)

  @Argument(help: "The script; - is standard input.", completion: .file(extensions: ["skv"]))
  var file: String?

  @Option(
    name: .customShort("c"), help: ArgumentHelp("The script itself.", valueName: "text"))
  var text: String?

  @OptionGroup var service: ServiceOptions

  @Flag(help: "Print JSON lines on standard output, one an event.")
  var json = false

  @Flag(help: .startingWithoutAsking)
  var yes = false

  @Option(help: ArgumentHelp("How findings are shown.", valueName: "form"))
  var diagnostics: DiagnosticsForm = .human

  @OptionGroup var contract: ContractOptions

  @OptionGroup(title: "Runner options")
  var runner: RunnerOptions

  func run() async throws {
    let workingDirectory = try Environment.requiredWorkingDirectory()
    let input = try script()
    if let refusal = KeyInScript.refusal(of: input.source) {
      throw CommandFailure.ending(with: refusal, json: json)
    }
    let contract = try contract.load(needsWhole: true)
    let context = ScriptContext(
      origin: input.origin, overrides: runner.overrides, folder: input.folder)
    let checked = await Interpreter(catalogue: contract.catalogue)
      .check(input.source, context: context)
    let printer = DiagnosticsPrinter(form: diagnostics)
    printer.print(checked.diagnostics, of: input.source)
    guard let program = checked.program else {
      throw ExitCode(ExitStatus.scriptErrors.rawValue)
    }
    let plan = Planner.plan(program)
    if plan.steps.isEmpty { printer.note(input.idleness) }
    try Confirmation(yes: yes).confirm(plan)

    let screen = Screen(environment: Environment.current)
    let reporter: any Reporter & Sendable =
      json
      ? JSONReporter(screen: screen)
      : LineReporter(display: screen, resume: service.resumeCommand)
    let connection = try await service.connect(
      needsKey: !plan.jobs.isEmpty, json: json, contract: contract)
    let session = Session(
      plan: plan, client: connection.client, reporter: reporter,
      place: Session.Place(
        workingDirectory: workingDirectory, scriptFolder: input.folder,
        scriptName: input.name))
    let summary = await Signals.detaching {
      await session.perform()
    } onFirst: {
      screen.note("stopping: nothing new is submitted; what is running is left to `skv resume`")
    }
    await connection.close()
    let status = ExitStatus(summary)
    if status != .done { throw ExitCode(status.rawValue) }
  }

  private func script() throws -> ScriptInput {
    switch (file, text) {
    case (let path?, nil): try ScriptInput(path: path)
    case (nil, let text?): ScriptInput(text: text)
    default: throw ValidationError(ScriptInput.noScript)
    }
  }
}
