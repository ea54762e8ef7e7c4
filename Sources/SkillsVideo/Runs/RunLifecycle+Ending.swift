import LosslessJSON

// MARK: - How a run ends

extension RunLifecycle {
  /// Ends with a terminal state.
  mutating func finish(
    _ kind: GenerationResult.Kind, _ report: GenerationReport, _ source: RunEvent.Source
  ) -> [RunAction] {
    finish(
      .ended(
        GenerationResult(
          kind, report: report, source: source, generationID: generationID, credits: credits,
          outputs: outputs(in: report))))
  }

  /// Ends, with the one event that tells how.
  mutating func finish(_ ending: RunEnding) -> [RunAction] {
    phase = .ended
    var actions: [RunAction] = []
    if hasFallenBack, let exitCode = ending.pollingExitCode {
      actions.append(.report(.fallbackPollingEnd(exitCode: exitCode)))
    }
    return actions + [.report(event(for: ending)), .end(ending)]
  }

  private func event(for ending: RunEnding) -> RunEvent {
    switch ending {
    case .ended(let result):
      .terminal(
        source: result.source, ok: result.kind == .succeeded, generationID: result.generationID,
        status: result.status, response: result.response)
    case .refused(let error):
      .error(code: error.category.rawValue, message: error.description)
    case .timedOut:
      .timeout(generationID: generationID ?? "", elapsed: elapsed, lastStatus: lastStatus)
    case .pollingRefused(let error):
      .error(code: "polling_refused", message: error.description)
    case .inDoubt(let reason, _):
      .error(code: "in_doubt", message: reason)
    case .notSent(let error):
      .error(code: error.code.rawValue, message: error.message)
    case .detached:
      .error(
        code: EngineError.Code.interrupted.rawValue,
        message: generationID.map { "stopped following \($0), which goes on at the service" }
          ?? "stopped before anything was sent")
    }
  }

  /// Remembers what a report tells on the way.
  mutating func note(_ report: GenerationReport) {
    if let status = report.status { lastStatus = status.text }
    if let credits = report.nonzeroCredits { self.credits = credits }
  }

  func outputs(in report: GenerationReport) -> [FoundOutput] {
    OutputFinder.outputs(in: report.payload, request: terms.request)
  }
}

extension RunEnding {
  /// The exit code that polling beside or after a stream reports; nil where it had no part in it.
  fileprivate var pollingExitCode: Int32? {
    switch self {
    case .ended(let result): result.kind == .succeeded ? 0 : 10
    case .timedOut: 11
    case .pollingRefused: 12
    case .detached: 130
    case .refused, .inDoubt, .notSent: nil
    }
  }
}

extension GenerationReport {
  /// Reads an event; data that is no JSON is kept as text.
  package init(_ event: ServerSentEvent) {
    let payload = (try? JSON(parsing: event.data)) ?? .string(event.data)
    self.init(payload: payload, eventName: event.name)
  }
}

extension RunEvent {
  /// The event that tells of a frame of the stream.
  static func sseEvent(_ report: GenerationReport) -> RunEvent {
    .sseEvent(
      name: report.eventName, generationID: report.generationID, status: report.status?.text,
      statusKey: report.status?.key, terminal: report.isTerminal, payload: report.payload)
  }
}

extension GenerationReport {
  /// The price that it tells on the way; a zero before the end is no price yet.
  var nonzeroCredits: JSONNumber? { credits.flatMap { $0.isZero ? nil : $0 } }
}
