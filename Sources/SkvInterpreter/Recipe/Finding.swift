import SkillsScript

/// One thing that a check has found: what is wrong, where, and how to mend it.
public struct Finding: Sendable, Hashable {
  /// How bad it is.
  public let severity: Severity
  /// The stable name of its kind, such as `E0203`; warnings begin with `W`.
  public let code: String
  /// One sentence without a full stop that says what is wrong.
  public let message: String
  /// A few words about the place, such as "did you mean `prompt`?"; empty where there is nothing to
  /// add.
  public let label: String
  /// The line of the script, from 1.
  public let line: Int
  /// The column in it, from 1, by display width: a tab takes 4, a wide character 2, a combining one
  /// none.
  public let column: Int
  /// Sentences that say how to go on.
  public let help: [String]
  /// All of it for a person, with the line of the script and marks under it; several lines, the last
  /// without an end.
  public let rendered: String

  /// How bad a finding is.
  public enum Severity: String, Sendable, Hashable, CaseIterable {
    /// The recipe cannot be performed.
    case error
    /// The recipe can be performed, and something about it deserves a look.
    case warning
  }

  init(_ diagnostic: Diagnostic, _ renderer: DiagnosticRenderer) {
    let span = diagnostic.primary.span
    let place = renderer.sources[span]?.position(of: span.start)
    severity = diagnostic.severity == .error ? .error : .warning
    code = diagnostic.code.rawValue
    message = diagnostic.message
    label = diagnostic.primary.text
    line = place?.line ?? 1
    column = place?.column ?? 1
    help = diagnostic.help
    rendered = String(renderer.rendered([diagnostic]).dropLast())
  }
}

extension Finding: CustomStringConvertible {
  /// The form for a person, which is ``rendered``.
  public var description: String { rendered }
}
