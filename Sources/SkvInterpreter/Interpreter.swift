package import Contracts
package import SkillsScript

/// Checks recipes against the contracts of the models, and performs them.
///
/// ```swift
/// let interpreter = try Interpreter()
/// let checked = await interpreter.check(Recipe(script: text, name: "film.skv"))
/// for finding in checked.findings { print(finding) }
///
/// let environment = ProcessInfo.processInfo.environment
/// let client = try await Client.open(try Configuration(environment: environment))
/// let summary = try await interpreter.perform(checked, client: client)
/// print(summary.results["clip"]?[0]?["files"]?[0]?["path"]?.string ?? "no clip")
/// ```
///
/// A check sends nothing and writes nothing: the same text with the same files and the same contract
/// gives the same result. One interpreter serves any number of recipes, also several at once.
public struct Interpreter: Sendable {
  /// The models that scripts can use.
  package let catalogue: Catalogue
  let options: [String: String]
  let workingFolder: String?
  private let files: any FileReading

  /// Creates an interpreter over a catalogue; `files` answers what scripts want to read.
  package init(catalogue: Catalogue, files: any FileReading = FileSystem()) {
    self.init(catalogue: catalogue, files: files, options: [:], workingFolder: nil)
  }

  init(
    catalogue: Catalogue, files: any FileReading, options: [String: String],
    workingFolder: String?
  ) {
    self.catalogue = catalogue
    self.files = files
    self.options = options
    self.workingFolder = workingFolder
  }

  /// Reads and checks a script.
  ///
  /// Files that it names are read in at most 32 rounds; what is still missing then is a finding.
  package func check(_ source: SourceText, context: ScriptContext) async -> CheckedScript {
    let checker = Checker(script: Parser.parse(source), catalogue: catalogue, context: context)
    var surroundings = Surroundings()
    var checked = checker.check(in: surroundings)
    for _ in 0..<Self.mostRounds where !checked.missingReads.isEmpty {
      for read in checked.missingReads { surroundings[read] = await files.answer(to: read) }
      checked = checker.check(in: surroundings)
    }
    return checked
  }

  /// How often what was read may show that more is needed; includes in includes take a round each.
  private static let mostRounds = 32

  /// Reads what is missing until nothing is, in at most 32 rounds.
  func surroundings(_ missing: (Surroundings) -> [Read]) async -> Surroundings {
    var surroundings = Surroundings()
    for _ in 0..<Self.mostRounds {
      let reads = missing(surroundings)
      if reads.isEmpty { break }
      for read in reads { surroundings[read] = await files.answer(to: read) }
    }
    return surroundings
  }
}
