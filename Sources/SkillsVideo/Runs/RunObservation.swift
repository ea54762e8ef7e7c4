/// Something that the lifecycle of a run is told.
package enum RunObservation: Sendable, Hashable {
  /// The run is claimed and may be sent. The first observation of a new run.
  case begin
  /// The run is taken up by its id. The first observation of a run that was accepted before.
  case resume
  /// The submit was answered with an event stream.
  case streamOpened(httpStatus: Int, url: String)
  /// The stream brought an event.
  case frame(ServerSentEvent)
  /// The stream has been silent for the idle limit.
  case streamStalled
  /// The stream ended in good order.
  case streamEnded
  /// The stream broke, or brought what cannot be read.
  case streamFailed(String)
  /// The submit was answered otherwise.
  case submitAnswered(ServiceAnswer)
  /// The submit was not answered; `wasSent` is false only if nothing of it can have left, and
  /// `mayPass` tells whether another try has any hope.
  case submitFailed(String, wasSent: Bool, mayPass: Bool = true)
  /// The id is in the ledger.
  case idCommitted
  /// The id could not be written into the ledger.
  case commitFailed(EngineError)
  /// The pause before another submit is over, and the run is claimed again.
  case retryDue
  /// The run is no longer ours to send.
  case claimFailed(EngineError)
  /// A file that was to be sent is no longer what the request says.
  case inputChanged(EngineError)
  /// A poll was answered.
  case pollAnswered(ServiceAnswer)
  /// A poll was not answered.
  case pollFailed(String)
  /// The time for the whole run is up.
  case deadlineReached
  /// The caller asked to stop.
  case interrupted
  /// The time to wait for an id after that is over.
  case graceOver
}
