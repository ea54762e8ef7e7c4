package import Contracts

/// Finds out which files a script still needs before it can be checked.
///
/// Reading one file can show that another is needed, so a caller asks again after each round until
/// nothing is missing.
package struct Resolver: Sendable {
  private let script: Script
  private let catalogue: Catalogue
  private let context: ScriptContext

  /// Creates a resolver for a script.
  package init(script: Script, catalogue: Catalogue, context: ScriptContext) {
    self.script = script
    self.catalogue = catalogue
    self.context = context
  }

  /// The reads that have no answer yet, in the order of the script and each once.
  package func missingReads(in surroundings: Surroundings) -> [Read] {
    var analysis = Analysis(
      script: script, catalogue: catalogue, surroundings: surroundings, context: context)
    analysis.run()
    return analysis.fitter.missingReads
  }
}
