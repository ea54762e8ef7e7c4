import Glibc

/// The short ways to call skv, written out.
enum Invocation {
  /// The arguments with what is left out put in.
  ///
  /// A first argument that ends in `.skv` or holds a `/` is a script to run. Without any command,
  /// standard input is run, unless it is a terminal. `--sandbox=PACE` is `--sandbox --pace PACE`.
  static func normalized(_ arguments: [String], inputIsTerminal: Bool = isatty(0) == 1) -> [String]
  {
    var arguments = arguments.flatMap { argument in
      argument.hasPrefix("--sandbox=")
        ? ["--sandbox", "--pace", String(argument.dropFirst("--sandbox=".count))] : [argument]
    }
    if let first = arguments.first, isScript(first) {
      arguments.insert("run", at: 0)
    } else if !inputIsTerminal, arguments.allSatisfy({ $0.hasPrefix("-") && $0 != "-" }),
      !arguments.contains(where: standAlone.contains)
    {
      arguments = ["run", "-"] + arguments
    }
    return arguments
  }

  private static let standAlone: Set = ["--help", "-h", "--version", "--help-hidden"]

  private static func isScript(_ argument: String) -> Bool {
    !argument.hasPrefix("-") && (argument.hasSuffix(".skv") || argument.contains("/"))
  }
}
