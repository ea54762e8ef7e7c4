import ArgumentParser
import Contracts
import LosslessJSON
import SkillsScript
import SkillsVideo
import SkvInterpreter

/// `skv diff`: what two scripts, locks or runs differ in.
struct DiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show in what two scripts, locks or runs differ.",
    usage: "skv diff A B [--json]",
    discussion: """
      Example:
        skv diff film.skv film.skv

      A and B are scripts, locks (film.skv.lock) or runs (the number of `skv resume`, a \
      generation's id, or a label). Jobs are compared by their labels: what they ask for, and what \
      came of them where both sides know it. It ends with exit code 1 if something differs.
      """)

  @Argument(help: "A script, a lock or a run.", completion: .file(extensions: ["skv", "lock"]))
  var before: String

  @Argument(help: "Another one.", completion: .file(extensions: ["skv", "lock"]))
  var after: String

  @OptionGroup var service: ServiceOptions

  @Flag(help: "Print one JSON object.")
  var json = false

  func run() async throws {
    let comparison = Comparison(try await subjects(before), try await subjects(after))
    if json {
      StandardStream.output.write(Self.json(comparison).printed(.spaced) + "\n")
    } else {
      ListingOutput.print(Self.lines(comparison))
    }
    if !comparison.isEmpty { throw ExitCode(ExitStatus.usage.rawValue) }
  }

  // MARK: - What is compared

  private func subjects(_ word: String) async throws -> [Subject] {
    let path = FilePath.absolute(word, from: try Environment.requiredWorkingDirectory())
    if FileProbe.isFile(path) {
      return word.hasSuffix(".lock") ? try await jobs(ofLock: path) : try await jobs(ofScript: word)
    }
    let connection = try await service.connect(needsKey: false)
    let runs = try? await connection.client.runs()
    await connection.close()
    guard let run = runs?.last(where: { $0.isNamed(word) }) else {
      throw ValidationError(
        "`\(TerminalText.escaped(word))` is no script, no lock and no run that the ledger knows")
    }
    return [Subject(run)]
  }

  private func jobs(ofLock path: String) async throws -> [Subject] {
    let contents: LockContents
    do {
      contents = try await LockFile(path: path).read()
    } catch {
      throw CommandFailure.ending(with: error)
    }
    let rounds = contents.rounds
    let newest = contents.sorted.filter { rounds[$0.key.identity] == $0.key.round }
    let counts = newest.reduce(into: [String: Int]()) { $0[$1.label, default: 0] += 1 }
    return newest.map { Subject($0, isAlone: counts[$0.label] == 1) }
  }

  private func jobs(ofScript path: String) async throws -> [Subject] {
    let input = try ScriptInput(path: path)
    let script = try await LoadedScript(
      input, catalogue: try ContractOptions.inUse().catalogue)
    return try script.plan().jobs.map(Subject.init)
  }

  // MARK: - How it is shown

  private static func lines(_ comparison: Comparison) -> [String] {
    if comparison.isEmpty { return [] }
    return comparison.removed.map { "- \(TerminalText.escaped($0))" }
      + comparison.added.map { "+ \(TerminalText.escaped($0))" }
      + comparison.changed.flatMap { name, facts in
        [TerminalText.escaped(name)]
          + TwoColumns.wrapped(
            facts.map { ($0.name, "\(text($0.before)) → \(text($0.after))") },
            columns: ListingOutput.columns)
      }
  }

  private static func text(_ value: JSON?) -> String { value?.printed(.spaced) ?? "not set" }

  private static func json(_ comparison: Comparison) -> JSON {
    [
      "removed": .array(comparison.removed.map(JSON.string)),
      "added": .array(comparison.added.map(JSON.string)),
      "changed": .array(
        comparison.changed.map { name, facts in
          [
            "job": .string(name),
            "facts": .array(
              facts.map { fact in
                [
                  "name": .string(fact.name), "before": fact.before ?? .null,
                  "after": fact.after ?? .null,
                ]
              }),
          ]
        }),
    ]
  }
}
