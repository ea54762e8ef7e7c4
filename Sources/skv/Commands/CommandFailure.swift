import ArgumentParser
import LosslessJSON
import SkillsVideo

/// Ends a command because of what the engine says before anything is sent.
enum CommandFailure {
  /// Prints the error as one line, as an event too where JSON lines are wanted, and gives the exit
  /// code that goes with it.
  static func ending(with error: EngineError, json: Bool = false) -> ExitCode {
    if json, let event = RunEvent.error(code: error.code.rawValue, message: error.message).json {
      StandardStream.output.write(event.printed(.spaced) + "\n")
    }
    let advice =
      error.code == .missingAPIKey ? "; `--sandbox` works without one, on an imitation" : ""
    StandardStream.error.write("skv: \(TerminalText.escaped(error.description))\(advice)\n")
    return ExitCode(ExitStatus(error).rawValue)
  }
}
