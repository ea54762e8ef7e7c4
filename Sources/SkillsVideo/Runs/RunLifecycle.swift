package import LosslessJSON

/// Decides what is done about one run, from its submit to its last state.
///
/// It is told what happens and answers with what to do; it waits for nothing and touches nothing, so
/// that every rule about money can be read and tested as a table. Whoever drives it performs the
/// actions in order and tells it the consequences. A second submit is asked for only after an answer
/// or a failure which shows that nothing was taken.
package struct RunLifecycle: Sendable {
  /// What one run needs to be told once.
  package struct Terms: Sendable {
    /// Whether the submit asks for an event stream.
    package var mode: RunEvent.Mode
    /// The address of the submit.
    package var url: String
    /// The body that is sent; addresses in it are no outputs.
    package var request: JSON
    /// How patient to be.
    package var settings: FollowSettings
    /// Numbers from 0 to 1 for the jitter of pauses.
    package var random: @Sendable () -> Double

    /// Creates terms.
    package init(
      mode: RunEvent.Mode, url: String, request: JSON, settings: FollowSettings,
      random: @escaping @Sendable () -> Double
    ) {
      self.mode = mode
      self.url = url
      self.request = request
      self.settings = settings
      self.random = random
    }
  }

  /// How long an unknown id may be a matter of the service's own delay.
  package static let patienceWithUnknownID = Duration.seconds(60)
  /// How long an interrupt waits for the id of a submit that is on its way.
  package static let grace = Duration.seconds(5)

  let terms: Terms
  var phase = Phase.idle
  var elapsed = Duration.zero
  /// When the id was stored, on the clock of `elapsed`; negative for a run that is taken up.
  var acceptedAt = Duration.zero
  var generationID: String?
  var credits: JSONNumber?
  var lastStatus: String?
  var lastFrame: ServerSentEvent?
  var stop: Stop?
  var stream = StreamState.none
  var polling = PollingState.none
  var hasFallenBack = false
  /// An end told by the submit's answer or its stream that is a success, though it names no file.
  var emptySuccess: GenerationReport?
  var submitDelays: RetryDelays.Iterator
  var submitRetries = 0
  var pollDelays: RetryDelays.Iterator
  var nextPoll: Duration
  var pollAttempts = 0

  enum Phase {
    case idle
    /// The request is out, or about to be; no id is known.
    case submitting
    /// Nothing was taken; this is how the run ends if it is not sent again.
    case pausing(RunEnding)
    /// An id is on its way into the ledger; what is observed meanwhile waits.
    case committing(id: String, held: [RunObservation])
    /// The id is stored.
    case following
    case ended
  }

  enum Stop {
    case deadline, interrupt
  }

  enum StreamState {
    case none, open, over
  }

  enum PollingState {
    case none, running
    case refused(ServiceError)
  }

  /// Starts the lifecycle of a run that is still to be sent.
  package init(_ terms: Terms) {
    self.terms = terms
    let delays = RetryDelays(random: terms.random)
    submitDelays = delays.makeIterator()
    pollDelays = delays.makeIterator()
    nextPoll = min(.seconds(1), terms.settings.boundedPollInterval)
  }

  /// Starts the lifecycle of a run whose id is stored already; `age` is the time since then.
  package init(_ terms: Terms, following id: String, age: Duration, credits: JSONNumber?) {
    self.init(terms)
    generationID = id
    acceptedAt = .zero - age
    self.credits = credits
  }

  /// Takes in what happened at `elapsed` since the beginning and answers with what to do.
  package mutating func handle(
    _ observation: RunObservation, at elapsed: Duration
  ) -> [RunAction] {
    self.elapsed = max(self.elapsed, elapsed)
    switch phase {
    case .idle: return start(observation)
    case .submitting: return whileSubmitting(observation)
    case .pausing(let ending): return whilePausing(observation, otherwise: ending)
    case .committing(let id, let held): return whileCommitting(observation, id, held)
    case .following: return whileFollowing(observation)
    case .ended: return []
    }
  }

  private mutating func start(_ observation: RunObservation) -> [RunAction] {
    switch observation {
    case .begin:
      phase = .submitting
      return [.report(.start(url: terms.url, mode: terms.mode)), .submit]
    case .resume:
      phase = .following
      polling = .running
      return [.poll(after: .zero)]
    case .interrupted, .deadlineReached:
      return finish(.detached)
    default:
      return []
    }
  }

  private mutating func whilePausing(
    _ observation: RunObservation, otherwise ending: RunEnding
  ) -> [RunAction] {
    switch observation {
    case .retryDue:
      phase = .submitting
      stream = .none
      return [.submit]
    case .claimFailed(let error): return finish(.notSent(error))
    case .interrupted: return finish(.detached)
    case .deadlineReached: return finish(ending)
    default: return []
    }
  }

  private mutating func whileCommitting(
    _ observation: RunObservation, _ id: String, _ held: [RunObservation]
  ) -> [RunAction] {
    switch observation {
    case .idCommitted:
      phase = .following
      generationID = id
      acceptedAt = elapsed
      var actions: [RunAction] = [.report(.accepted(generationID: id))]
      for observation in held { actions += handle(observation, at: elapsed) }
      if case .following = phase, let stop { actions += finish(after: stop) }
      return actions
    case .commitFailed(let error):
      return finish(
        .inDoubt(
          reason: "the service accepted it as \(id), but the ledger did not take the id: \(error)",
          id: id))
    default:
      phase = .committing(id: id, held: held + [observation])
      return []
    }
  }

  private mutating func finish(after stop: Stop) -> [RunAction] {
    switch stop {
    case .deadline: finish(.timedOut)
    case .interrupt: finish(.detached)
    }
  }
}
