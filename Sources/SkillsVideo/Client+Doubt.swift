import LosslessJSON

// MARK: - What is in doubt

extension Client {
  /// Looks for everything of this service that is in doubt among what the service has running.
  ///
  /// It asks three times in half a minute, and never sends anything again. Runs that are found are
  /// accepted afterwards and can be taken up with ``resume(_:settings:report:)``; every other stays in
  /// doubt, since a generation may have ended before it was looked for. Only runs that were sent with
  /// the configured key can be found. Cancelling the task ends it early. Throws ``EngineError`` of the
  /// code `.missingAPIKey` or `.ledgerUnusable`.
  public func reconcile() async throws(EngineError) -> Reconciliation {
    try await ReconcilerMonitor(
      service: Service(baseURL: configuration.baseURL, key: try configuration.requiredKey()),
      serviceName: configuration.serviceName, transport: transport, ledger: ledger,
      time: surroundings.time, wallClock: surroundings.wallClock,
      patience: configuration.doubtPatience
    ).perform()
  }

  /// Gives a run in doubt a generation because a person says that it is the one.
  ///
  /// The service has to know the id, and what it tells of the model and the input has to agree with
  /// what was sent; a wrong id would lose the run. Then the run is accepted and can be taken up. Throws
  /// ``EngineError``: `.notSettled` if it does not agree or belongs to another run, `.notInDoubt`,
  /// `.runIsFollowed`, `.otherService`, `.missingAPIKey` or `.ledgerUnusable`. The run then stays as it
  /// was.
  public func adopt(
    _ id: String, for record: RunRecord
  ) async throws(EngineError) {
    let run = Int64(record.number)
    try checkService(of: record)
    let service = Service(baseURL: configuration.baseURL, key: try configuration.requiredKey())
    try await ledger.checkAdoption(of: run, as: id)
    let state = try await state(of: id, at: service, for: record)
    let told = RunningTask(state)
    if let name = told.id, name != id {
      throw stays(record, "asked for \(id), the service answered with \(name)")
    }
    let request = SentRequest(model: record.model, body: record.request)
    guard request.isFor(model: told.model) else {
      throw stays(record, "\(id) is of the model \(told.model ?? ""), not of \(record.model)")
    }
    if let input = told.input {
      let fields = request.differences(from: input)
      guard fields.isEmpty else {
        throw stays(
          record,
          "\(id) was made with other values than were sent for \(fields.joined(separator: ", "))")
      }
    }
    try await ledger.adopt(run, as: id)
  }

  /// Ends a run in doubt because a person gives it up: the same job may be paid for again.
  ///
  /// Throws ``EngineError``: `.notInDoubt`, `.runIsFollowed` or `.ledgerUnusable`.
  public func abandon(_ record: RunRecord) async throws(EngineError) {
    try await ledger.abandon(Int64(record.number))
  }

  /// Sends the request of a run in doubt exactly once more because a person says so, and sees it to its
  /// end.
  ///
  /// If the service took the first request after all, the same generation is paid for twice. Where the
  /// new request comes to nothing, the run is in doubt as before.
  public func sendAgain(
    _ record: RunRecord, settings: FollowSettings = FollowSettings(),
    report: @escaping @Sendable (RunEvent) -> Void
  ) async -> Outcome {
    await detachable { interruption in
      await self.sendAgain(record, settings, interruption, report)
    }
  }

  private func sendAgain(
    _ record: RunRecord, _ settings: FollowSettings, _ interruption: Interruption,
    _ report: @escaping @Sendable (RunEvent) -> Void
  ) async -> Outcome {
    let run = Int64(record.number)
    do throws(EngineError) {
      try checkService(of: record)
      let key = try configuration.requiredKey()
      guard try await ledger.knowsRequest(of: run) else {
        throw EngineError(
          .invalidInput,
          "a secret was part of the request of run \(run), which is not written down; give the run up "
            + "with --abandon, and run its script again")
      }
      let sending = try await ledger.sending(of: run) ?? Sending()
      let request = GenerationRequest(
        model: record.model, body: record.request, uploads: sending.uploads,
        useStream: sending.useStream, label: record.label, item: record.item, take: record.take,
        script: record.script, destination: record.destination, settings: settings)
      try checkSecrecy(of: request)
      let form = try await UploadForm.open(request, surroundings, interruption)
      guard !interruption.isRaised else {
        throw EngineError(.interrupted, "stopped before anything was sent")
      }
      try await ledger.sendAgain(run, with: key)
      return await makeFlight(key, settings, report).submit(request, form, run: run, interruption)
    } catch {
      return outcome(of: error, report)
    }
  }

  // MARK: - Parts

  func checkService(of record: RunRecord) throws(EngineError) {
    guard record.baseURL == configuration.serviceName else {
      throw EngineError(
        .otherService,
        "run \(record.number) was sent to \(record.baseURL): set "
          + "\(Configuration.baseURLVariable) to it")
    }
  }

  private func stays(_ record: RunRecord, _ reason: String) -> EngineError {
    EngineError(.notSettled, "\(reason); run \(record.number) is still in doubt")
  }

  /// The state of a generation that a person named.
  private func state(
    of id: String, at service: Service, for record: RunRecord
  ) async throws(EngineError) -> JSON {
    let inquiry = StateInquiry(service: service, transport: transport, surroundings: surroundings)
    switch await inquiry.answer(for: id) {
    case .success(let answer) where answer.isSuccess:
      guard let json = answer.json else {
        throw stays(record, "asked for \(id), the service answered with \(answer.summary)")
      }
      return json
    case .success(let answer):
      throw stays(record, "the service does not give \(id) (\(answer.error.description))")
    case .failure(let error):
      throw stays(record, "the service could not be asked for \(id) (\(error.message))")
    }
  }
}
