package import Contracts
package import SkillsScript

/// Turns the text of a script into its findings and its program, and reads the files that it names.
///
/// Nothing is sent and nothing is written: the same text with the same files and the same contract
/// gives the same result.
package struct Interpreter: Sendable {
  /// The models that scripts can use.
  package let catalogue: Catalogue
  private let files: any FileReading

  /// Creates an interpreter over a catalogue; `files` answers what scripts want to read.
  package init(catalogue: Catalogue, files: any FileReading = FileSystem()) {
    self.catalogue = catalogue
    self.files = files
  }

  /// Reads and checks a script.
  ///
  /// Files that it names are read in at most 16 rounds; what is still missing then is a finding.
  package func check(_ source: SourceText, context: ScriptContext) async -> CheckedScript {
    let script = Parser.parse(source)
    let resolver = Resolver(script: script, catalogue: catalogue, context: context)
    let surroundings = await surroundings { resolver.missingReads(in: $0) }
    return Checker(
      script: script, catalogue: catalogue, surroundings: surroundings, context: context
    ).check()
  }

  /// Reads what is missing until nothing is, in at most 16 rounds.
  func surroundings(_ missing: (Surroundings) -> [Read]) async -> Surroundings {
    var surroundings = Surroundings()
    for _ in 0..<16 {
      let reads = missing(surroundings)
      if reads.isEmpty { break }
      for read in reads { surroundings[read] = await files.answer(to: read) }
    }
    return surroundings
  }
}
