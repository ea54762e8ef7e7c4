import ArgumentParser
import LosslessJSON
import SkillsVideo

/// `skv runs`: the record of runs.
struct RunsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs",
    abstract: "List runs, the newest last; * marks what is unfinished.",
    usage: "skv runs [options] [TEXT]",
    discussion: """
      Examples:
        skv runs
        skv runs fox --json
        skv runs --all "in doubt"

      TEXT is looked for in label, model, state, script and generation id.
      """)

  @Argument(help: ArgumentHelp("Only runs with this in one of their columns.", valueName: "text"))
  var text: String?

  @Flag(help: "All runs of every service, not the newest 20 and the unfinished ones.")
  var all = false

  @Flag(help: "Print one JSON object a run.")
  var json = false

  @OptionGroup var service: ServiceOptions

  private static let newest = 20

  func run() async throws {
    let connection = try await service.connect(needsKey: false, json: json)
    let known: (all: [RunRecord], open: [RunRecord])
    do throws(EngineError) {
      known = (try await connection.client.runs(), try await connection.client.unfinished())
    } catch {
      throw CommandFailure.ending(with: error, json: json)
    }
    await connection.close()
    let found = known.all.filter { record in
      (all || record.baseURL == connection.client.serviceName)
        && (text.map(record.holds) ?? true)
    }
    let old = all ? [] : found.dropLast(Self.newest).filter { !$0.state.isUnfinished }
    let hidden = Set(old.map(\.number))
    let shown = found.filter { !hidden.contains($0.number) }
    if json {
      for record in shown {
        StandardStream.output.write(
          RunJSON.summary(record, isUnfinished: record.state.isUnfinished).printed(.spaced) + "\n")
      }
      return
    }
    let table = RunTable(
      records: shown, unfinished: Set(shown.filter(\.state.isUnfinished).map(\.number)),
      now: systemWallClock())
    ListingOutput.print(table.lines(columns: ListingOutput.columns))
    for line in notes(shown, known.open, hidden: hidden.count) {
      StandardStream.error.write(TerminalText.escaped(line) + "\n")
    }
  }

  private func notes(_ shown: [RunRecord], _ open: [RunRecord], hidden: Int) -> [String] {
    var lines: [String] = []
    if shown.isEmpty { lines.append(text.map { "no run has `\($0)`" } ?? "there are no runs yet") }
    if hidden > 0 {
      lines.append("\(hidden) older; `\(service.commands.named("runs")) --all` lists them")
    }
    let mine = open.filter { run in shown.contains { $0.number == run.number } }
    let resumable = mine.count { $0.state != .inDoubt }
    if resumable > 0 {
      let runs = resumable == 1 ? "one unfinished run" : "\(resumable) unfinished runs"
      lines.append("`\(service.resumeCommand)` takes up \(runs) and pays for nothing")
    }
    for record in mine where record.state == .inDoubt {
      lines.append(
        "run \(record.number) is in doubt: `\(service.commands.named("show")) \(record.number)` "
          + "says how to settle it")
    }
    return lines
  }
}

extension RunRecord {
  fileprivate func holds(_ text: String) -> Bool {
    [label, model, RunTable.words(state), script, generationID].contains {
      $0?.lowercased().contains(text.lowercased()) ?? false
    }
  }
}
