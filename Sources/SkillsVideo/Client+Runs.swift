public import LosslessJSON

// MARK: - What was begun before

extension Client {
  /// Every run that the ledger knows, by number.
  public func runs() async throws(EngineError) -> [RunRecord] {
    try await ledger.records()
  }

  /// The runs of the configured service that something is owed to and that no living program
  /// follows: accepted, finished and in doubt. Nothing was sent for a planned run.
  public func unfinished() async throws(EngineError) -> [RunRecord] {
    try await ledger.unfinished().filter { $0.baseURL == configuration.serviceName }
  }

  /// Takes a run up where it stands: polls what is accepted, downloads what is finished.
  ///
  /// A run in doubt is only reported: what the service has running is not compared with it, and it is
  /// never sent again. The outcome is ``Outcome/notSent(_:)`` for a run that is planned, that a living
  /// program follows, or that was sent to another service.
  public func resume(
    _ record: RunRecord, settings: FollowSettings = FollowSettings(),
    report: @escaping @Sendable (RunEvent) -> Void
  ) async -> Outcome {
    guard record.baseURL == configuration.serviceName else {
      return outcome(
        of: EngineError(
          .otherService,
          "run \(record.number) was sent to \(record.baseURL): set "
            + "\(Configuration.baseURLVariable) to it"), report)
    }
    return await detachable { interruption in
      await self.takeUp(Int64(record.number), settings, interruption, report)
    }
  }

  func takeUp(
    _ run: Int64, _ settings: FollowSettings, _ interruption: Interruption,
    _ report: @escaping @Sendable (RunEvent) -> Void
  ) async -> Outcome {
    let record: RunRecord
    do throws(EngineError) {
      record = try await ledger.takeUp(run)
    } catch {
      return outcome(of: error, report)
    }
    let flight = makeFlight(configuration.key, settings, report)
    switch record.state {
    case .planned:
      return outcome(
        of: EngineError(
          .nothingSent, "nothing was sent for run \(run), so there is nothing to take up"),
        report)
    case .accepted:
      return await flight.follow(record, interruption)
    case .finished:
      return await flight.finish(record, interruption)
    case .submitting, .inDoubt:
      let reason = record.errorMessage ?? "whether the service took the request is not known"
      report(.error(code: "in_doubt", message: reason))
      return .inDoubt(record, reason: reason)
    case .saved:
      return .saved(record)
    case .failed, .canceled:
      return .failed(record)
    case .refused:
      var error = ServiceError(status: nil, text: record.errorMessage ?? "", body: nil)
      error.code = record.errorCode
      return .refused(record, error)
    }
  }

  /// The balance as the service tells it; the form of the answer is not documented.
  ///
  /// Throws ``ServiceError`` for a refusal and ``EngineError`` for everything else. What is transient
  /// is asked again, three times at most.
  public func credits() async throws -> JSON {
    let settings = FollowSettings()
    let service = Service(baseURL: configuration.baseURL, key: try configuration.requiredKey())
    var delays = RetryDelays(random: surroundings.random).makeIterator()
    var trouble: any Error = EngineError(.notReached, "the balance could not be read")
    for pausesLeft in (0...3).reversed() {
      var pause = delays.pause()
      switch await ask(service.credits(settings: settings)) {
      case .success(let answer):
        if answer.isSuccess, let json = answer.json { return json }
        trouble =
          answer.isSuccess
          ? EngineError(.unreadableAnswer, "the balance came as \(answer.summary)")
          : answer.error as any Error
        guard answer.status == 429 || answer.status >= 500 else { throw trouble }
        pause = max(pause, answer.retryAfter ?? .zero)
      case .failure(let error):
        trouble = EngineError(
          .notReached, "the balance could not be read", cause: error.message)
      }
      guard pausesLeft > 0 else { break }
      try await surroundings.time.sleep(until: surroundings.time.now + pause)
    }
    throw trouble
  }

  private func ask(_ request: HTTPRequest) async -> Result<ServiceAnswer, TransportError> {
    do throws(TransportError) {
      let response = try await transport.open(request)
      return .success(
        try await ServiceAnswer(
          response, now: surroundings.wallClock(), key: configuration.key))
    } catch {
      return .failure(configuration.key.map { error.redacted(by: $0) } ?? error)
    }
  }
}
