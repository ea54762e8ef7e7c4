import ArgumentParser
import Contracts
import SkillsVideo
import SkvInterpreter

/// `skv contract update`: takes in newer documents.
struct ContractUpdateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update",
    abstract: "Take in a newer openapi.json or docs.json, or go back to the built-in one.",
    usage: """
      skv contract update FILE...
      skv contract update --built-in
      """,
    discussion: """
      Examples:
        skv contract update openapi.json docs.json
        skv contract update kling.json
        skv contract update --built-in

      A document of one model replaces or adds that model. One of several models stands \
      for the whole: what it does not list is gone. A docs.json says which models make \
      videos and which make images. A document that cannot be used changes nothing.
      """)

  @Argument(
    help: "Documents to take in, in this order; up to 64 MiB each.",
    completion: .file(extensions: ["json"]))
  var files: [String] = []

  @Flag(help: "Go back to the contract that skv was built with.")
  var builtIn = false

  func validate() throws {
    if files.isEmpty == !builtIn {
      throw ValidationError(
        builtIn
          ? "--built-in takes no file: name files, or --built-in"
          : "name a document to take in, or --built-in to go back")
    }
  }

  func run() throws {
    let store = try ContractOptions.store()
    do throws(InterpreterError) {
      if builtIn {
        let names = try store.reset().map(Self.shown)
        StandardStream.output.write("the built-in contract is in use\n")
        if !names.isEmpty {
          StandardStream.output.write("no longer in use: \(names.joined(separator: ", "))\n")
        }
        return
      }
      let sources = try read()
      // Read before anything is kept, so that no document is in use that ends in this command.
      var report = Report()
      let (_, _, warnings) = try store.keep(sources, moment: systemWallClock()) { before, now in
        report = Report(sources, before, now)
      }
      ContractOptions.say(warnings)
      for line in report.faults { StandardStream.error.write(line + "\n") }
      let names = sources.map { Self.shown($0.name) }
      for line in ["kept \(names.joined(separator: ", "))"] + report.changes {
        StandardStream.output.write(line + "\n")
      }
    } catch {
      throw ContractOptions.failure(error)
    }
  }

  private func read() throws(InterpreterError) -> [ContractSource] {
    var sources: [ContractSource] = []
    for file in files {
      ContractOptions.announce(file)
      let source = try ContractSource(file: file)
      let name = Array(source.name.utf8)
      if let key = Environment.key, key.stands(in: source.bytes) || key.stands(in: name) {
        throw InterpreterError(
          .contractNotKept, "\(file): the API key stands in it; take it out, nothing was kept")
      }
      sources.append(source)
    }
    return sources
  }

  private static func shown(_ name: String) -> String {
    TerminalText.clipped(TerminalText.escaped(name), to: 60)
  }

  /// What an update says of itself.
  private struct Report {
    var faults: [String] = []
    var changes: [String] = []

    init() {}

    init(_ sources: [ContractSource], _ before: ContractInUse, _ now: ContractInUse) {
      for source in sources {
        guard let used = now.sources.first(where: { $0.digest == source.digest }) else { continue }
        faults += ContractFaultLines.lines(used, in: now, most: 20)
      }
      let diff = ContractDiff(from: before.catalogue, to: now.catalogue)
      let lines = ContractDiffLines(
        diff: diff, old: before, new: now, columns: min(ListingOutput.columns, 100))
      guard !diff.isEmpty else {
        changes = ["no model differs from what was in use"]
        return
      }
      changes = [lines.summary] + lines.overview(most: Self.most)
      if diff.models.count > Self.most || diff.models.contains(where: { $0.changes.count > 1 }) {
        changes.append("`skv contract diff built-in` shows all that differs from the built-in one")
      }
    }

    private static let most = 20
  }
}
