import ArgumentParser
import SkillsVideo

/// Ends a command because of what the engine says before anything is sent.
enum CommandFailure {
  /// Prints the error as one line and gives the exit code that goes with it.
  static func ending(with error: EngineError) -> ExitCode {
    StandardStream.error.write("skv: \(TerminalText.escaped(error.message))\n")
    return ExitCode(ExitStatus(error).rawValue)
  }
}
