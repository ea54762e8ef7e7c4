import ArgumentParser
import SkillsScript

/// Lengths of time on the command line.
enum TimeWords {
  /// Reads a length of time such as `90s`; the reader throws a `ValidationError` that names the flag.
  static func duration(_ flag: String) -> @Sendable (String) throws -> Duration {
    { text in
      guard let duration = OptionTable.duration(text), duration >= .zero else {
        throw ValidationError(
          "`\(flag)` takes a length of time such as `90s` or `15m`, and not "
            + "`\(TerminalText.escaped(text))`")
      }
      return duration
    }
  }
}
