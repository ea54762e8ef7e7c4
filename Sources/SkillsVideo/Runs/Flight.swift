import LosslessJSON
import Synchronization

/// One run on its way through monitor, ledger and delivery, and the outcome that comes of it.
struct Flight: Sendable {
  var service: Service?
  var settings: FollowSettings
  var transport: any Transport
  var ledger: Ledger
  var surroundings: Client.Surroundings
  var report: @Sendable (RunEvent) -> Void
  /// The name of the service in the ledger.
  var serviceName: String
  /// How long a run in doubt is looked for.
  var doubtPatience: Duration

  /// Sends a run that is claimed, and sees it to its end; `form` is what it is sent as if it has files.
  ///
  /// A run that ends in doubt is looked for among what the service has running before its outcome is
  /// told.
  func submit(
    _ request: GenerationRequest, _ form: UploadForm?, run: Int64, _ interruption: Interruption
  ) async -> Outcome {
    guard let service else { return missingKey() }
    let mode = request.mode
    let isInDoubt = Mutex(false)
    let terms = RunLifecycle.Terms(
      mode: mode, url: service.submitURL(request.model, mode: mode), request: request.body,
      settings: settings, random: surroundings.random)
    let monitor = RunMonitor(
      run: run, lifecycle: RunLifecycle(terms),
      submit: form.map { service.submit($0.parts, to: request.model, settings: settings) }
        ?? service.submit(request.body, to: request.model, mode: mode, settings: settings),
      form: form, settings: settings, surroundings: monitorSurroundings(service),
      interruption: interruption,
      report: { [report] event in
        // Told when it has been looked for.
        if case .error("in_doubt", _) = event { return isInDoubt.withLock { $0 = true } }
        report(event)
      })
    let outcome = await conclude(
      run, monitor, interruption, otherwise: RunRecord(request, run, service))
    guard isInDoubt.withLock({ $0 }), case .inDoubt(let record, let reason) = outcome else {
      return outcome
    }
    return await settle(record, reason, interruption, service)
  }

  /// Looks for a run in doubt, and follows it if it is found.
  private func settle(
    _ record: RunRecord, _ reason: String, _ interruption: Interruption, _ service: Service
  ) async -> Outcome {
    var reason = reason
    if record.generationID == nil, !interruption.isRaised {
      report(.reconciling)
      let found = await reconcile(interruption, service)
      let run = Int64(record.number)
      if let known = try? await ledger.record(run), known.state == .accepted,
        let id = known.generationID
      {
        report(.adopted(generationID: id))
        guard let taken = try? await ledger.takeUp(run) else { return .detached(known) }
        return await follow(taken, interruption)
      }
      if !interruption.isRaised, let found { reason += "; \(found.remark)" }
    }
    report(.error(code: "in_doubt", message: reason))
    return .inDoubt(record, reason: reason)
  }

  private func reconcile(
    _ interruption: Interruption, _ service: Service
  ) async -> Reconciliation? {
    let monitor = ReconcilerMonitor(
      service: service, serviceName: serviceName, transport: transport, ledger: ledger,
      time: surroundings.time, wallClock: surroundings.wallClock, patience: doubtPatience)
    let task = Task(executorPreference: surroundings.executor) { try? await monitor.perform() }
    interruption.whenRaised { task.cancel() }
    defer { interruption.whenRaised(nil) }
    return await task.value
  }

  /// Polls for a run that was accepted before, and sees it to its end.
  func follow(_ record: RunRecord, _ interruption: Interruption) async -> Outcome {
    guard let service else { return await missingKey(releasing: record) }
    guard let id = record.generationID else {
      return .inDoubt(record, reason: "the ledger holds no id for it")
    }
    let age = record.acceptedAt.map { surroundings.wallClock() - $0 } ?? 0
    let terms = RunLifecycle.Terms(
      mode: .polling, url: service.submitURL(record.model, mode: .polling),
      request: record.request, settings: settings, random: surroundings.random)
    let monitor = RunMonitor(
      run: Int64(record.number),
      lifecycle: RunLifecycle(
        terms, following: id, age: .milliseconds(max(0, age)), credits: record.credits),
      submit: nil, settings: settings, surroundings: monitorSurroundings(service),
      interruption: interruption, report: report)
    return await conclude(Int64(record.number), monitor, interruption, otherwise: record)
  }

  /// Downloads what is missing of a run whose result is known, after telling the result once more.
  func finish(_ record: RunRecord, _ interruption: Interruption) async -> Outcome {
    if let (response, source) = try? await ledger.ending(of: Int64(record.number)) {
      report(
        .terminal(
          source: source, ok: true, generationID: record.generationID, status: record.status,
          response: response))
    }
    return await deliver(record, interruption, asksForFiles: true)
  }

  // MARK: - Parts

  private func conclude(
    _ run: Int64, _ monitor: RunMonitor, _ interruption: Interruption,
    otherwise fallback: RunRecord
  ) async -> Outcome {
    var written: Result<RunRecord, EngineError>?
    let ending = await monitor.follow { ending in
      written = await write(ending, of: run, interruption)
    }
    switch written {
    case .success(let record):
      if record.state == .inDoubt, let reason = record.errorMessage {
        return .inDoubt(record, reason: reason)
      }
      return await outcome(ending, record, interruption)
    case .failure(let error):
      let known = (try? await ledger.record(run)) ?? fallback
      return unwritten(ending, known.changed(by: ending), error)
    case nil:
      return .ledgerUnusable(EngineError(.ledgerUnusable, "the run was not written down"))
    }
  }

