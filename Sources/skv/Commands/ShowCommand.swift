import ArgumentParser
import LosslessJSON
import SkillsVideo

/// `skv show`: all that the record of runs holds of one.
struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show all that is known of one run, and what to do about it.",
    usage: "skv show [options] RUN",
    discussion: """
      Example:
        skv run --sandbox -c 'use kling-v2.6; set prompt "a fox"; run as fox'
        skv show --sandbox fox

      RUN is the short number of `skv runs`, a generation id, or a label.
      """)

  @Argument(help: ArgumentHelp("The run.", valueName: "run"), completion: .runs)
  var word: String

  @Flag(help: "Print one JSON object.")
  var json = false

  @OptionGroup var service: ServiceOptions

  func run() async throws {
    let connection = try await service.connect(needsKey: false, json: json)
    let client = connection.client
    let records: [RunRecord]
    let open: [RunRecord]
    do throws(EngineError) {
      records = try await client.runs()
      open = try await client.unfinished()
    } catch {
      throw CommandFailure.ending(with: error, json: json)
    }
    let record = try RunArgument.required(word, in: records, service: client.serviceName)
    let details: (history: [RunChange], outputs: [LedgerOutput])
    do throws(EngineError) {
      details = try await client.details(of: record)
    } catch {
      throw CommandFailure.ending(with: error, json: json)
    }
    await connection.close()
    if json {
      let object = RunJSON.full(
        record, isUnfinished: record.state.isUnfinished, history: details.history,
        outputs: details.outputs)
      StandardStream.output.write(object.printed(.indented(2)) + "\n")
      return
    }
    let isFollowed =
      record.state.isUnfinished && record.baseURL == client.serviceName
      && !open.contains { $0.number == record.number }
    let sheet = RunSheet(
      record: record, history: details.history, outputs: details.outputs,
      advice: RunAdvice(commands: service.commands).lines(record, isFollowed: isFollowed),
      folder: Environment.workingDirectory ?? "/")
    ListingOutput.print(sheet.lines(columns: ListingOutput.columns))
  }
}
