import LosslessJSON
import SkillsVideo
import SkvInterpreter

/// Prints the events of one generation as JSON lines on standard output, and nothing else.
struct EventReporter: Reporter {
  /// Where they are printed.
  let screen: Screen

  func hear(_ event: SessionEvent) {
    if case .run(_, let event) = event { tell(event) }
  }

  /// Prints one event.
  func tell(_ event: RunEvent) {
    if let line = event.json { screen.result(line.printed(.spaced)) }
  }
}
