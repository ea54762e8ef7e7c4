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
    return CheckedScript(diagnostics: analysis.findings, program: analysis.program)
  }
}

extension Analysis {
  /// Everything that was found about the script at hand, in the order of the text, the parser's
  /// findings and files that nobody read included.
  ///
  /// A statement shows one error, the first: what follows from it is not shown.
  var findings: [Diagnostic] {
    let unread = fitter.unansweredReads.map { read, span in
      Diagnostic.unreadable(read, "it was not read", at: span)
    }
    let all = script.diagnostics + fitter.diagnostics + unread
    // A doubt about what is known to be wrong says nothing new.
    let wrong = Set(all.filter { $0.severity == .error }.map(\.primary.span))
    return firstOfEachStatement(
      all.filter { $0.code != .partlyDocumented || !wrong.contains($0.primary.span) })
  }

  private func firstOfEachStatement(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    let statements = script.statements
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
      let span = diagnostic.primary.span
      let start = span.start
      guard span.source == script.sourceIndex else {
        kept.append(diagnostic)
        continue
      }
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
