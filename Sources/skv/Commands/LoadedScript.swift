import ArgumentParser
import Contracts
import SkillsScript
import SkillsVideo
import SkvInterpreter

/// A script that was read and checked for a command.
struct LoadedScript: Sendable {
  /// The script as it was named.
  let input: ScriptInput
  /// What the check found out.
  let checked: CheckedScript

  /// Reads a script with what it names, and checks it.
  ///
  /// Throws an `ExitCode` where the API key stands in it, or in what it reads.
  init(
    _ input: ScriptInput, catalogue: Catalogue, runner: RunnerOptions? = nil,
    arguments: [String: GivenArgument] = [:], json: Bool = false
  ) async throws {
    self.input = input
    try Self.refuseKey(in: [input.source], json: json)
    let context = ScriptContext(
      origin: input.origin, overrides: runner?.overrides ?? [:],
      defaults: try OptionVariables.defaults(), budget: runner?.caps ?? BudgetCaps(),
      arguments: arguments, variables: Environment.current, folder: input.folder)
    checked = await Interpreter(catalogue: catalogue).check(input.source, context: context)
    try Self.refuseKey(in: checked.sources.sources.dropFirst(), json: json)
  }

  private static func refuseKey(in sources: some Sequence<SourceText>, json: Bool) throws {
    for source in sources {
      if let refusal = KeyInScript.refusal(of: source) {
        throw CommandFailure.ending(with: refusal, json: json)
      }
    }
  }

  /// Shows what was found, and gives the plan.
  ///
  /// Throws an `ExitCode` for a script with errors, and a `ValidationError` for a value whose argument
  /// the script does not declare.
  func plan(
    _ printer: DiagnosticsPrinter = DiagnosticsPrinter(form: .human),
    arguments: [String: GivenArgument] = [:]
  ) throws -> Plan {
    printer.print(checked.diagnostics, of: checked.sources)
    try refuseUnknown(arguments)
    guard let program = checked.program else {
      throw ExitCode(ExitStatus.scriptErrors.rawValue)
    }
    return Planner.plan(program)
  }

  /// Throws a `ValidationError` for a value whose argument the script does not declare.
  func refuseUnknown(_ arguments: [String: GivenArgument]) throws {
    let known = checked.arguments.map(\.name)
    for (name, given) in arguments.sorted(by: { $0.key < $1.key }) where !known.contains(name) {
      let meant = Suggestion.nearest(to: name, in: known, synonyms: [:]).first
      let advice =
        meant.map { "did you mean `\($0)`?" }
        ?? (known.isEmpty
          ? "it declares none with `arg`" : "its arguments are \(known.joined(separator: ", "))")
      throw ValidationError(
        "\(TerminalText.escaped(given.place)): \(TerminalText.escaped(input.source.name)) has no "
          + "argument `\(TerminalText.escaped(name))`; \(advice)")
    }
  }
}
