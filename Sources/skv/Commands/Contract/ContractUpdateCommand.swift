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
        let before = try store.reset()
        say("the built-in contract is in use", before, try .builtIn())
        return
      }
      let sources = try read()
      let (before, now) = try store.keep(sources, moment: systemWallClock())
      for source in sources {
        guard let used = now.sources.first(where: { $0.digest == source.digest }) else { continue }
        for line in ContractFaultLines.lines(used, in: now, most: 20) {
          StandardStream.error.write(line + "\n")
        }
      }
      let names = sources.map { TerminalText.clipped(TerminalText.escaped($0.name), to: 60) }
      say("kept \(names.joined(separator: ", "))", before, now)
    } catch {
      throw ContractOptions.failure(error)
    }
  }

  private func read() throws(InterpreterError) -> [ContractSource] {
    var sources: [ContractSource] = []
    for file in files {
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

  private func say(_ what: String, _ before: ContractInUse, _ now: ContractInUse) {
    let diff = ContractDiff(from: before.catalogue, to: now.catalogue)
    let lines = ContractDiffLines(
      diff: diff, old: before, new: now, columns: min(ListingOutput.columns, 100))
    StandardStream.output.write("\(what)\n")
    guard !diff.isEmpty else {
      StandardStream.output.write("no model differs from what was in use\n")
      return
    }
    StandardStream.output.write("\(lines.summary)\n")
    for line in lines.overview(most: 20) { StandardStream.output.write(line + "\n") }
  }
}
