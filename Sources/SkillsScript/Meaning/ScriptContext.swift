/// Where a script comes from, and what was decided outside of it.
package struct ScriptContext: Sendable {
  /// Where the text comes from, which decides some defaults.
  package var origin: Origin
  /// Words of options that were given as flags, by the option's name; they win over the script.
  ///
  /// They are trusted: one that `OptionTable.fault(of:word:)` objects to is not taken, and no
  /// finding says so, since it is no part of the text.
  package var overrides: [String: String]
  /// Caps that were given as flags, which join those of the script.
  package var budget: BudgetCaps
  /// The folder that the script's files are relative to; empty for the working directory.
  package var folder: String

  /// Creates a context.
  package init(
    origin: Origin = .file, overrides: [String: String] = [:],
    budget: BudgetCaps = BudgetCaps(), folder: String = ""
  ) {
    self.origin = origin
    self.overrides = overrides
    self.budget = budget
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

  /// A path of the script as a path of the working directory.
  func resolved(_ path: String) -> String {
    folder.isEmpty || path.hasPrefix("/") ? path : folder + "/" + path
  }
}
