package import LosslessJSON

/// One word of the service about a generation: an answer, or an event of its stream.
package struct GenerationReport: Sendable, Hashable {
  /// The event's name, nil for answers and for events without one.
  package let eventName: String?
  /// The JSON that came; text that is no JSON stays a string.
  package let payload: JSON
  /// The id in it.
  package let generationID: String?
  /// The status in it.
  package let status: GenerationStatus?
  /// What it says about the end.
  package let verdict: Verdict

  /// Reads an answer or an event.
  package init(payload: JSON, eventName: String? = nil) {
    self.payload = payload
    self.eventName = eventName
    let isText = payload.string != nil
    generationID = isText ? nil : GenerationStatus.generationID(in: payload)
    status = isText ? nil : GenerationStatus(in: payload)
    verdict = Verdict(status: status?.meaning, eventName: eventName)
  }

  /// Whether it tells of an end at all, by its status or by the name of its event.
  package var isTerminal: Bool { verdict != .running }

  /// The price it tells in credits: `usage.total`.
  package var credits: JSONNumber? { payload["usage"]?["total"]?.number }

  /// The seed that the service used: in `data`, else in the echoed `input`.
  package var seed: JSON? {
    if let seed = payload["data"]?.firstSeed { return seed }
    guard let seed = payload["input"]?["seed"], seed.isSeed else { return nil }
    return seed
  }

  /// What a report says about the end of its generation.
  package enum Verdict: Sendable, Hashable {
    /// It goes on.
    case running
    /// It ended well; its status says so.
    case succeeded
    /// It ended badly; its status says so.
    case failed
    /// It was canceled; its status says so.
    case canceled
    /// The name of the event alone says that it ended well.
    case succeededByName
    /// The name of the event alone says that it ended badly.
    case failedByName
    /// The name of the event tells of an end, the status of a generation that goes on.
    case contradictory

    init(status: GenerationStatus.Meaning?, eventName: String?) {
      let name = eventName?.lowercased()
      let failedNames: Set = ["failed", "failure", "canceled", "cancelled"]
      let endNames = failedNames.union([
        "completed", "complete", "succeeded", "success", "done", "finished", "terminal",
      ])
      let isEndByName = name.map(endNames.contains) ?? false
      switch status {
      case .succeeded: self = .succeeded
      case .failed: self = .failed
      case .canceled: self = .canceled
      case .running: self = isEndByName ? .contradictory : .running
      case .unknown, nil:
        if let name, isEndByName {
          self = failedNames.contains(name) ? .failedByName : .succeededByName
        } else {
          self = .running
        }
      }
    }
  }
}

extension JSON {
  fileprivate var isSeed: Bool { number != nil || string?.isEmpty == false }

  /// The first `seed` that is a number or a text, an object's own key before its values.
  fileprivate var firstSeed: JSON? {
    switch self {
    case .object(let object):
      if let seed = object["seed"], seed.isSeed { return seed }
      for member in object where member.key != "input" {
        if let seed = member.value.firstSeed { return seed }
      }
    case .array(let elements):
      for element in elements {
        if let seed = element.firstSeed { return seed }
      }
    default:
      break
    }
    return nil
  }
}
