import ArgumentParser
import SkillsVideo
import SkvInterpreter

/// `skv resume`: takes up what an earlier call left unfinished, and pays for nothing.
struct ResumeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Take up unfinished runs: follow, download. Pays for nothing.",
    usage: "skv resume [options] [RUN...]",
    discussion: """
      Examples:
        skv resume
        skv resume --sandbox

      A call that left something unfinished ends with the command that takes it up.
      """)

  @Argument(help: "Runs to take up, by short number, generation id or label; none: all.")
  var runs: [String] = []

  @OptionGroup var service: ServiceOptions

  @Flag(help: "Print JSON lines on standard output, one an event.")
  var json = false

  func run() async throws {
    let connection = try await service.connect(needsKey: false, json: json)
    let screen = Screen(environment: Environment.current)
    let reporter: any Reporter =
      json
      ? JSONReporter(screen: screen)
      : LineReporter(display: screen, resume: service.resumeCommand)
    let records = try await unfinished(connection.client)
    guard !records.isEmpty else {
      if !json { screen.note("nothing is unfinished") }
      await connection.close()
      return
    }
    let resumption = Resumption(client: connection.client, reporter: reporter)
    let summary = await Signals.detaching {
      await resumption.perform(records)
    } onFirst: {
      screen.note("stopping: what is running is left as it is")
    }
    await connection.close()
    let status = ExitStatus(summary)
    if status != .done { throw ExitCode(status.rawValue) }
  }

  private func unfinished(_ client: Client) async throws -> [RunRecord] {
    let open: [RunRecord]
    let all: [RunRecord]
    do throws(EngineError) {
      open = try await client.unfinished()
      all = runs.isEmpty ? [] : try await client.runs()
    } catch {
      throw CommandFailure.ending(with: error, json: json)
    }
    guard !runs.isEmpty else { return open }
    for word in runs where !open.contains(where: { $0.isNamed(word) }) {
      guard let known = all.last(where: { $0.isNamed(word) }) else {
        throw ValidationError("no run is called \(word)")
      }
      let reason =
        known.state.isUnfinished
        ? "is followed by another process, or was sent to another service"
        : "is \(known.state.rawValue)"
      throw ValidationError("run \(known.number) (\(known.label)) \(reason)")
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
