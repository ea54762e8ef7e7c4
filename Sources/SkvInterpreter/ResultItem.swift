import LosslessJSON
import SkillsScript
import SkillsVideo

/// A run as the language sees its result.
enum ResultItem {
  /// The object of one item: status, model, id, seed, credits, elapsed, error, n, files and data.
  ///
  /// What is not known is null. Paths are relative to `folder` where they lie below it.
  static func json(_ record: RunRecord, relativeTo folder: String) -> JSON {
    [
      "status": JSON(record.status ?? record.state.rawValue),
      "model": .string(record.model),
      "id": JSON(record.generationID),
      "seed": record.usedSeed ?? .null,
      "credits": record.credits.map(JSON.number) ?? .null,
      "elapsed": record.elapsed.map { JSON(seconds: $0) } ?? .null,
      "error": ["code": JSON(record.errorCode), "message": JSON(record.errorMessage)],
      "n": .number(JSONNumber(record.files.count)),
      "files": .array(record.files.map { json($0, relativeTo: folder) }),
      "data": record.data ?? .null,
    ]
  }

  private static func json(_ file: SavedFile, relativeTo folder: String) -> JSON {
    [
      "path": .string(FilePath.shown(file.path, from: folder)),
      "url": .string(file.url),
      "type": .string(file.contentType),
      "bytes": .number(JSONNumber(file.bytes)),
      "sha256": .string(file.sha256),
      "width": JSON(file.width),
      "height": JSON(file.height),
      "duration": file.duration.flatMap { JSONNumber("\($0)") }.map(JSON.number) ?? .null,
    ]
  }
}

extension JSON {
  fileprivate init(_ text: String?) { self = text.map(JSON.string) ?? .null }

  fileprivate init(_ number: Int?) { self = number.map { .number(JSONNumber($0)) } ?? .null }
}

extension Plan {
  /// The items of each run by its label; null for a job without a result. A run none of whose jobs
  /// has one is left out.
  func items(in results: Results) -> [String: JSON] {
    var items: [String: JSON] = [:]
    for case .run(let label, let jobs, _) in steps {
      let known = jobs.map { results[$0] }
      if known.contains(where: { $0 != nil }) { items[label] = .array(known.map { $0 ?? .null }) }
    }
    return items
  }
}

extension Outcome {
  /// How the outcome looks to the schedule of a plan.
  var ending: Schedule.Ending {
    switch self {
    case .saved, .reused: .saved
    case .failed: .failed
    case .refused, .notSent, .ledgerUnusable: .refused
    case .inDoubt: .undecided
    case .finished, .timedOut, .pollingRefused, .detached: .unfinished
    }
  }
}
