// The commands of the prompt.
extension StatementParser {
  /// Reads the operands of a command of the prompt, each as it is written.
  mutating func readCommand(_ command: PromptCommand) -> Statement.Kind {
    guard command.action != nil else {
      fail(
        Diagnostic(
          .statementNotYet, "the prompt does not have `\(command.keyword)` yet", at: token.span,
          help: [command.instead]))
      return .malformed
    }
    _ = take()
    var operands: [Spanned<String>] = []
    while !token.endsStatement {
      if case .invalid = token.kind {
        fallSilent()
        return .malformed
      }
      operands.append(Spanned(source.text(of: token.span), token.span))
      _ = take()
    }
    if let most = command.mostOperands, operands.count > most {
      fail(
        Diagnostic(
          .surplusOperand, "expected the end of the command", at: operands[most].span,
          label: "`\(command.usage)` ends before this"))
      return .malformed
    }
    return .command(command, operands: operands)
  }
}
