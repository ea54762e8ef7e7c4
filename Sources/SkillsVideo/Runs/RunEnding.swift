/// How the lifecycle of a run ended.
package enum RunEnding: Sendable, Hashable {
  /// A terminal state is known.
  case ended(GenerationResult)
  /// The service refused the request for good, or for longer than was to be waited.
  case refused(ServiceError)
  /// The time is up; the generation goes on.
  case timedOut
  /// The service does not answer for the id.
  case pollingRefused(ServiceError)
  /// Whether the service took the request is not known. The id stands if one was seen.
  case inDoubt(reason: String, id: String?)
  /// Nothing of the request left.
  case notSent(EngineError)
  /// The caller asked to stop.
  case detached
}
