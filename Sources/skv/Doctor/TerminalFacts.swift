import Glibc

/// What the standard streams are connected to.
struct TerminalFacts: Sendable, Equatable {
  /// Whether standard input is a terminal.
  var inputIsTerminal: Bool
  /// Whether standard output is one.
  var outputIsTerminal: Bool
  /// Whether standard error is one.
  var errorIsTerminal: Bool
  /// The size of the terminal in columns and rows, nil where there is none.
  var size: ScreenSize?
  /// Whether colours are shown.
  var showsColor: Bool

  /// Looks at the streams of this process.
  static func current(_ environment: [String: String]) -> TerminalFacts {
    let isTerminal = (0...2).map { isatty(Int32($0)) == 1 }
    let terminals = [1, 2].map { Terminal(descriptor: $0, environment: environment) }
    let terminal = terminals.first { isTerminal[Int($0.descriptor)] }
    return TerminalFacts(
      inputIsTerminal: isTerminal[0], outputIsTerminal: isTerminal[1],
      errorIsTerminal: isTerminal[2],
      size: terminal.map { ScreenSize(columns: $0.columns, rows: $0.rows) },
      showsColor: terminal?.showsColor ?? false)
  }
}
