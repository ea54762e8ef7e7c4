import ArgumentParser
import Glibc
import SkillsVideo

/// A run as it is named on the command line: by its short number, a generation id or a label.
enum RunArgument {
  /// A run that a word means.
  struct Match: Sendable {
    /// The run.
    let record: RunRecord
    /// What a person should know of the choice; nil where there was none.
    let note: String?
  }

  /// Finds the run that a word means, the number first; nil where no run of the ledger is called so.
  ///
  /// Of several runs with one label it is the newest of `service`, which the note says.
  static func match(_ word: String, in records: [RunRecord], service: String) -> Match? {
    if let record = records.first(where: { String($0.number) == word }) {
      return Match(record: record, note: nil)
    }
    if let record = records.last(where: { $0.generationID == word }) {
      return Match(record: record, note: nil)
    }
    let labelled = records.filter { $0.label == word }
    guard let newest = labelled.last(where: { $0.baseURL == service }) ?? labelled.last else {
      return nil
    }
    let note =
      labelled.count > 1
      ? "\(labelled.count) runs are called \(word); this is the newest, run \(newest.number)" : nil
    return Match(record: newest, note: note)
  }

  /// Finds the run that a word means, and tells of a choice on standard error.
  ///
  /// Throws a `ValidationError` where no run is called so.
  static func required(
    _ word: String, in records: [RunRecord], service: String, advice: String = ""
  ) throws -> RunRecord {
    guard let match = match(word, in: records, service: service) else {
      throw ValidationError("no run is called \(TerminalText.escaped(word))\(advice)")
    }
    tell(match)
    return match.record
  }

  /// Says on standard error which of several runs is meant.
  static func tell(_ match: Match) {
    guard let note = match.note else { return }
    StandardStream.error.write(TerminalText.escaped(note) + "\n")
  }

  /// What a shell completes: the newest runs' numbers, and their labels; nothing where there is no
  /// ledger yet.
  @Sendable static func words(_ line: [String], _: Int, _: String) async -> [String] {
    var environment = Environment.current
    if line.contains("--sandbox") {
      environment[Configuration.baseURLVariable] = "http://127.0.0.1"
    }
    guard let configuration = try? Configuration(environment: environment),
      access(configuration.ledgerPath, R_OK) == 0,
      let ledger = try? await Ledger.open(path: configuration.ledgerPath),
      let records = try? await ledger.records()
    else { return [] }
    let newest = records.suffix(100)
    let labels = newest.map(\.label).filter { label in
      label.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }
    return newest.map { String($0.number) } + Set(labels).sorted()
  }
}

extension CompletionKind {
  /// Completes runs of the ledger.
  static var runs: CompletionKind { .custom(RunArgument.words) }
}
