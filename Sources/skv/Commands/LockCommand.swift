import ArgumentParser
import Contracts
import SkillsScript
import SkillsVideo
import SkvInterpreter

/// `skv lock`: what can be done with a lock.
struct LockCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lock",
    abstract: "Drop from a lock what its script no longer makes.",
    usage: "skv lock prune FILE.skv",
    discussion: """
      Example:
        skv lock prune --sandbox --dry-run film.skv
      """,
    subcommands: [LockPruneCommand.self])
}

/// `skv lock prune`: drops what a script no longer makes from its lock.
struct LockPruneCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune",
    abstract: "Drop from a lock what its script no longer makes.",
    usage: "skv lock prune FILE.skv [--dry-run] [--sandbox]",
    discussion: """
      Example:
        skv lock prune --sandbox --dry-run film.skv

      Entries of jobs that the script does not have any more, and older rounds, go from \
      film.skv.lock. The ledger of this machine keeps what it knows, and no file is touched.
      """)

  @Argument(help: "The script.", completion: .file(extensions: ["skv"]))
  var file: String

  @Flag(help: "Say what would be dropped, and drop nothing.")
  var dryRun = false

  @OptionGroup var service: ServiceOptions

  func run() async throws {
    let workingDirectory = try Environment.requiredWorkingDirectory()
    let input = try ScriptInput(path: file)
    guard input.origin == .file else { throw ValidationError("name the script's file") }
    let script = try await LoadedScript(
      input, catalogue: try ContractOptions.inUse().catalogue)
    let plan = try script.plan()
    let place = Session.Place(
      workingDirectory: workingDirectory, scriptFolder: input.folder, scriptName: input.name)
    let connection = try await service.connect(needsKey: false)
    let reproduction = Reproduction(
      input: input, place: place, isSandbox: connection.isSandbox)
    do throws(EngineError) {
      let settlement = try await Settlement(
        of: plan, client: connection.client, place: place, reproduction: reproduction)
      let dropped = settlement.unused(by: plan)
      for entry in dropped {
        StandardStream.output.write(
          TerminalText.escaped("\(entry.label)[\(entry.item)] round \(entry.key.round)")
            + "  \(entry.state.rawValue)\n")
      }
      if !dryRun, !dropped.isEmpty {
        try await reproduction.lock?.change { $0.remove(dropped.map(\.key)) }
      }
      StandardStream.error.write(
        "\(dropped.count) of \(settlement.contents.entries.count) entries "
          + (dryRun ? "would be dropped\n" : "were dropped\n"))
    } catch {
      await connection.close()
      throw CommandFailure.ending(with: error)
    }
    await connection.close()
  }
}
