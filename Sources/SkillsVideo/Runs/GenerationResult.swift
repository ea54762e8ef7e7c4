package import LosslessJSON

/// The last state of a generation, with what is read out of it.
package struct GenerationResult: Sendable, Hashable {
  /// How a generation ends.
  package enum Kind: Sendable, Hashable {
    /// Its result is there.
    case succeeded
    /// It failed.
    case failed
    /// It was canceled.
    case canceled
  }

  /// How it ended.
  package var kind: Kind
  /// Where the state came from.
  package var source: RunEvent.Source
  /// The id; nil only for a stream that told the end without ever naming one.
  package var generationID: String?
  /// The status as it came, nil where only the name of an event told the end.
  package var status: String?
  /// The state as it came.
  package var response: JSON
  /// The price in credits.
  package var credits: JSONNumber?
  /// The seed that the service used.
  package var seed: JSON?
  /// The outputs; empty unless it succeeded.
  package var outputs: [FoundOutput]
  /// What went wrong, nil if it succeeded.
  package var error: ServiceError?

  /// Reads a result out of the report that tells the end.
  ///
  /// `credits` is the price known so far, which stands if the report names none.
  package init(
    _ kind: Kind, report: GenerationReport, source: RunEvent.Source, generationID: String?,
    credits: JSONNumber?, outputs: [FoundOutput]
  ) {
    self.kind = kind
    self.source = source
    self.generationID = generationID
    self.outputs = kind == .succeeded ? outputs : []
    status = report.status?.text
    response = report.payload
    self.credits = report.credits ?? credits
    seed = report.seed
    error = kind == .succeeded ? nil : ServiceError(state: report.payload)
  }
}
