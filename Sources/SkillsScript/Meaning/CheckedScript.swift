/// What came of checking a script.
package struct CheckedScript: Sendable {
  /// Every finding, the parser's too, in the order of the text.
  package let diagnostics: [Diagnostic]
  /// What the script means; nil if any finding is an error.
  package let program: Program?

  init(diagnostics: [Diagnostic], program: Program) {
    self.diagnostics = diagnostics
    self.program = diagnostics.contains { $0.severity == .error } ? nil : program
  }
}
