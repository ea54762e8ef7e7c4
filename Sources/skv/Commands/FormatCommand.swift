import ArgumentParser
import Glibc
import SkillsScript

/// `skv fmt`: scripts in their canonical form.
struct FormatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt",
    abstract: "Write scripts in their canonical form.",
    usage: "skv fmt [--check] [--diff] FILE...   (- is standard input and output)",
    discussion: """
      Examples:
        skv fmt film.skv
        skv fmt --check --diff film.skv

      Comments are kept and the meaning is never changed; a script with errors is left alone. With \
      --check or --diff nothing is written; --check ends with 1 if a script is not in its canonical form.
      """)

  @Argument(
    help: ArgumentHelp("Scripts; - is standard input.", valueName: "file"),
    completion: .file(extensions: ["skv"]))
  var files: [String]

  @Flag(
    help: "Name the scripts that are not in their canonical form, and end with 1 if there are any.")
  var check = false

  @Flag(help: "Show what would change.")
  var diff = false

  func run() throws {
    var status = ExitStatus.done
    for file in files {
      switch try format(file) {
      case .done: break
      case let worse: if status != .scriptErrors { status = worse }
      }
    }
    if status != .done { throw ExitCode(status.rawValue) }
  }

  private func format(_ file: String) throws -> ExitStatus {
    let input = try ScriptInput(path: file)
    let script = Parser.parse(input.source)
    guard let canonical = Formatter.formatted(script) else {
      DiagnosticsPrinter(form: .human).print(script.diagnostics, of: SourceMap([input.source]))
      return .scriptErrors
    }
    let isCanonical = Array(canonical.utf8) == input.source.bytes
    if diff, !isCanonical {
      let old = input.source.text(in: input.source.contentStart..<input.source.bytes.count)
      ListingOutput.print(LineDiff.unified(from: old, to: canonical, name: input.source.name))
    }
    if check {
      if !isCanonical, !diff { ListingOutput.print([TerminalText.escaped(file)]) }
      return isCanonical ? .done : .usage
    }
    if diff { return .done }
    if input.origin == .standardInput {
      StandardStream.output.write(canonical)
    } else if !isCanonical {
      try ScriptFile.replace(file, with: canonical)
      StandardStream.error.write("\(TerminalText.escaped(file)): formatted\n")
    }
    return .done
  }
}
