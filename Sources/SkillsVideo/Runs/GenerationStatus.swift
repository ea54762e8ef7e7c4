package import LosslessJSON

/// What an answer or an event calls the state of its generation.
///
/// The service's newer words are `IN_QUEUE`, `IN_PROGRESS`, `COMPLETED`, `FAILED`, `CANCELED`; older
/// answers use `starting`, `processing`, `succeeded`, `failed`, `canceled`. Case does not count.
package struct GenerationStatus: Sendable, Hashable {
  /// The word as it came.
  package let text: String
  /// The key under which it stood.
  package let key: String

  /// Creates a status.
  package init(_ text: String, key: String = "status") {
    self.text = text
    self.key = key
  }

  /// What the word means.
  package var meaning: Meaning {
    switch text.uppercased() {
    case "COMPLETED", "SUCCEEDED": .succeeded
    case "FAILED": .failed
    case "CANCELED", "CANCELLED": .canceled
    case "IN_QUEUE", "IN_PROGRESS", "STARTING", "PROCESSING": .running
    default: .unknown
    }
  }

  /// The meanings of the known words.
  package enum Meaning: Sendable, Hashable {
    /// It waits or is being made.
    case running
    /// It is there.
    case succeeded
    /// It failed.
    case failed
    /// It was canceled.
    case canceled
    /// A word that is not documented; it is never final.
    case unknown

    /// Whether the generation changes no more.
    package var isTerminal: Bool { self != .running && self != .unknown }
  }
}

// MARK: - Finding

extension GenerationStatus {
  /// Finds the status anywhere in an answer, depth-first, an object's own keys before its values.
  package init?(in json: JSON) {
    guard let (key, text) = json.firstText(under: Self.statusKeys) else { return nil }
    self.init(text, key: key)
  }

  /// Finds the generation's id anywhere in an answer, in the same way.
  package static func generationID(in json: JSON) -> String? {
    json.firstText(under: idKeys)?.text
  }

  /// Finds the id in the same way, but only under keys that name nothing else: not under `id`.
  package static func unmistakableID(in json: JSON) -> String? {
    json.firstText(under: idKeys.filter { $0 != "id" })?.text
  }

  private static let statusKeys = [
    "status", "state", "queue_state", "queueState", "prediction_status", "predictionStatus",
  ]
  private static let idKeys = [
    "generation_id", "generationId", "prediction_id", "predictionId", "task_id", "taskId", "id",
  ]
}

extension JSON {
  /// The first string that is not empty under one of the keys; depth is bounded by the parser.
  fileprivate func firstText(under keys: [String]) -> (key: String, text: String)? {
    switch self {
    case .object(let object):
      for key in keys {
        if let text = object[key]?.string, !text.isEmpty { return (key, text) }
      }
      for member in object {
        if let found = member.value.firstText(under: keys) { return found }
      }
    case .array(let elements):
      for element in elements {
        if let found = element.firstText(under: keys) { return found }
      }
    default:
      break
    }
    return nil
  }
}
