// MARK: - What was done before

extension Client {
  /// Makes sure that there is a key; throws `.missingAPIKey` with where to get one.
  package func checkKey() throws(EngineError) {
    _ = try configuration.requiredKey()
  }

  /// Whether what it talks to is on this machine, which only an imitation of the service is.
  package var talksToThisMachine: Bool { configuration.isLoopback }

  /// What makes a job the same as another one at this service.
  package func identity(of request: GenerationRequest) -> RunIdentity {
    request.runIdentity(at: configuration.serviceName)
  }

  /// Takes the jobs of a lock that this service was paid for into the ledger, where it does not know
  /// them.
  package func adopt(_ contents: LockContents, folder: String) async throws(EngineError) {
    let service = configuration.serviceName
    try await ledger.adopt(contents.sorted.filter { $0.service == service }, folder: folder)
  }

  /// The newest round of a job, as the ledger knows it.
  package func round(of request: GenerationRequest) async throws(EngineError) -> Int {
    try await ledger.round(of: identity(of: request))
  }

  /// Where a job stands in a round.
  package func standing(
    of request: GenerationRequest, round: Int
  ) async throws(EngineError) -> Standing {
    try await ledger.standing(of: identity(of: request), round: round)
  }

  /// Opens a new round for each of some jobs, before anything of it is submitted.
  package func openRounds(
    of requests: [GenerationRequest], known: [Int]
  ) async throws(EngineError) -> [Int] {
    try await ledger.openRounds(
      of: requests.map { identity(of: $0) }, known: known)
  }

  /// Does for a job only what was not done before.
  func reuse(
    _ request: GenerationRequest, round: Int, _ interruption: Interruption,
    _ report: @escaping @Sendable (RunEvent) -> Void
  ) async -> Outcome {
    let deadline = surroundings.time.now + request.settings.timeout
    var follower: ProcessIdentity?
    while true {
      let standing: Standing
      do {
        standing = try await self.standing(of: request, round: round)
      } catch {
        return outcome(of: error, report)
      }
      switch standing {
      case .saved(let record):
        return await provide(record, for: request, interruption, report)
      case .open(let record), .inDoubt(let record):
        let outcome = await takeUp(Int64(record.number), request.settings, interruption, report)
        // Another process may have been quicker.
        if case .notSent(let error) = outcome, error.code == .runIsFollowed { break }
        guard case .saved(let record) = outcome else { return outcome }
        let provided = await provide(record, for: request, interruption, report)
        if case .reused(let record) = provided { return .saved(record) }
        return provided
      case .followed(let record, let owner):
        if follower != owner { report(.followedElsewhere(process: Int(owner.process))) }
        follower = owner
        guard await pause(interruption) else { return .detached(record) }
        guard surroundings.time.now < deadline else {
          return outOfTime(record, owner, request.settings.timeout, report)
        }
      case .ended(let record) where record.isFinal:
        report(.error(code: record.errorCode ?? "refused", message: Self.needsFresh(record)))
        return .failed(record)
      case .new, .ended:
        if case .only = request.reuse {
          if let follower { return endedElsewhere(standing, follower, report) }
          return outcome(
            of: EngineError(.locked, "it was not done before, and nothing may be submitted"),
            report)
        }
        let nonce = RunIdentity.nonce(ofRound: round)
        if let outcome = await pay(for: request, nonce: nonce, interruption, report) {
          return outcome
        }
      }
    }
  }

  /// Has the files of a saved run stand where the job wants them; what stands nowhere any more is asked
  /// for again by the generation's id.
  private func provide(
    _ record: RunRecord, for request: GenerationRequest, _ interruption: Interruption,
    _ report: @escaping @Sendable (RunEvent) -> Void
  ) async -> Outcome {
    let run = Int64(record.number)
    do throws(EngineError) {
      if record.destination.folder != request.destination.folder
        || record.destination.pieces != request.destination.pieces
      {
        try await checkDestination(request.destination)
      }
      let found: Provision.Result
      do throws(DownloadError) {
        found = try await provision(of: record, to: request.destination).provide()
      } catch {
        return .finished(record, error)
      }
      var reused = record
      reused.files = found.files
      if found.missing.isEmpty { return .reused(reused) }
      var destination = request.destination
      if found.isInTheWay { destination.overwrite = .number }
      try await ledger.reopen(run, places: found.missing, destination: destination)
      let flight = makeFlight(configuration.key, request.settings, report)
      let outcome = await flight.finish(try await ledger.record(run), interruption)
      if case .saved(let record) = outcome { return .reused(record) }
      return outcome
    } catch {
      return outcome(of: error, report)
    }
  }

