import ArgumentParser
import SkillsVideo
import SkvInterpreter

/// `skv resume`: takes up what an earlier call left unfinished, and settles what is in doubt.
struct ResumeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Take up unfinished runs: follow, download. Pays for nothing.",
    usage: """
      skv resume [options] [RUN...]
      skv resume [options] RUN --adopt ID | --abandon | --again
      """,
    discussion: """
      Examples:
        skv resume
        skv resume --sandbox

      A call that left something unfinished ends with the command that takes it up.
      What is in doubt is looked for among what the service has running; it ends with
      exit code 32 while anything stays in doubt. One such run can be settled by hand.
      """)

  @Argument(
    help: "Runs to take up, by short number, generation id or label; none: all.",
    completion: .runs)
  var runs: [String] = []

  @Option(
    help: ArgumentHelp(
      "Give a run in doubt this generation; the service has to know it.", valueName: "id"))
  var adopt: String?

  @Flag(help: "Give a run in doubt up: the same job may be paid for again.")
  var abandon = false

  @Flag(help: "Send a run in doubt once more. If it was taken after all, it is paid twice.")
  var again = false

  @Flag(help: "Do not ask before --again sends.")
  var yes = false

  @OptionGroup var service: ServiceOptions

  @Flag(help: "Print JSON lines on standard output, one an event.")
  var json = false

  func validate() throws {
    let settlements = [adopt != nil, abandon, again].count { $0 }
    guard settlements <= 1 else {
      throw ValidationError("choose one of `--adopt`, `--abandon` and `--again`")
    }
    guard settlements == 0 || runs.count == 1 else {
      throw ValidationError("`--adopt`, `--abandon` and `--again` settle one run: name it")
    }
    guard adopt.map({ !$0.isEmpty }) ?? true else {
      throw ValidationError("`--adopt` takes the id of a generation")
    }
  }

  func run() async throws {
    let connection = try await service.connect(needsKey: false, json: json)
    let result: Result<ExitStatus, any Error>
    do {
      result = .success(try await perform(connection.client))
    } catch let error as EngineError {
      result = .failure(CommandFailure.ending(with: error, json: json))
    } catch {
      result = .failure(error)
    }
    await connection.close()
    let status = try result.get()
    if status != .done { throw ExitCode(status.rawValue) }
  }

  private func perform(_ client: Client) async throws -> ExitStatus {
    let open = try await client.unfinished()
    let all = runs.isEmpty ? [] : try await client.runs()
    let screen = Screen(environment: Environment.current)
    let reporter: any Reporter =
      json
      ? JSONReporter(screen: screen)
      : LineReporter(display: screen, commands: service.commands)
    if let decision {
      let record = try decision.record(named: runs[0], open: open, all: all)
      try decision.confirm(record, yes: yes)
      return try await decision.perform(
        record, client, Resumption(client: client, reporter: reporter), screen)
    }
    let records = try chosen(open: open, all: all)
    guard !records.isEmpty else {
      if !json { screen.note("nothing is unfinished") }
      return .done
    }
    let resumption = Resumption(client: client, reporter: reporter)
    let summary = await Signals.detaching {
      await resumption.perform(records)
    } onFirst: {
      screen.note("stopping: what is running is left as it is")
    }
    return ExitStatus(summary)
  }

  private var decision: DoubtDecision? {
    let way: DoubtDecision.Way? =
      adopt.map { .adopt($0) } ?? (abandon ? .abandon : again ? .again : nil)
    return way.map { DoubtDecision(way: $0, commands: service.commands, json: json) }
  }

  private func chosen(open: [RunRecord], all: [RunRecord]) throws -> [RunRecord] {
    guard !runs.isEmpty else { return open }
    for word in runs where !open.contains(where: { $0.isNamed(word) }) {
      guard let known = all.last(where: { $0.isNamed(word) }) else {
        throw ValidationError("no run is called \(TerminalText.escaped(word))")
      }
      let reason =
        known.state.isUnfinished
        ? "is followed by another process, or was sent to another service"
        : "is \(RunTable.words(known.state))"
      throw ValidationError(
        "run \(known.number) (\(TerminalText.escaped(known.label))) \(reason)")
    }
    return open.filter { record in runs.contains(where: record.isNamed) }
  }
}

extension RunRecord {
  /// Whether a word on the command line means this run.
  func isNamed(_ word: String) -> Bool {
    String(number) == word || generationID == word || label == word
  }
}
