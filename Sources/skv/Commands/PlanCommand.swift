import ArgumentParser
import LosslessJSON
import SkillsScript
import SkillsVideo
import SkvInterpreter

/// `skv plan`: what a script would do now, without network and without spending.
struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Show the jobs of a script, and what is known of their price; nothing is sent.",
    usage: """
      skv plan [options] FILE [NAME=VALUE...]   (- is standard input)
      skv plan [options] -c TEXT [NAME=VALUE...]
      """,
    discussion: """
      Examples:
        skv plan film.skv
        skv plan --sandbox -c 'use kling-v2.6; set prompt "a red fox"; run x 3'
        skv plan --json film.skv

      A job is `pay`, `reuse` (done before, costs nothing), `follow` (paid for, not at its end), `in \
      doubt` (not sent again by itself) or `refused`. What hangs on results that are not there yet counts \
      as `pay`. The service documents no prices: what is shown is what the ledger has seen, `?` for the \
      first of a kind.
      """)

  @Argument(
    help: ArgumentHelp(
      "The script, - is standard input; then values for its arguments.", valueName: "file"),
    completion: .file(extensions: ["skv"]))
  var operands: [String] = []

  @Option(
    name: .customShort("c"), help: ArgumentHelp("The script itself.", valueName: "text"))
  var text: String?

  @Flag(help: "Print one JSON object.")
  var json = false

  @OptionGroup var arguments: ScriptArguments

  @Option(help: ArgumentHelp("How findings are shown.", valueName: "form"))
  var diagnostics: DiagnosticsForm = .human

  @OptionGroup(title: "What is made again")
  var again: AgainOptions

  @OptionGroup var service: ServiceOptions

  @OptionGroup var contract: ContractOptions

  @OptionGroup(title: "Runner options")
  var runner: RunnerOptions

  func run() async throws {
    let workingDirectory = try Environment.requiredWorkingDirectory()
    let (input, values) = try ScriptInput.named(text: text, operands: operands)
    let given = try arguments.given(values)
    let contract = try contract.load()
    let plan = try again.selected(
      of: try await LoadedScript(
        input, catalogue: contract.catalogue, runner: runner, arguments: given
      ).plan(DiagnosticsPrinter(form: diagnostics), arguments: given))
    let connection = try await service.connect(needsKey: false, contract: contract)
    let outlook: PlanOutlook
    do throws(EngineError) {
      let place = Session.Place(
        workingDirectory: workingDirectory, scriptFolder: input.folder, scriptName: input.name)
      let settlement = try await Settlement(
        of: plan, client: connection.client, place: place,
        reproduction: again.reproduction(of: input, in: place, isSandbox: connection.isSandbox))
      outlook = try await PlanOutlook(settlement, of: plan, client: connection.client)
    } catch {
      await connection.close()
      throw CommandFailure.ending(with: error)
    }
    await connection.close()
    if json {
      let value = PlanJSON.json(plan, outlook, script: input.name)
      StandardStream.output.write(value.printed(.indented(2)) + "\n")
      return
    }
    let table = PlanTable(plan: plan, outlook: outlook)
    ListingOutput.print(table.lines(columns: ListingOutput.rowColumns))
    for line in table.totals { StandardStream.error.write(line + "\n") }
  }
}
