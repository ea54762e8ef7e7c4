import ArgumentParser
import SkillsVideo
import SkvInterpreter

/// `skv resume`: takes up what an earlier call left unfinished, and pays for nothing.
struct ResumeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Take up unfinished runs: follow, download, report. Pays for nothing.",
    discussion: "Example: skv resume")

  @Argument(help: "Runs to take up, by short number, generation id or label; none: all.")
  var runs: [String] = []

  @OptionGroup var service: ServiceOptions

  @Flag(help: "Print JSON lines on standard output, one an event.")
  var json = false

  func run() async throws {
    let connection = try await service.connect()
    let screen = Screen(environment: Environment.current)
    let reporter: any Reporter =
      json ? JSONReporter(screen: screen) : LineReporter(screen: screen)
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
    let all: [RunRecord]
    do throws(EngineError) {
      all = try await client.unfinished()
    } catch {
      throw CommandFailure.ending(with: error)
    }
    guard !runs.isEmpty else { return all }
    return try runs.flatMap { wanted in
      let found = all.filter { $0.isNamed(wanted) }
      if found.isEmpty { throw ValidationError("no unfinished run is called \(wanted)") }
      return found
    }
  }
}

extension RunRecord {
  /// Whether a word on the command line means this run.
  fileprivate func isNamed(_ word: String) -> Bool {
    String(number) == word || generationID == word || label == word
  }
}
