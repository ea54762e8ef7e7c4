package import LosslessJSON

// MARK: - Looking and fetching, without a submit

extension Client {
  /// What is known of a run beyond its record: how it came to its state, and its outputs on disk or
  /// not.
  package func details(
    of record: RunRecord
  ) async throws(EngineError) -> (history: [RunChange], outputs: [LedgerOutput]) {
    let run = Int64(record.number)
    return (try await ledger.history(of: run), try await ledger.outputs(of: run))
  }

  /// The last state of a run that has ended, as the service told it, and where it came from; nil where
  /// none is known.
  package func ending(
    of record: RunRecord
  ) async throws(EngineError) -> (response: JSON, source: RunEvent.Source)? {
    try await ledger.ending(of: Int64(record.number))
  }

  /// Polls for a generation that is not, or need not be, in the ledger, until it ends.
  ///
  /// Nothing is written down and nothing is downloaded. An id that the service does not know ends it
  /// at once, since nobody knows how young it is. Cancelling the task ends it with `.detached`. Throws
  /// ``EngineError`` of the code `.missingAPIKey`.
  package func watch(
    _ id: String, settings: FollowSettings, report: @escaping @Sendable (RunEvent) -> Void
  ) async throws(EngineError) -> RunEnding {
    let service = Service(baseURL: configuration.baseURL, key: try configuration.requiredKey())
    let terms = RunLifecycle.Terms(
      mode: .polling, url: "", request: [:], settings: settings, random: surroundings.random)
    return await detachable { [self] interruption in
      let monitor = RunMonitor(
        run: 0,
        lifecycle: RunLifecycle(
          terms, following: id, age: RunLifecycle.patienceWithUnknownID, credits: nil),
        submit: nil, settings: settings,
        surroundings: RunMonitor.Surroundings(
          transport: transport, ledger: ledger, service: service, time: surroundings.time,
          wallClock: surroundings.wallClock, executor: surroundings.executor),
        interruption: interruption, report: report)
      return await monitor.follow { _ in }
    }
  }

  /// The outputs that the service names for a generation now; nil where it has not ended well, or is
  /// not to be had.
  package func outputs(ofGeneration id: String) async throws(EngineError) -> [FoundOutput]? {
    let service = Service(baseURL: configuration.baseURL, key: try configuration.requiredKey())
    let inquiry = StateInquiry(service: service, transport: transport, surroundings: surroundings)
    guard case .success(let answer) = await inquiry.answer(for: id), answer.isSuccess,
      let json = answer.json, GenerationReport(payload: json).verdict == .succeeded
    else { return nil }
    return OutputFinder.outputs(in: json)
  }

  /// Fetches outputs to a place beside the ledger: no run's own files are touched or noted. Those of a
  /// known run get its recipe if its own files have it.
  package func fetch(
    _ outputs: [FoundOutput], of id: String, _ record: RunRecord? = nil,
    to destination: Destination,
    report: @escaping @Sendable (RunEvent) -> Void
  ) async -> (files: [SavedFile], failure: DownloadError?) {
    var recipe: EmbeddedRecipe?
    if let record, record.destination.embedsRecipe {
      recipe = try? await ledger.recipe(of: Int64(record.number))
    }
    let retrieval = Retrieval(
      destination: destination,
      values: LateValues(
        ext: "", file: 1, seed: nil, id: id, submittedAt: surroundings.wallClock()),
      recipe: recipe, transport: transport, surroundings: surroundings, key: configuration.key,
      report: report)
    let task = Task(executorPreference: surroundings.executor) { await retrieval.fetch(outputs) }
    return await withTaskCancellationHandler {
      await task.value
    } onCancel: {
      task.cancel()
    }
  }
}
