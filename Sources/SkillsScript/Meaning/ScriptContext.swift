/// Where a script comes from, and what was decided outside of it.
package struct ScriptContext: Sendable {
  /// Where the text comes from, which decides some defaults.
  package var origin: Origin
  /// Words of options that were given as flags, by the option's name; they win over the script.
  ///
  /// They are trusted: one that `OptionTable.fault(of:word:)` objects to is not taken, and no
  /// finding says so, since it is no part of the text.
  package var overrides: [String: String]
  /// Words of options that hold where neither a flag nor the script says anything, trusted as the
  /// overrides are.
  package var defaults: [String: String]
  /// Caps that were given as flags, which join those of the script.
  package var budget: BudgetCaps
  /// The values of arguments that were given from outside, by the argument's name.
  package var arguments: [String: GivenArgument]
  /// The variables of the environment, of which `SKV_ARG_SHOTS` gives the argument `shots` a value
  /// where nothing else does.
  package var variables: [String: String]
  /// The folder that the script's files are relative to; empty for the working directory.
  package var folder: String

  /// Creates a context.
  package init(
    origin: Origin = .file, overrides: [String: String] = [:],
    defaults: [String: String] = [:], budget: BudgetCaps = BudgetCaps(),
    arguments: [String: GivenArgument] = [:], variables: [String: String] = [:],
    folder: String = ""
  ) {
    self.origin = origin
    self.overrides = overrides
    self.defaults = defaults
    self.budget = budget
    self.arguments = arguments
    self.variables = variables
    self.folder = folder
  }

  /// The places that a script can come from.
  package enum Origin: String, Sendable, CaseIterable {
    /// A file.
    case file
    /// The argument of `-c`.
    case commandLine
    /// Standard input.
    case standardInput
    /// The prompt.
    case prompt
  }

  /// The value that an argument was given from outside.
  func argument(_ name: String) -> GivenArgument? {
    if let given = arguments[name] { return given }
    let variable = "SKV_ARG_" + String(name.uppercased().map { $0 == "-" ? "_" : $0 })
    return variables[variable].map { GivenArgument(text: $0, place: variable) }
  }
}

/// A value that an argument of a script was given from outside.
package struct GivenArgument: Sendable, Hashable {
  /// The value, as text.
  package var text: String
  /// Where it was given, for messages: `--arg shots`, `SKV_ARG_SHOTS`.
  package var place: String
  /// The folder that a path in it is relative to; empty for the working directory.
  package var folder: String
  /// Whether it is never shown.
  package var isSecret: Bool

  /// Creates a value.
  package init(text: String, place: String, folder: String = "", isSecret: Bool = false) {
    self.text = text
    self.place = place
    self.folder = folder
    self.isSecret = isSecret
  }
}