  /// Copies the files of a saved run, or one of them, where a destination says, and gives their absolute
  /// paths; what stands there already with the same bytes stays.
  ///
  /// Throws ``EngineError`` of the code `.noSuchOutput` for an output that the run does not have or
  /// whose file is gone, and `.outputNotWritten` for a place that cannot be written.
  package func copy(
    run number: Int, output: Int?, to destination: Destination
  ) async throws(EngineError) -> [String] {
    try await checkDestination(destination)
    let record = try await ledger.record(Int64(number))
    guard record.state == .saved else {
      throw EngineError(.noSuchOutput, "run \(number) has no output on disk")
    }
    if let output, output >= record.files.count {
      let count = record.files.count
      throw EngineError(
        .noSuchOutput, "run \(number) has \(count == 1 ? "one output" : "\(count) outputs")")
    }
    var provision = provision(of: record, to: destination)
    provision.only = output
    let result: Provision.Result
    do {
      result = try await provision.provide()
    } catch {
      throw EngineError(.outputNotWritten, error.message)
    }
    if let place = result.missing.first {
      throw EngineError(
        .noSuchOutput,
        "\(record.files[place].path) is gone or was edited; `skv download \(number)` brings it back"
      )
    }
    return result.files.map(\.path)
  }

  private func provision(of record: RunRecord, to destination: Destination) -> Provision {
    Provision(
      record: record, destination: destination,
      filing: Filing(
        run: Int64(record.number), overwrite: destination.overwrite, ledger: ledger,
        shelf: Shelf(files: surroundings.files),
        download: Download(transport: transport, files: surroundings.files),
        files: surroundings.files))
  }

  /// What comes of a job that may not be submitted here, when the process that had it is done with it.
  private func endedElsewhere(
    _ standing: Standing, _ owner: ProcessIdentity, _ report: @Sendable (RunEvent) -> Void
  ) -> Outcome {
    guard case .ended(let record) = standing else {
      return outcome(
        of: EngineError(
          .runIsFollowed,
          "process \(owner.process) had the job in hand and has let go of it unsent; "
            + "the next `skv run` plans it anew"), report)
    }
    report(
      .error(
        code: record.errorCode ?? record.state.rawValue,
        message: record.errorMessage
          ?? "process \(owner.process) had it in hand, and it was \(record.state.rawValue)"))
    return .failed(record)
  }

  /// What comes of a job that another process did not bring to its end in the time for it.
  private func outOfTime(
    _ record: RunRecord, _ owner: ProcessIdentity, _ elapsed: Duration,
    _ report: @Sendable (RunEvent) -> Void
  ) -> Outcome {
    guard let id = record.generationID else {
      return outcome(
        of: EngineError(
          .runIsFollowed,
          "process \(owner.process) has run \(record.number), the same job, in hand and has not sent it on; "
            + "let it go on or end it"), report)
    }
    report(.timeout(generationID: id, elapsed: elapsed, lastStatus: record.status))
    return .timedOut(record)
  }

  /// Waits a little for another process; false if the caller wants to stop.
  private func pause(_ interruption: Interruption) async -> Bool {
    guard !interruption.isRaised else { return false }
    let time = surroundings.time
    let task = Task(executorPreference: surroundings.executor) {
      try? await time.sleep(until: time.now + .milliseconds(500))
    }
    interruption.whenRaised { task.cancel() }
    await task.value
    interruption.whenRaised(nil)
    return !interruption.isRaised
  }

  private static func needsFresh(_ record: RunRecord) -> String {
    "the service refused the same request before (\(record.errorCode ?? "no code")); "
      + "`--fresh=\(record.label)` submits it again"
  }
}

extension RunRecord {
  /// Whether the same request would only be refused again: its content or its input is at fault.
  package var isFinal: Bool {
    guard state == .failed || state == .refused || state == .canceled,
      let code = errorCode.flatMap({ ServiceCode($0) })
    else { return false }
    return code.isAboutRequest
  }
}
