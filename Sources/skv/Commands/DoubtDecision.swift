import ArgumentParser
import Glibc
import LosslessJSON
import SkillsVideo
import SkvInterpreter

/// What a person decides about one run in doubt.
struct DoubtDecision {
  /// The ways to settle one.
  enum Way: Sendable, Hashable {
    /// It has this generation.
    case adopt(String)
    /// It is given up.
    case abandon
    /// It is sent once more.
    case again
  }

  /// The way.
  let way: Way
  /// The commands, as they are called for the service of the run.
  let commands: CommandNames
  /// Whether JSON lines are wanted.
  let json: Bool

  /// Finds the run that a word means; a label has to mean one run in doubt alone.
  ///
  /// Throws a `ValidationError` that says what the word means instead.
  func record(
    named word: String, open: [RunRecord], all: [RunRecord]
  ) throws -> RunRecord {
    let doubtful = open.filter { $0.isNamed(word) && $0.state == .inDoubt }
    if let numbered = doubtful.first(where: { String($0.number) == word }) { return numbered }
    if let only = doubtful.first, doubtful.count == 1 { return only }
    let shown = TerminalText.escaped(word)
    guard doubtful.isEmpty else {
      let numbers = doubtful.map { String($0.number) }.joined(separator: ", ")
      throw ValidationError("several runs called \(shown) are in doubt: name one of \(numbers)")
    }
    guard let known = all.last(where: { $0.isNamed(word) }) else {
      throw ValidationError("no run is called \(shown)")
    }
    let reason =
      known.state == .inDoubt
      ? "is at work in another process, or was sent to another service"
      : "is \(RunTable.words(known.state)), not in doubt"
    throw ValidationError("run \(known.number) (\(TerminalText.escaped(known.label))) \(reason)")
  }

  /// Says what `--again` risks, and asks on a terminal unless `yes`; throws the exit code of a run that
  /// stays in doubt where the answer is no.
  func confirm(_ record: RunRecord, yes: Bool) throws {
    guard way == .again else { return }
    let risk =
      "run \(record.number) is sent once more; if the service took it the first time, "
      + "it is made and paid for twice"
    guard !yes, isatty(0) == 1, isatty(2) == 1 else {
      StandardStream.error.write(risk + "\n")
      return
    }
    StandardStream.error.write(risk + ". Send it? [y/N] ")
    let answer = readLine()?.lowercased() ?? ""
    guard answer == "y" || answer == "yes" else {
      StandardStream.error.write("nothing was sent\n")
      throw ExitCode(ExitStatus.inDoubt.rawValue)
    }
  }

  /// Does what was decided, and sees a run that goes on to its end.
  func perform(
    _ record: RunRecord, _ client: Client, _ resumption: Resumption, _ screen: Screen
  ) async throws -> ExitStatus {
    switch way {
    case .abandon:
      try await client.abandon(record)
      tell(record, screen)
      return .done
    case .adopt(let id):
      try await client.adopt(id, for: record)
      return await follow(record, resumption, screen) { record, report in
        await client.resume(record, report: report)
      }
    case .again:
      return await follow(record, resumption, screen) { record, report in
        await client.sendAgain(record, report: report)
      }
    }
  }

  private func tell(_ record: RunRecord, _ screen: Screen) {
    if json {
      let line: JSON = [
        "event": "abandoned", "number": .number(JSONNumber(record.number)), "state": "abandoned",
      ]
      screen.result(line.printed(.spaced))
    } else {
      screen.note(
        TerminalText.escaped(
          "run \(record.number) (\(record.label)) is given up; the same job may be paid for again"))
    }
  }

  private func follow(
    _ record: RunRecord, _ resumption: Resumption, _ screen: Screen,
    _ work: @escaping @Sendable (RunRecord, @escaping @Sendable (RunEvent) -> Void) async -> Outcome
  ) async -> ExitStatus {
    // A person has decided, so nothing is looked for.
    let summary = await Signals.detaching {
      await resumption.perform([record], looksForDoubts: false, work)
    } onFirst: {
      screen.note("stopping: what is running is left as it is")
    }
    return ExitStatus(summary)
  }
}