  /// Writes down how following a run ended.
  ///
  /// A ledger that another program holds is tried again for half a minute or until the caller asks to
  /// stop: the run would else stay this process's, and whoever needs it would wait for it.
  private func write(
    _ ending: RunEnding, of run: Int64, _ interruption: Interruption
  ) async -> Result<RunRecord, EngineError> {
    let time = surroundings.time
    let last = time.now + .seconds(30)
    var delays = RetryDelays(
      first: .milliseconds(500), longest: .seconds(4), random: { 1 }
    ).makeIterator()
    while true {
      do throws(EngineError) {
        return .success(try await ledger.record(ending, of: run))
      } catch {
        let due = time.now + delays.pause()
        guard error.code == .ledgerUnusable, due < last, !interruption.isRaised,
          (try? await time.sleep(until: due)) != nil
        else { return .failure(error) }
      }
    }
  }

  private func outcome(
    _ ending: RunEnding, _ record: RunRecord, _ interruption: Interruption
  ) async -> Outcome {
    switch ending {
    case .ended(let result) where result.kind == .succeeded:
      // Whoever followed the run has asked already where it ended without a file.
      await deliver(record, interruption, asksForFiles: false)
    case .ended: .failed(record)
    case .refused(let error): .refused(record, error)
    case .timedOut: .timedOut(record)
    case .pollingRefused(let error): .pollingRefused(record, error)
    case .inDoubt(let reason, _): .inDoubt(record, reason: reason)
    case .notSent(let error):
      error.code == .ledgerUnusable ? .ledgerUnusable(error) : .notSent(error)
    case .detached: .detached(record)
    }
  }

  /// What came of a run whose end the ledger did not take: it stands there as it stood before, and
  /// what it was sent for is taken up from that.
  private func unwritten(
    _ ending: RunEnding, _ record: RunRecord, _ error: EngineError
  ) -> Outcome {
    switch ending {
    case .ended(let result) where result.kind == .succeeded:
      .finished(
        record, DownloadError(.notWritable, "its result was not written down: \(error)"))
    case .ended: .failed(record)
    case .refused(let refusal): .refused(record, refusal)
    case .timedOut: .timedOut(record)
    case .pollingRefused(let refusal): .pollingRefused(record, refusal)
    case .inDoubt(let reason, _): .inDoubt(record, reason: reason)
    case .notSent(let error):
      error.code == .ledgerUnusable ? .ledgerUnusable(error) : .notSent(error)
    case .detached: .detached(record)
    }
  }

  private func deliver(
    _ record: RunRecord, _ interruption: Interruption, asksForFiles: Bool
  ) async -> Outcome {
    let run = Int64(record.number)
    let delivery = Delivery(
      record, settings: settings,
      surroundings: Delivery.Surroundings(
        ledger: ledger, transport: transport, files: surroundings.files, service: service,
        time: surroundings.time, wallClock: surroundings.wallClock, random: surroundings.random),
      report: report)
    let task = Task(executorPreference: surroundings.executor) { () -> DownloadError? in
      do throws(DownloadError) {
        try await delivery.deliver(asksForFiles: asksForFiles)
        return nil
      } catch {
        return error
      }
    }
    interruption.whenRaised { task.cancel() }
    let failure = await task.value
    interruption.whenRaised(nil)
    if failure != nil { try? await ledger.release(run) }
    let known = (try? await ledger.record(run)) ?? record
    guard let failure else { return .saved(known) }
    return failure.code == .cancelled ? .detached(known) : .finished(known, failure)
  }

  private func missingKey(releasing record: RunRecord) async -> Outcome {
    try? await ledger.release(Int64(record.number))
    return missingKey()
  }

  private func missingKey() -> Outcome {
    let error = Configuration.missingKey
    report(.error(code: error.code.rawValue, message: error.message))
    return .notSent(error)
  }

  private func monitorSurroundings(_ service: Service) -> RunMonitor.Surroundings {
    RunMonitor.Surroundings(
      transport: transport, ledger: ledger, service: service, time: surroundings.time,
      wallClock: surroundings.wallClock, executor: surroundings.executor)
  }
}

extension RunRecord {
  /// A run as it was asked for, where the ledger can no longer be read.
  fileprivate init(_ request: GenerationRequest, _ run: Int64, _ service: Service) {
    self.init(
      number: Int(run), state: .submitting, generationID: nil, model: request.model,
      baseURL: service.baseURL, label: request.label, item: request.item, take: request.take,
      script: request.script, request: request.body, destination: request.destination,
      status: nil, credits: nil, seed: nil, data: nil, files: [], outputCount: 0, errorCode: nil,
      errorMessage: nil, plannedAt: 0, submittedAt: nil, acceptedAt: nil, endedAt: nil)
  }

  /// The record with what an ending tells, where the ledger did not take it.
  fileprivate func changed(by ending: RunEnding) -> RunRecord {
    var record = self
    switch ending {
    case .ended(let result):
      record.generationID = result.generationID ?? generationID
      record.status = result.status
      record.credits = result.credits
      record.seed = result.seed
      record.data = result.response["data"]
      record.outputCount = result.outputs.count
      record.errorCode = result.error?.code
      record.errorMessage = result.error?.message
    case .inDoubt(let reason, let id):
      record.generationID = id ?? generationID
      record.state = .inDoubt
      record.errorMessage = reason
    case .refused(let error), .pollingRefused(let error):
      record.errorCode = error.code
      record.errorMessage = error.message
    case .notSent, .timedOut, .detached:
      break
    }
    return record
  }
}
