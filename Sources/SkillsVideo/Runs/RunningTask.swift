package import LosslessJSON

/// One generation that the service says it has in hand, as far as its words can be read.
///
/// The list of such generations is documented as a bare array of `{id, status, usage, input}`. The
/// model is not among these; where an entry names one all the same, it counts.
package struct RunningTask: Sendable, Hashable {
  /// Its id, nil where none can be read.
  package let id: String?
  /// The model as the entry names it.
  package let model: String?
  /// The request as the service echoes it, nil where it is no object.
  package let input: JSONObject?

  /// Reads an entry; its id is never taken out of the echoed request.
  package init(_ entry: JSON) {
    let members = entry.object.map { $0.filter { $0.key != "input" } } ?? []
    id = GenerationStatus.generationID(in: .object(JSONObject(members)))
    model = entry["model"]?.string.flatMap { $0.isEmpty ? nil : $0 }
    input = entry["input"]?.object
  }

  /// How the entry goes with a request of which no id is known.
  package enum Fit: Sendable, Hashable {
    /// Its model fits where it is told, and its input holds every field that was sent.
    case matches
    /// It is another request's.
    case differs
    /// It tells too little to know.
    case unclear
  }

  /// How the entry goes with a request.
  package func fit(_ request: SentRequest) -> Fit {
    guard request.isFor(model: model) else { return .differs }
    guard id != nil, let input else { return .unclear }
    return request.differences(from: input).isEmpty ? .matches : .differs
  }
}
