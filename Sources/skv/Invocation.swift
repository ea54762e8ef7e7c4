import ArgumentParser
import Glibc
import Sandbox
import SkillsScript

/// The short ways to call skv, written out.
enum Invocation {
  /// The arguments with what is left out put in.
  ///
  /// A first argument that ends in `.skv` or holds a `/` is a script to run; with `--help` behind it its
  /// arguments are listed. Without any command,
  /// `-c TEXT` is run; else it is the prompt where input and output are terminals, and standard input
  /// is run where they are not. `--sandbox=PACE` is `--sandbox --pace PACE`, and `--fresh=LABELS` is
  /// `--fresh --fresh-only LABELS`.
  static func normalized(
    _ arguments: [String], isOnTerminal: Bool = isatty(0) == 1 && isatty(1) == 1
  ) -> [String] {
    var arguments = arguments.flatMap { argument in
      if argument.hasPrefix("--sandbox=") {
        return ["--sandbox", "--pace=" + argument.dropFirst("--sandbox=".count)]
      }
      if argument.hasPrefix("--fresh=") {
        return ["--fresh", "--fresh-only=" + argument.dropFirst("--fresh=".count)]
      }
      return [argument]
    }
    if let first = arguments.first, isScript(first), arguments.dropFirst().contains(where: isHelp) {
      arguments = [scriptHelp, first]
    } else if let first = arguments.first, isScript(first) || first == "-c" {
      arguments.insert("run", at: 0)
    } else if !arguments.contains(where: standAlone.contains), hasNoCommand(arguments) {
      arguments = (isOnTerminal ? ["prompt"] : ["run", "-"]) + arguments
    }
    return arguments
  }

  /// A message about a first word that is no command; nil where it is one, or an option.
  static func complaint(_ arguments: [String]) -> String? {
    if let pace = arguments.first(where: { $0.hasPrefix("--pace=") })?.dropFirst("--pace=".count),
      (try? Pace.parse(String(pace))) == nil
    {
      return
        "`--sandbox=\(TerminalText.escaped(String(pace)))` is no pace: 0, real, or a time such "
        + "as 2s or 250ms"
    }
    let named = arguments.first == "help" ? arguments.dropFirst() : arguments[...]
    guard let word = named.first else { return nil }
    if let complaint = complaint(about: word, among: commands, behind: "") { return complaint }
    guard let next = named.dropFirst().first, let inner = innerCommands[word] else { return nil }
    return complaint(about: next, among: inner, behind: word + " ")
  }

  private static func complaint(
    about word: String, among commands: [String], behind: String
  ) -> String? {
    guard !word.hasPrefix("-"), word != "help", !commands.contains(word), word != scriptHelp else {
      return nil
    }
    let meant = Suggestion.nearest(to: word, in: commands).first
    let advice =
      meant.map { "did you mean `\($0)`?" }
      ?? "the commands are \(commands.joined(separator: ", "))"
    return "there is no command `\(behind)\(TerminalText.escaped(word))`; \(advice)"
  }

  private static let commands = Skv.configuration.subcommands.compactMap {
    $0.configuration.shouldDisplay ? $0.configuration.commandName : nil
  }

  /// The command that is not shown: it has a form of its own.
  private static let scriptHelp = ScriptHelpCommand.configuration.commandName ?? ""

  /// The commands of those commands that have some.
  private static let innerCommands: [String: [String]] = {
    var commands: [String: [String]] = [:]
    for command in Skv.configuration.subcommands {
      let inner = command.configuration.subcommands.compactMap { $0.configuration.commandName }
      if let name = command.configuration.commandName, !inner.isEmpty { commands[name] = inner }
    }
    return commands
  }()

  private static let standAlone: Set = ["--help", "-h", "--version", "--help-hidden"]

  /// Whether there is nothing but options, some of which have their value behind them.
  private static func hasNoCommand(_ arguments: [String]) -> Bool {
    guard let first = arguments.first else { return true }
    return first.hasPrefix("-") && first != "-" && !arguments.contains(where: commands.contains)
  }

  private static func isHelp(_ argument: String) -> Bool {
    argument == "--help" || argument == "-h"
  }

  private static func isScript(_ argument: String) -> Bool {
    !argument.hasPrefix("-") && (argument.hasSuffix(".skv") || argument.contains("/"))
  }
}
