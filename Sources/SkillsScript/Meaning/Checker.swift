package import Contracts

/// Checks a script against the models' contracts, without reading or sending anything.
package struct Checker: Sendable {
  private let script: Script
  private let catalogue: Catalogue
  private let surroundings: Surroundings
  private let context: ScriptContext

  /// Creates a checker; a file without an answer in `surroundings` is a finding.
  package init(
    script: Script, catalogue: Catalogue, surroundings: Surroundings, context: ScriptContext
  ) {
    self.script = script
    self.catalogue = catalogue
    self.surroundings = surroundings
    self.context = context
  }

  /// Every finding about the script in the order of the text, and its meaning if it has no error.
  ///
  /// A statement shows one error, the first: what follows from it is not shown.
  package func check() -> CheckedScript {
    var analysis = Analysis(
      script: script, catalogue: catalogue, surroundings: surroundings, context: context)
    analysis.run()
    for (read, span) in analysis.fitter.unansweredReads {
      analysis.fitter.diagnostics.append(.unreadable(read, "it was not read", at: span))
    }
    let all = script.diagnostics + analysis.fitter.diagnostics
    // A doubt about what is known to be wrong says nothing new.
    let wrong = Set(all.filter { $0.severity == .error }.map(\.primary.span))
    let findings = all.filter { $0.code != .partlyDocumented || !wrong.contains($0.primary.span) }
    return CheckedScript(
      diagnostics: Self.firstOfEachStatement(findings, in: script.statements),
      program: analysis.program)
  }

  private static func firstOfEachStatement(
    _ diagnostics: [Diagnostic], in statements: [Statement]
  ) -> [Diagnostic] {
    let ordered = diagnostics.enumerated().sorted { left, right in
      let (a, b) = (left.element.primary.span, right.element.primary.span)
      if a.source != b.source { return a.source < b.source }
      if a.start != b.start { return a.start < b.start }
      return left.offset < right.offset
    }
    var kept: [Diagnostic] = []
    var statement = 0
    var shown = -1
    for diagnostic in ordered.map(\.element) {
      let start = diagnostic.primary.span.start
      while statement + 1 < statements.count, statements[statement + 1].span.start <= start {
        statement += 1
      }
      let isInside = statement < statements.count && statements[statement].span.start <= start
      guard diagnostic.severity == .error, isInside else {
        kept.append(diagnostic)
        continue
      }
      if shown != statement {
        shown = statement
        kept.append(diagnostic)
      }
    }
    return kept
  }
}
