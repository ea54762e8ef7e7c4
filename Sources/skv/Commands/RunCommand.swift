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
      skv run [options] FILE [NAME=VALUE...]   (or skv FILE.skv; - is stdin)
      skv run [options] -c TEXT [NAME=VALUE...]
      """,
    discussion: """
      Examples:
        skv run film.skv
        skv run --sandbox -c 'use kling-v2.6; set prompt "a red fox"; run'
        skv run --yes --jobs 8 --output-root films film.skv

      What a script has made before is not paid for again: film.skv.lock beside it \
      knows. A saved file is one line on standard output, its path; everything else goes to
      standard error.
      """)

  @Argument(
    help: ArgumentHelp(
      "The script, - is standard input; then values for its arguments. `skv FILE.skv --help` lists them.",
      valueName: "file"),
    completion: .file(extensions: ["skv"]))
  var operands: [String] = []

  @Option(
    name: .customShort("c"), help: ArgumentHelp("The script itself.", valueName: "text"))
  var text: String?

  @OptionGroup var service: ServiceOptions

  @OptionGroup var arguments: ScriptArguments

  @Flag(help: "Print JSON lines on standard output, one an event.")
  var json = false

  @Option(
    help: ArgumentHelp(
      "Write how it went as JUnit XML, a case for each job and each `expect`.", valueName: "file"),
    completion: .file(extensions: ["xml"]))
  var reportJunit: String?

  @Flag(help: .startingWithoutAsking)
  var yes = false

  @Option(help: ArgumentHelp("How findings are shown.", valueName: "form"))
  var diagnostics: DiagnosticsForm = .human

  @OptionGroup(title: "What is made again")
  var again: AgainOptions

  @OptionGroup var contract: ContractOptions

  @OptionGroup(title: "Runner options")
  var runner: RunnerOptions

  func run() async throws {
    let (input, values) = try ScriptInput.named(text: text, operands: operands)
    let report = JUnitReport(suite: input.source.name, commands: service.commands)
    // Told before anything is paid for.
    try reportJunit.map { try ReportFile.check($0) }
    let status: ExitStatus
    do {
      status = try await perform(input, try arguments.given(values), report)
    } catch {
      report.note(notBegun: error)
      write(report)
      throw error
    }
    let isReported = write(report)
    if status != .done { throw ExitCode(status.rawValue) }
    if !isReported { throw ExitCode(ExitStatus.usage.rawValue) }
  }

  /// Checks, plans and performs a script; throws where nothing was sent.
  private func perform(
    _ input: ScriptInput, _ given: [String: GivenArgument], _ report: JUnitReport
  ) async throws -> ExitStatus {
    let workingDirectory = try Environment.requiredWorkingDirectory()
    let contract = try contract.load(needsWhole: true)
    let printer = DiagnosticsPrinter(form: diagnostics)
    let plan = try again.selected(
      of: try await LoadedScript(
        input, catalogue: contract.catalogue, runner: runner, arguments: given, json: json
      ).plan(printer, arguments: given))
    if plan.steps.isEmpty { printer.note(input.idleness) }
    let screen = Screen(environment: Environment.current)
    let reporter = ReporterGroup(members: [
      json
        ? JSONReporter(screen: screen)
        : LineReporter(display: screen, commands: service.commands), report,
    ])
    let connection = try await service.connect(
      needsKey: false, json: json, contract: contract)
    let place = Session.Place(
      workingDirectory: workingDirectory, scriptFolder: input.folder, scriptName: input.name)
    let reproduction = again.reproduction(of: input, in: place, isSandbox: connection.isSandbox)
    let settlement: Settlement
    do {
      settlement = try await Settlement(
        of: plan, client: connection.client, place: place, reproduction: reproduction)
      try await admit(settlement, of: plan, connection.client)
    } catch {
      await connection.close()
      guard let error = error as? EngineError else { throw error }
      report.note(notBegun: error)
      throw CommandFailure.ending(with: error, json: json)
    }
    let paid = settlement.payable.map { plan[$0] }
    let note = await BudgetNote.line(paid, within: plan.budget) {
      try await PriceForecast.of(paid, connection.client)
    }
    if let note { screen.note(note) }
    let session = Session(
      plan: plan, client: connection.client, reporter: reporter, place: place,
      reproduction: reproduction, settlement: settlement)
    let summary = await Signals.detaching {
      await session.perform()
    } onFirst: {
      screen.note("stopping: nothing new is submitted; what is running is left to `skv resume`")
    }
    await connection.close()
    return ExitStatus(summary)
  }

  /// Writes the report where one is wanted; tells a person and gives false where it cannot be.
  @discardableResult
  private func write(_ report: JUnitReport) -> Bool {
    guard let reportJunit else { return true }
    do {
      try ReportFile.write(report.text, to: reportJunit)
      return true
    } catch {
      StandardStream.error.write("skv: \(TerminalText.escaped("\(error)"))\n")
      return false
    }
  }

  /// Makes sure before anything is sent that a plan may be performed: that nothing new is needed where
  /// it is locked, that there is a key for what is, and that a person agrees to what may be paid.
  private func admit(_ settlement: Settlement, of plan: Plan, _ client: Client) async throws {
    try again.refuse(settlement, of: plan)
    if settlement.needsKey { try client.checkKey() }
    let paid = settlement.payable.map { plan[$0] }
    try await Confirmation(yes: yes).confirm(paid, beyond: plan.confirmation) {
      try await PriceForecast.of(paid, client)
    }
  }
}
