public import LosslessJSON

/// What is known of a run.
///
/// Times are milliseconds since 1970 by the wall clock, nil for what has not happened.
public struct RunRecord: Sendable, Hashable {
  /// The short number of the run in its ledger, from 1.
  public var number: Int
  /// Where it stands. A run whose owner died while submitting reads as in doubt.
  public var state: RunState
  /// The id that the service gave.
  public var generationID: String?
  /// The path of the model.
  public var model: String
  /// The service it was sent to.
  public var baseURL: String
  /// The label of the run that wanted it.
  public var label: String
  /// Its place among the jobs of its run, from 0.
  public var item: Int
  /// Which of several equal requests it is, from 1.
  public var take: Int
  /// The name of the script, nil for text that had no file.
  public var script: String?
  /// The body that was sent, in canonical form.
  public var request: JSON
  /// Where the outputs go.
  public var destination: Destination
  /// The status in the service's last word.
  public var status: String?
  /// The price in credits, exact.
  public var credits: JSONNumber?
  /// The seed that the service says it used.
  public var seed: JSON?
  /// The `data` of the last state.
  public var data: JSON?
  /// The outputs that are on disk, in the order of the service.
  public var files: [SavedFile]
  /// How many outputs the service named.
  public var outputCount: Int
  /// The code of what went wrong.
  public var errorCode: String?
  /// What went wrong, for a person.
  public var errorMessage: String?
  /// When it was noted.
  public var plannedAt: Int64
  /// When the request was handed over last.
  public var submittedAt: Int64?
  /// When the id was stored.
  public var acceptedAt: Int64?
  /// When its result, or that there is none, became known.
  public var endedAt: Int64?

  /// The seed that the service says it used, else the one that was sent.
  package var usedSeed: JSON? { seed ?? request["seed"].flatMap(\.unlessNull) }

  /// From the submit to the result, nil while there is none.
  public var elapsed: Duration? {
    guard let submittedAt, let endedAt else { return nil }
    return .milliseconds(max(0, endedAt - submittedAt))
  }
}
