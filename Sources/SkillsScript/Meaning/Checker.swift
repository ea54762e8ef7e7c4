package import Contracts

/// Checks a script against the models' contracts, without reading or sending anything.
package struct Checker: Sendable {
  private let script: Script
  private let catalogue: Catalogue
  private let context: ScriptContext

  /// Creates a checker.
  package init(script: Script, catalogue: Catalogue, context: ScriptContext) {
    self.script = script
    self.catalogue = catalogue
    self.context = context
  }

  /// Every finding about the script in the order of the text, its meaning if it has no error, and the
  /// files that it still needs.
  ///
  /// Reading one file can show that another is needed, so a caller answers and checks again until
  /// nothing is missing. A file without an answer in `surroundings` is a finding. A statement shows one
  /// error, the first: what follows from it is not shown.
  package func check(in surroundings: Surroundings) -> CheckedScript {
    var analysis = Analysis(catalogue: catalogue, context: context)
    analysis.begin(script, surroundings: surroundings)
    analysis.run()
    return CheckedScript(analysis)
  }
}

extension Analysis {
  /// Everything that was found about the script at hand, in the order of the text, the parser's
  /// findings and files that nobody read included.
  ///
  /// A statement shows one error, the first: what follows from it is not shown.
  var findings: [Diagnostic] {
    let unread = missingReads.map { read, span in
      Diagnostic.unreadable(read, "it was not read", at: span)
    }
    var seen: Set<Diagnostic> = []
    let all = (assembly.diagnostics + fitter.diagnostics + unread).filter {
      // Jobs of a sweep can each find the same.
      seen.insert($0).inserted
    }
    // A doubt about what is known to be wrong says nothing new.
    let wrong = Set(all.filter { $0.severity == .error }.map(\.primary.span))
    return firstOfEachStatement(
      all.filter { $0.code != .partlyDocumented || !wrong.contains($0.primary.span) })
  }

  private func firstOfEachStatement(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    var starts: [Int: [Int]] = [:]
    for part in assembly.parts {
      starts[part.statement.span.source, default: []].append(part.statement.span.start)
    }
    let ordered = diagnostics.enumerated().sorted { left, right in
      let (a, b) = (left.element.primary.span, right.element.primary.span)
      if a.source != b.source { return a.source < b.source }
      if a.start != b.start { return a.start < b.start }
      return left.offset < right.offset
    }
    var kept: [Diagnostic] = []
    var source = -1
    var statements: ArraySlice<Int> = []
    var current: Int?
    var shown: Int?
    for diagnostic in ordered.map(\.element) {
      let span = diagnostic.primary.span
      if span.source != source {
        source = span.source
        statements = (starts[source] ?? [])[...]
        current = nil
        shown = nil
      }
      while let next = statements.first, next <= span.start {
        current = next
        statements.removeFirst()
      }
      guard diagnostic.severity == .error, let statement = current else {
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
