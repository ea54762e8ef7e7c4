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
  /// A run in doubt is only reported; ``reconcile()`` looks for it. The outcome is
  /// ``Outcome/notSent(_:)`` for a run that is planned, that a living program follows, or that was sent
  /// to another service.
  public func resume(
    _ record: RunRecord, settings: FollowSettings = FollowSettings(),
    report: @escaping @Sendable (RunEvent) -> Void
  ) async -> Outcome {
    do throws(EngineError) {
      try checkService(of: record)
    } catch {
      return outcome(of: error, report)
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
    case .abandoned:
      return outcome(
        of: EngineError(
          .abandoned, "run \(run) was given up while it was in doubt; nothing is taken up"),
        report)
    case .refused:
      var error = ServiceError(status: nil, text: record.errorMessage ?? "", body: nil)
      error.code = record.errorCode
      return .refused(record, error)
    }
  }

  /// Asks the service for the balance, which costs nothing and touches no run.
  ///
  /// The shape of the answer is not documented, so it is given as it comes, at most 16 MiB of it. What
  /// is transient (429, 5xx, time-outs, resets) is asked again, three times at most. Throws
  /// ``EngineError`` of the code `.missingAPIKey` without a key, `.notReached` where no answer came,
  /// `.unreadableAnswer` for a page of HTML and for bytes that are no text, and `.interrupted` when the
  /// task is cancelled.
  public func credits() async throws(EngineError) -> CreditsAnswer {
    try await CreditsInquiry(configuration, transport: transport, surroundings: surroundings)
      .answer()
  }
}
