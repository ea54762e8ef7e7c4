import LosslessJSON

// MARK: - While no id is known

extension RunLifecycle {
  mutating func whileSubmitting(_ observation: RunObservation) -> [RunAction] {
    switch observation {
    case .streamOpened(let httpStatus, let url):
      stream = .open
      return [.report(.sseOpen(httpStatus: httpStatus, url: url))]
    case .frame(let event):
      return take(event)
    case .streamStalled:
      return [.report(.sseTimeout)]
    case .streamEnded:
      stream = .over
      return [.report(.sseStreamEnded)] + doubt(streamEndReason)
    case .streamFailed(let message):
      stream = .over
      return [.report(.sseConnectError)]
        + doubt("the event stream broke before it named a generation: \(message)")
    case .submitAnswered(let answer):
      return take(answer)
    case .submitFailed(let message, let wasSent, let mayPass):
      return takeFailure(message, wasSent: wasSent, mayPass: mayPass)
    case .claimFailed(let error), .inputChanged(let error):
      return finish(.notSent(error))
    case .deadlineReached:
      stop = .deadline
      return [.stopSubmit]
    case .interrupted:
      guard stop == nil else { return [] }
      stop = .interrupt
      return [.waitForGrace(Self.grace)]
    case .graceOver:
      return stop == .interrupt ? [.stopSubmit] : []
    default:
      return []
    }
  }

  private mutating func take(_ event: ServerSentEvent) -> [RunAction] {
    let report = GenerationReport(event)
    lastFrame = event
    if let id = report.generationID {
      phase = .committing(id: id, held: [.frame(event)])
      return [.commit(id: id, credits: report.nonzeroCredits)]
    }
    note(report)
    let heard = RunAction.report(.sseEvent(report))
    switch report.verdict {
    case .failed: return [heard] + finish(.failed, report, .stream)
    case .canceled: return [heard] + finish(.canceled, report, .stream)
    case .succeeded, .succeededByName:
      // Paid for and told, though never named: the addresses are all that there is to keep.
      guard !outputs(in: report).isEmpty else { return [heard] }
      return [heard] + finish(.succeeded, report, .stream)
    case .running, .failedByName, .contradictory:
      return [heard]
    }
  }

  private mutating func take(_ answer: ServiceAnswer) -> [RunAction] {
    if let json = answer.json, let id = answer.acceptedID {
      let report = GenerationReport(payload: json)
      phase = .committing(id: id, held: [.submitAnswered(answer)])
      return [.commit(id: id, credits: report.nonzeroCredits)]
    }
    var actions: [RunAction] = []
    if terms.mode == .stream && !answer.isSuccess {
      actions = [
        .report(
          .sseHTTPError(
            httpStatus: answer.status, message: answer.error.message, payload: answer.json))
      ]
    }
    let isRefusedForNow =
      answer.status == 429 || (answer.status == 503 && answer.isServiceError)
    if isRefusedForNow && !hasBeenAnswered {
      return actions
        + sendAgain(
          because: answer.error.description, asked: answer.retryAfter,
          otherwise: .refused(answer.error))
    }
    if !answer.isSuccess && answer.isServiceError && !hasBeenAnswered {
      return actions + finish(.refused(answer.error))
    }
    return actions + doubt("the submit was answered with \(answer.summary)")
  }

  /// Whether a stream has opened for this submit: then the service has taken it on.
  private var hasBeenAnswered: Bool {
    if case .none = stream { false } else { true }
  }

  /// Ends in doubt; where the run was stopped, that is the reason.
  private mutating func doubt(_ reason: String) -> [RunAction] {
    let reason =
      switch stop {
      case .deadline: "no id came within the time for the run"
      case .interrupt: "stopped before the service named an id"
      case nil: reason
      }
    return finish(.inDoubt(reason: reason, id: nil))
  }

  private mutating func takeFailure(
    _ message: String, wasSent: Bool, mayPass: Bool
  ) -> [RunAction] {
    let heard: [RunAction] = terms.mode == .stream ? [.report(.sseConnectError)] : []
    guard !wasSent && !hasBeenAnswered else {
      return heard + doubt("the submit was not answered: \(message)")
    }
    let reason = stop == .deadline ? "the time for the run was up first" : message
    let error = EngineError(
      .notReached, "the service could not be reached, nothing was sent: \(reason)")
    if stop == .interrupt { return heard + finish(.detached) }
    guard mayPass || stop != nil else {
      return heard
        + finish(
          .notSent(
            EngineError(.notReached, "the request cannot be sent, and nothing was: \(message)")))
    }
    return heard + sendAgain(because: message, asked: nil, otherwise: .notSent(error))
  }

  /// Asks for another try if tries and time are left; the pause is at least what the service asked.
  private mutating func sendAgain(
    because reason: String, asked: Duration?, otherwise ending: RunEnding
  ) -> [RunAction] {
    if stop == .interrupt { return finish(.detached) }
    guard stop == nil, submitRetries < terms.settings.retry else { return finish(ending) }
    let delay = max(submitDelays.pause(), asked ?? .zero)
    guard elapsed + delay < terms.settings.timeout else { return finish(ending) }
    submitRetries += 1
    phase = .pausing(ending)
    return [
      .report(.retry(attempt: submitRetries, delay: delay, reason: reason)),
      .retrySubmit(after: delay),
    ]
  }

  private var streamEndReason: String {
    switch lastFrame {
    case nil: "the event stream ended without any event"
    case .some(let event) where event.hadInvalidUTF8:
      "the event stream brought bytes that are not UTF-8 and no id"
    case .some(let event) where event.wasCutShort:
      "the event stream ended in the middle of an event, before any id: "
        + event.data.excerpt(limit: 200)
    case .some(let event):
      "the event stream ended without an id; its last event was "
        + event.data.excerpt(limit: 200)
    }
  }
}

extension ServiceAnswer {
  /// The id of the generation that the answer to a submit tells of.
  ///
  /// A refusal may name its own request under `id`; that is taken for a generation's only beside a
  /// status that generations have.
  fileprivate var acceptedID: String? {
    guard let json else { return nil }
    if !isSuccess, isServiceError, GenerationStatus(in: json)?.meaning ?? .unknown == .unknown {
      return GenerationStatus.unmistakableID(in: json)
    }
    return GenerationStatus.generationID(in: json)
  }
}
