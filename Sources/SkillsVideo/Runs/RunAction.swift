package import LosslessJSON

/// Something that the lifecycle of a run asks for; actions are performed in order.
package enum RunAction: Sendable, Hashable {
  /// Look at the claim once more and hand the request over.
  case submit
  /// Note that nothing was taken, wait, claim the run again, then tell `retryDue` or `claimFailed`.
  case retrySubmit(after: Duration)
  /// End the transfer of the submit; its failure is told as any other.
  case stopSubmit
  /// Write the id into the ledger before anything else, then tell `idCommitted` or `commitFailed`.
  case commit(id: String, credits: JSONNumber?)
  /// Wait, ask for the state by id, and tell the answer.
  case poll(after: Duration)
  /// Tell `graceOver` after this time.
  case waitForGrace(Duration)
  /// Let the caller hear an event.
  case report(RunEvent)
  /// The run is over; no action follows, and nothing that is observed later counts.
  case end(RunEnding)
}
