import ArgumentParser
import SkillsScript
import SkvInterpreter

/// `skv FILE.skv --help`: the arguments of a script.
struct ScriptHelpCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "script-help",
    abstract: "List the arguments of a script (skv FILE.skv --help does it).",
    shouldDisplay: false)

  @Argument(help: "The script.", completion: .file(extensions: ["skv"]))
  var file: String

  func run() async throws {
    let script = try await LoadedScript(
      try ScriptInput(path: file), catalogue: try ContractOptions.inUse().catalogue)
    let arguments = script.checked.arguments
    let usage = arguments.isEmpty ? "" : " [NAME=VALUE...]"
    var lines = ["usage: skv \(file)\(usage) [options]", ""]
    if arguments.isEmpty {
      lines.append("\(file) takes no arguments.")
    } else {
      lines.append("Arguments:")
      lines += TwoColumns.wrapped(
        arguments.map { argument in
          let standard = argument.standard.map { "default: \($0)" } ?? "required"
          let help = argument.help.isEmpty ? "" : argument.help.joined(separator: " ") + " "
          return (argument.name, "\(help)(\(argument.usage); \(standard))")
        }, columns: ListingOutput.columns)
    }
    lines += ["", "`skv run --help` lists the options."]
    ListingOutput.print(lines.map(TerminalText.escaped))
  }
}
