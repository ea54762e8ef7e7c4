import ArgumentParser
import Contracts
import LosslessJSON
import SkvInterpreter

/// `skv contract diff`: what two contracts say differently, and which locks that touches.
struct ContractDiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show what two contracts say differently, and which locks that touches.",
    usage: "skv contract diff OLD [NEW] [--json] [--locks FOLDER]",
    discussion: """
      Examples:
        skv contract diff built-in
        skv contract diff in-use newer-openapi.json
        skv contract diff old.json new.json --json

      OLD and NEW are files, `built-in` or `in-use`; NEW is `in-use` if it is not named. \
      Against a document of one model, that model alone is compared. The locks are those \
      below the working directory that hold a job of a model that differs.
      Exit code: 0 if nothing differs, 1 if something does.
      """)

  @Argument(
    help: ArgumentHelp("A file, built-in or in-use.", valueName: "old"),
    completion: .file(extensions: ["json"]))
  var old: String

  @Argument(
    help: ArgumentHelp("A file, built-in or in-use. (default: in-use)", valueName: "new"),
    completion: .file(extensions: ["json"]))
  var new: String?

  @Flag(help: "Print JSON lines on standard output, one a model that differs.")
  var json = false

  @Option(
    help: ArgumentHelp(
      "The folder below which locks are looked for. (default: the working directory)",
      valueName: "folder"),
    completion: .directory)
  var locks: String?

  func run() throws {
    if let locks, !LockSearch.canSearch(locks) {
      throw ValidationError(
        "the folder \(TerminalText.escaped(locks)) cannot be searched for locks")
    }
    let inUse = try ContractOptions.inUse()
    let sides = [try side(old, inUse), try side(new ?? "in-use", inUse)]
    let single = sides.map(\.onlyModel)
    // Only where one side speaks of one model alone is that all there is to compare.
    let path = (single[0] == nil) == (single[1] == nil) ? nil : single[0] ?? single[1]
    let diff = ContractDiff(
      from: sides[0].contract.catalogue, to: sides[1].contract.catalogue, only: path)
    guard !diff.isEmpty else {
      if !json { StandardStream.output.write("nothing differs\n") }
      return
    }
    let search = LockSearch(below: locks ?? ".")
    if json {
      for line in ContractDiffLines.omissions(search) {
        StandardStream.error.write("not searched for locks: \(line)\n")
      }
      for model in diff.models {
        StandardStream.output.write(
          ContractDiffLines.json(model, locks: search.locks(of: model.path)).printed(.spaced)
            + "\n")
      }
    } else {
      let lines = ContractDiffLines(
        diff: diff, old: sides[0].contract, new: sides[1].contract,
        columns: min(ListingOutput.columns, 100))
      let names = [old, new ?? "in-use"].map {
        TerminalText.clipped(TerminalText.escaped($0), to: 60)
      }
      StandardStream.output.write("\(names[0]) → \(names[1]): \(lines.summary)\n")
      for line in lines.whole + lines.locks(search) {
        StandardStream.output.write(line + "\n")
      }
    }
    throw ExitCode(ExitStatus.usage.rawValue)
  }

  /// One side of the comparison, and its only model if a document speaks of that alone.
  private func side(
    _ word: String, _ inUse: ContractInUse
  ) throws -> (contract: ContractInUse, onlyModel: String?) {
    switch word {
    case "in-use": return (inUse, nil)
    case "built-in":
      do throws(InterpreterError) {
        return (try .builtIn(), nil)
      } catch {
        throw ContractOptions.failure(error)
      }
    default:
      let source = try ContractOptions.source(word)
      return (inUse.alone(source), source.openapi?.onlyModel)
    }
  }
}
