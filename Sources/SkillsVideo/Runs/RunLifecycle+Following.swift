import LosslessJSON

// MARK: - Once the id is stored

extension RunLifecycle {
  mutating func whileFollowing(_ observation: RunObservation) -> [RunAction] {
    switch observation {
    case .frame(let event):
      return follow(event)
    case .submitAnswered(let answer):
      return followAnswer(answer)
    case .streamStalled:
      return [.report(.sseTimeout)] + fallBack()
    case .streamEnded:
      stream = .over
      return [.report(.sseStreamEnded)] + fallBack()
    case .streamFailed:
      stream = .over
      return [.report(.sseConnectError)] + fallBack()
    case .pollAnswered(let answer):
      pollAttempts += 1
      return take(poll: answer)
    case .pollFailed(let message):
      pollAttempts += 1
      return pollAgain(httpStatus: nil, message: message, asked: nil)
    case .deadlineReached:
      return finishUnanswered(.timedOut)
    case .interrupted:
      return finish(.detached)
    default:
      return []
    }
  }

  /// The name of an event alone ends a run only where the event shows what came of it; else the state
  /// is asked for by id.
  private mutating func follow(_ event: ServerSentEvent) -> [RunAction] {
    let report = GenerationReport(event)
    note(report)
    let heard = RunAction.report(.sseEvent(report))
    switch report.verdict {
    case .running: return [heard]
    case .succeeded where outputs(in: report).isEmpty:
      emptySuccess = report
      return [heard] + fallBack()
    case .succeeded: return [heard] + finish(.succeeded, report, .stream)
    case .failed, .failedByName: return [heard] + finish(.failed, report, .stream)
    case .canceled: return [heard] + finish(.canceled, report, .stream)
    case .succeededByName where !outputs(in: report).isEmpty:
      return [heard] + finish(.succeeded, report, .stream)
    case .succeededByName, .contradictory: return [heard] + fallBack()
    }
  }

  private mutating func followAnswer(_ answer: ServiceAnswer) -> [RunAction] {
    guard let json = answer.json else { return [] }
    let report = GenerationReport(payload: json)
    note(report)
    if report.verdict == .succeeded, outputs(in: report).isEmpty {
      emptySuccess = report
    } else if let end = finishIfTerminal(report) {
      return end
    }
    if terms.mode == .stream { return fallBack() }
    polling = .running
    return [.poll(after: emptySuccess == nil ? pollPause() : .zero)]
  }

  /// Ends without a last word by id. A success that was told without a file stands: it is paid for,
  /// and may be asked for again later.
  private mutating func finishUnanswered(_ ending: RunEnding) -> [RunAction] {
    guard let emptySuccess else { return finish(ending) }
    return finish(.succeeded, emptySuccess, terms.mode == .stream ? .stream : .poll)
  }

  /// Starts polling, beside a stream that is open or alone.
  private mutating func fallBack() -> [RunAction] {
    switch polling {
    case .none:
      polling = .running
      hasFallenBack = true
      return [.report(.fallbackPollingStart), .poll(after: .zero)]
    case .running:
      return []
    case .refused(let error):
      return stream.isOpen && emptySuccess == nil ? [] : finishUnanswered(.pollingRefused(error))
    }
  }

  // MARK: - Polls

  private mutating func take(poll answer: ServiceAnswer) -> [RunAction] {
    guard let id = generationID else { return [] }
    if answer.isSuccess, let json = answer.json {
      let report = GenerationReport(payload: json)
      note(report)
      pollDelays = RetryDelays(random: terms.random).makeIterator()
      let heard = RunAction.report(
        .poll(
          generationID: id, attempt: pollAttempts, httpStatus: answer.status,
          status: report.status?.text, statusKey: report.status?.key,
          terminal: report.isTerminal))
      if let end = finishIfTerminal(report) { return [heard] + end }
      return [heard, .poll(after: pollPause())]
    }
    let isYoung = elapsed - acceptedAt < Self.patienceWithUnknownID
    if answer.isSuccess || answer.status == 429 || answer.status >= 500
      || (answer.status == 404 && isYoung)
    {
      let message = answer.isSuccess ? "the answer is \(answer.summary)" : answer.error.description
      return pollAgain(httpStatus: answer.status, message: message, asked: answer.retryAfter)
    }
    polling = .refused(answer.error)
    let heard = RunAction.report(
      .pollError(
        generationID: id, attempt: pollAttempts, httpStatus: answer.status, transient: false,
        message: answer.error.message))
    guard !stream.isOpen || emptySuccess != nil else { return [heard] }
    return [heard] + finishUnanswered(.pollingRefused(answer.error))
  }

  private mutating func pollAgain(
    httpStatus: Int?, message: String, asked: Duration?
  ) -> [RunAction] {
    guard let id = generationID else { return [] }
    let heard = RunAction.report(
      .pollError(
        generationID: id, attempt: pollAttempts, httpStatus: httpStatus, transient: true,
        message: message))
    let delay = max(pollDelays.pause(), asked ?? .zero)
    if elapsed + delay >= terms.settings.timeout && !stream.isOpen {
      return [heard] + finishUnanswered(.timedOut)
    }
    return [heard, .poll(after: delay)]
  }

  private mutating func pollPause() -> Duration {
    defer { nextPoll = min(nextPoll * 2, terms.settings.boundedPollInterval) }
    return nextPoll
  }

  private mutating func finishIfTerminal(_ report: GenerationReport) -> [RunAction]? {
    switch report.verdict {
    case .succeeded: finish(.succeeded, report, .poll)
    case .failed: finish(.failed, report, .poll)
    case .canceled: finish(.canceled, report, .poll)
    case .running, .succeededByName, .failedByName, .contradictory: nil
    }
  }
}

extension RunLifecycle.StreamState {
  fileprivate var isOpen: Bool {
    if case .open = self { true } else { false }
  }
}
