/// What came of checking a script.
package struct CheckedScript: Sendable {
  /// Every finding, the parser's too, in the order of the text.
  package let diagnostics: [Diagnostic]
  /// What the script means; nil if any finding is an error.
  package let program: Program?
  /// The texts that findings point into: the script, what it includes, and its tables.
  package let sources: SourceMap
  /// The files that are still needed, in the order of the script and each once.
  package let missingReads: [Read]
  /// The arguments that the script declares, in their order.
  package let arguments: [DeclaredArgument]

  init(_ analysis: Analysis) {
    let diagnostics = analysis.findings
    self.diagnostics = diagnostics
    program = diagnostics.contains { $0.severity == .error } ? nil : analysis.program
    sources = analysis.sources
    missingReads = analysis.missingReads.map(\.read)
    arguments = analysis.arguments
  }
}

/// An argument as a script declares it.
package struct DeclaredArgument: Sendable, Hashable {
  /// Its name.
  package var name: String
  /// What it takes: `string`, `int`, `"a" or "b"`.
  package var usage: String
  /// What holds where nothing is given, as it is written; nil where something must be.
  package var standard: String?
  /// The comment above it, line by line, without the `#`.
  package var help: [String]
}
