import ArgumentParser
import LosslessJSON
import SkillsVideo
import SkvInterpreter

/// `skv download`: fetches the outputs of a generation again.
struct DownloadCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "download",
    abstract: "Fetch the outputs of a generation again. Pays for nothing.",
    usage: "skv download [options] ID",
    discussion: """
      Example:
        skv run --sandbox -c 'use seedream-4.5; set prompt "a fox"; run as fox'
        skv download --sandbox fox --output copies/

      ID is the short number of `skv runs`, a label, or a generation id, also one of
      another machine. Without --output the missing files of a run come back to their
      place; a file that was changed is left alone, and the true one goes beside it.
      """)

  @Argument(help: ArgumentHelp("A run or a generation id.", valueName: "id"), completion: .runs)
  var word: String

  @Option(
    help: ArgumentHelp(
      "Fetch all of them to this file, or into this folder if it ends in / or is one.",
      valueName: "path"),
    completion: .file())
  var output: String?

  @Flag(help: "Print JSON lines on standard output, one an event.")
  var json = false

  @OptionGroup var service: ServiceOptions

  func run() async throws {
    let folder = output == nil ? "" : try Environment.requiredWorkingDirectory()
    let connection = try await service.connect(needsKey: false, json: json)
    let client = connection.client
    let match: RunArgument.Match?
    do throws(EngineError) {
      match = RunArgument.match(word, in: try await client.runs(), service: client.serviceName)
    } catch {
      throw CommandFailure.ending(with: error, json: json)
    }
    if let match { RunArgument.tell(match) }
    let status: ExitStatus
    switch (match?.record, output) {
    case (let record?, let output?):
      status = try await fetch(
        record, client, to: OutputPlace.destination(output, from: folder))
    case (let record?, nil):
      status = try await restore(record, client)
    case (nil, let output?):
      status = try await fetch(
        word, client, to: OutputPlace.destination(output, from: folder))
    case (nil, nil):
      let shown = TerminalText.escaped(word)
      throw ValidationError(
        "no run is called \(shown); for a generation of another machine say where to: "
          + "`\(service.commands.named("download")) \(shown) --output PATH`")
    }
    await connection.close()
    if status != .done { throw ExitCode(status.rawValue) }
  }

  // MARK: - To its own place

  private func restore(_ record: RunRecord, _ client: Client) async throws -> ExitStatus {
    if let objection = objection(record) { return tell(objection) }
    let screen = Screen(environment: Environment.current)
    let reporter: any Reporter =
      json
      ? EventReporter(screen: screen) : LineReporter(display: screen, commands: service.commands)
    let resumption = Resumption(client: client, reporter: reporter)
    let isJSON = json
    let summary = await Signals.detaching {
      await resumption.perform([record]) { record, report in
        await client.restore(record) { event in
          // In JSON every file is told once, also those that were there.
          if isJSON, case .download = event { return }
          report(event)
        }
      }
    } onFirst: {
      screen.note("stopping: what is missing can be fetched later")
    }
    if json, let files = summary.ended.first?.outcome.record?.files {
      let events = EventReporter(screen: screen)
      for file in files {
        events.tell(
          .download(path: file.path, url: file.url, bytes: file.bytes, sha256: file.sha256))
      }
    }
    return ExitStatus(summary)
  }

  // MARK: - Elsewhere

  private func fetch(
    _ record: RunRecord, _ client: Client, to destination: Destination
  ) async throws -> ExitStatus {
    if let objection = objection(record) { return tell(objection) }
    // Addresses run out, so the service is asked first; those of the ledger need no key.
    var outputs: [FoundOutput]?
    if let id = record.generationID { outputs = try? await client.outputs(ofGeneration: id) }
    if outputs?.isEmpty ?? true {
      outputs = try? await client.details(of: record).outputs.map {
        FoundOutput(url: $0.url, contentType: $0.contentType)
      }
    }
    return await fetch(
      outputs ?? [], record.generationID ?? record.label, record, client, to: destination)
  }

  private func fetch(
    _ id: String, _ client: Client, to destination: Destination
  ) async throws -> ExitStatus {
    let outputs: [FoundOutput]?
    do throws(EngineError) {
      outputs = try await client.outputs(ofGeneration: id)
    } catch {
      throw CommandFailure.ending(with: error, json: json)
    }
    guard let outputs else {
      return tell(
        (
          "the service has no finished generation \(id), and no run here is called so; "
            + "`\(service.commands.named("wait")) \(id)` follows it",
          .downloadFailed
        ))
    }
    return await fetch(outputs, id, nil, client, to: destination)
  }

  private func fetch(
    _ outputs: [FoundOutput], _ id: String, _ record: RunRecord?, _ client: Client,
    to destination: Destination
  ) async -> ExitStatus {
    guard !outputs.isEmpty else {
      return tell(("the service names no file for \(id)", .downloadFailed))
    }
    let screen = Screen(environment: Environment.current)
    let reporter = EventReporter(screen: screen)
    let isJSON = json
    let result = await Signals.detaching {
      await client.fetch(outputs, of: id, record, to: destination) {
        if isJSON { reporter.tell($0) }
      }
    } onFirst: {
      screen.note("stopping: nothing of it is lost, fetch it again")
    }
    if !json {
      for file in result.files {
        screen.result(FilePath.shown(file.path, from: Environment.workingDirectory ?? "/"))
      }
    }
    guard let failure = result.failure else { return .done }
    if failure.code == .cancelled { return .interrupted }
    return tell(("\(id): \(failure.message)", .downloadFailed))
  }

  // MARK: - Why not

  private func objection(_ record: RunRecord) -> (String, ExitStatus)? {
    let run = "run \(record.number)"
    let resume = "\(service.resumeCommand) \(record.number)"
    switch record.state {
    case .finished, .saved: return nil
    case .accepted:
      return (
        "\(run) is not known to be finished; `\(resume)` follows it and downloads it", .timedOut
      )
    case .inDoubt, .submitting:
      let lines = RunAdvice(commands: service.commands).settling(record)
      return (([run + " is in doubt"] + lines).joined(separator: "\n  "), .inDoubt)
    case .failed, .canceled:
      return ("\(run) was \(record.state.rawValue) at the service; it has no files", .failed)
    case .planned: return ("nothing was sent for \(run), so it has no files", .usage)
    case .refused: return ("\(run) was refused by the service; it has no files", .usage)
    case .abandoned: return ("\(run) was given up while it was in doubt", .usage)
    }
  }

  private func tell(_ objection: (String, ExitStatus)) -> ExitStatus {
    StandardStream.error.write("skv: \(TerminalText.escapedLines(objection.0))\n")
    return objection.1
  }
}
