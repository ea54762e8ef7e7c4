import ArgumentParser
import LosslessJSON
import SkillsScript
import SkillsVideo
import SkvInterpreter

/// `skv wait`: follows one generation to its end.
struct WaitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wait",
    abstract: "Follow one generation to its end, also one of another machine.",
    usage: "skv wait [options] ID",
    discussion: """
      Example:
        skv run --sandbox -c 'use kling-v2.6; set prompt "a fox"; run as fox'
        skv wait --sandbox fox

      ID is the short number of `skv runs`, a label, or a generation id. A run of this
      machine is taken up and downloaded. Of any other id the state is asked for until
      it ends; its addresses are printed, and `skv download ID --output PATH` fetches
      them.
      """)

  @Argument(help: ArgumentHelp("A run or a generation id.", valueName: "id"), completion: .runs)
  var word: String

  @Option(
    help: ArgumentHelp("How long it is followed. (default: 15m)", valueName: "duration"),
    transform: TimeWords.duration("--timeout"))
  var timeout: Duration?

  @Flag(help: "Print JSON lines on standard output, one an event.")
  var json = false

  @OptionGroup var service: ServiceOptions

  private var settings: FollowSettings {
    var settings = FollowSettings()
    if let timeout { settings.timeout = timeout }
    return settings
  }

  func run() async throws {
    let connection = try await service.connect(needsKey: false, json: json)
    let client = connection.client
    let match: RunArgument.Match?
    let open: [RunRecord]
    do throws(EngineError) {
      let records = try await client.runs()
      open = try await client.unfinished()
      match = RunArgument.match(word, in: records, service: client.serviceName)
    } catch {
      throw CommandFailure.ending(with: error, json: json)
    }
    let status: ExitStatus
    if let match {
      RunArgument.tell(match)
      let record = match.record
      let isFollowed =
        record.state.isUnfinished && record.baseURL == client.serviceName
        && !open.contains { $0.number == record.number }
      if isFollowed, let id = record.generationID {
        StandardStream.error.write(
          "another process follows run \(record.number) and downloads it; here it is only watched\n"
        )
        status = try await watch(id, client, isKnown: true)
      } else {
        status = try await follow(record, client)
      }
    } else {
      status = try await watch(word, client, isKnown: false)
    }
    await connection.close()
    if status != .done { throw ExitCode(status.rawValue) }
  }

  // MARK: - A run of this machine

  private func follow(_ record: RunRecord, _ client: Client) async throws -> ExitStatus {
    let screen = Screen(environment: Environment.current)
    let events = EventReporter(screen: screen)
    if json, !record.state.isUnfinished {
      let ending = try? await client.ending(of: record)
      if let ending {
        events.tell(
          .terminal(
            source: ending.source, ok: record.state == .saved, generationID: record.generationID,
            status: record.status, response: ending.response))
      }
    }
    let resumption = Resumption(
      client: client,
      reporter: json ? events : LineReporter(display: screen, commands: service.commands),
      settings: settings)
    let summary = await Signals.detaching {
      await resumption.perform([record])
    } onFirst: {
      screen.note("stopping: what is running is left as it is")
    }
    return ExitStatus(summary)
  }

  // MARK: - A generation of nobody here

  private func watch(_ id: String, _ client: Client, isKnown: Bool) async throws -> ExitStatus {
    let screen = Screen(environment: Environment.current)
    let reporter: any Reporter =
      json
      ? EventReporter(screen: screen) : LineReporter(display: screen, commands: service.commands)
    let name = JobName(label: id, item: 0, itemCount: 1, model: "")
    let settings = settings
    let ending = await Signals.detaching { () -> Result<RunEnding, EngineError> in
      reporter.hear(.planned([name]))
      reporter.hear(.started(name))
      do throws(EngineError) {
        return .success(
          try await client.watch(id, settings: settings) { reporter.hear(.run(name, $0)) })
      } catch {
        return .failure(error)
      }
    } onFirst: {
      screen.note("stopping: the generation goes on at the service")
    }
    reporter.hear(.finished(SessionSummary()))
    switch ending {
    case .failure(let error): throw CommandFailure.ending(with: error, json: json)
    case .success(let ending):
      let words = WatchWords(ending, id: id, isKnown: isKnown, commands: service.commands)
      if !json {
        for line in words.lines { screen.note(TerminalText.escaped(line)) }
        for address in words.addresses { screen.result(address) }
      }
      return words.status
    }
  }
}
