/// Reads the statements of a source.
package enum Parser {
  /// How deep lists and objects may be nested.
  package static let maximumDepth = 100

  /// Reads `source`, whose spans will carry `sourceIndex`, in time linear in its length.
  ///
  /// Never fails: what cannot be read is `.malformed` and has a diagnostic. After an error the
  /// next statement begins behind the next `;` or end of line. The commands of the prompt are
  /// statements only where `allowsCommands` says so.
  package static func parse(
    _ source: SourceText, sourceIndex: Int = 0, allowsCommands: Bool = false
  ) -> Script {
    var lexer = Lexer(source, index: sourceIndex)
    lexer.run()
    var parser = StatementParser(
      tokens: lexer.tokens, source: source, allowsCommands: allowsCommands)
    parser.run()
    let faults = merged(lexer.faults, parser.faults)
    var trial = FixTrial(
      of: source, tokens: faults.isEmpty ? [] : lexer.tokens,
      allowsCommands: allowsCommands)
    let diagnostics = faults.map { trial.settled($0) } + lexer.warnings
    return Script(
      source: source, sourceIndex: sourceIndex, tokens: lexer.tokens, trivia: lexer.trivia,
      statements: parser.statements, diagnostics: diagnostics.sorted { isBefore($0, $1) },
      needsContinuation: lexer.isIncomplete)
  }

  /// One error for each statement line: the first by place, of the lexer's if there are two.
  private static func merged(_ lexical: [Lexer.Fault], _ syntactic: [Lexer.Fault])
    -> [Lexer.Fault]
  {
    var result: [Lexer.Fault] = []
    var others = syntactic[...]
    for fault in lexical {
      while let other = others.first, other.zone < fault.zone {
        result.append(other)
        others.removeFirst()
      }
      var first = fault
      if let other = others.first, other.zone == fault.zone {
        if isBefore(other.diagnostic, first.diagnostic) { first = other }
        others.removeFirst()
      }
      result.append(first)
    }
    return result + others
  }

  private static func isBefore(_ first: Diagnostic, _ second: Diagnostic) -> Bool {
    first.primary.span.start < second.primary.span.start
  }
}
