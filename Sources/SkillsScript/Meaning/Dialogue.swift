package import Contracts

/// The language at a prompt: a script that is entered piece by piece.
///
/// Names, draft and settings last from entry to entry. An entry is taken whole or not at all: one
/// with an error changes nothing. A name that is bound already can be bound again.
package struct Dialogue: Sendable {
  /// Every entry so far, also those with errors, which findings point into.
  package var sources: SourceMap { analysis.sources }
  private(set) var analysis: Analysis
  private var before: Analysis

  /// What an entry means.
  package struct Entry: Sendable {
    /// Every finding, in the order of the text.
    package var diagnostics: [Diagnostic]
    /// What the commands of the prompt ask for, in order; empty with an error.
    package var requests: [PromptRequest]
    /// What is to be performed; nil with an error.
    package var plan: Plan?
  }

  /// Begins a dialogue; the context's origin is the prompt, whatever it says.
  package init(catalogue: Catalogue, context: ScriptContext) {
    var context = context
    context.origin = .prompt
    analysis = Analysis(catalogue: catalogue, context: context)
    before = analysis
  }

  private static let name = "<prompt>"

  /// The files that an entry still needs, in its order and each once.
  package func missingReads(of text: String, in surroundings: Surroundings) -> [Read] {
    analyzed(text, surroundings).missingReads.map(\.read)
  }

  /// Takes an entry in; a file without an answer in `surroundings` is a finding.
  package mutating func enter(_ text: String, surroundings: Surroundings) -> Entry {
    let entered = analyzed(text, surroundings)
    let diagnostics = entered.findings
    guard !diagnostics.contains(where: { $0.severity == .error }) else {
      analysis.sources = entered.sources
      return Entry(diagnostics: diagnostics, requests: [], plan: nil)
    }
    before = analysis
    analysis = entered
    return Entry(
      diagnostics: diagnostics, requests: entered.requests,
      plan: Planner.plan(entered.program))
  }

  /// Forgets the newest entry that was taken in; once.
  package mutating func withdraw() {
    let sources = sources
    analysis = before
    analysis.sources = sources
  }

  /// The state after a text, errors and all.
  func analyzed(_ text: String, _ surroundings: Surroundings) -> Analysis {
    let script = Parser.parse(
      SourceText(name: Self.name, text: text), sourceIndex: sources.count,
      allowsCommands: true)
    var next = analysis
    next.begin(script, surroundings: surroundings)
    next.run()
    return next
  }
}
