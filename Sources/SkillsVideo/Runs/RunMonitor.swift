import LosslessJSON

/// Drives the lifecycle of one run: performs what it asks for and tells it what comes of it.
///
/// It belongs to one task. Each thing under way, the transfer of the submit, a poll, a pause, is a
/// task of its own that leaves one signal; the body of a stream is read on only when everything that
/// its last bytes led to has been done, so an id is in the ledger before the next event is looked at.
/// The stream is let go last, after the ledger knows how the run ended.
final class RunMonitor {
  /// What a monitor works with.
  struct Surroundings: Sendable {
    var transport: any Transport
    var ledger: Ledger
    var service: Service
    var time: any TimeSource
    var wallClock: WallClock
    /// Where the tasks run, nil for the usual place.
    var executor: (any TaskExecutor)?
  }

  private enum Signal: Sendable {
    case observed(RunObservation)
    case opened(HTTPResponse)
    case bytes([UInt8])
    case bodyEnded
    case bodyFailed(TransportError)
    case idleTimer
    case retryTimer
    case uploaded(Int)
  }

  private let run: Int64
  private let submit: HTTPRequest?
  private let form: UploadForm?
  private let settings: FollowSettings
  private let surroundings: Surroundings
  private let report: @Sendable (RunEvent) -> Void
  private let mailbox = Mailbox<Signal>()
  private let begin: Duration
  private let interruption: Interruption

  private var lifecycle: RunLifecycle
  private var ending: RunEnding?
  private var tasks: [Role: Task<Void, Never>] = [:]
  private var body: HTTPBody?
  private var parser = EventParser()
  private var lastByteAt = Duration.zero
  private var isIdleTimerSet = false
  private var isStopped = false
  private var isUploading = false

  private enum Role: Hashable {
    case transfer, poll, pause, deadline, grace, idle
  }

  /// Prepares to drive a lifecycle; without `submit` the run must have an id already. `form` holds the
  /// files that the submit carries.
  init(
    run: Int64, lifecycle: RunLifecycle, submit: HTTPRequest?, form: UploadForm? = nil,
    settings: FollowSettings, surroundings: Surroundings, interruption: Interruption,
    report: @escaping @Sendable (RunEvent) -> Void
  ) {
    self.run = run
    self.lifecycle = lifecycle
    self.submit = submit
    self.form = form
    self.settings = settings
    self.surroundings = surroundings
    self.interruption = interruption
    self.report = report
    begin = surroundings.time.now
  }

  /// Follows the run to its end; `record` writes the end down before the stream is let go.
  func follow(record: (RunEnding) async -> Void) async -> RunEnding {
    startTimer(.deadline, after: settings.timeout, .observed(.deadlineReached))
    interruption.whenRaised { [mailbox] in mailbox.post(.observed(.interrupted)) }
    await observe(submit == nil ? .resume : .begin)
    while true {
      if let ending {
        await record(ending)
        interruption.whenRaised(nil)
        await close()
        return ending
      }
      await take(await mailbox.next())
    }
  }

  private func close() async {
    for task in tasks.values { task.cancel() }
    for task in tasks.values { await task.value }
    body = nil
  }

  // MARK: - Signals

  private func take(_ signal: Signal) async {
    switch signal {
    case .observed(let observation):
      await observe(observation)
    case .opened(let response):
      isUploading = false
      await opened(response)
    case .uploaded(let bytes):
      if isUploading, let form { report(.uploadProgress(bytes: bytes, total: form.bytes)) }
    case .bytes(let bytes):
      lastByteAt = surroundings.time.now
      setIdleTimer()
      do {
        await observe(frames: try parser.push(bytes))
        readOn()
      } catch {
        await observe(frames: error.events)
        body = nil
        await observe(.streamFailed(error.message))
      }
    case .bodyEnded:
      await observe(frames: parser.finish())
      await observe(.streamEnded)
    case .bodyFailed(let error):
      await observe(frames: parser.finish())
      await observe(.streamFailed(redacted(error).message))
    case .idleTimer:
      isIdleTimerSet = false
      if surroundings.time.now - lastByteAt < settings.idleLimit {
        setIdleTimer()
      } else {
        await observe(.streamStalled)
      }
    case .retryTimer:
      do {
        try await surroundings.ledger.claimAgain(run)
        await observe(.retryDue)
      } catch {
        await observe(.claimFailed(error))
      }
    }
  }

  private func observe(frames: [ServerSentEvent]) async {
    for frame in frames where ending == nil {
      await observe(.frame(frame.redacted(by: surroundings.service.key)))
    }
  }

  private func observe(_ observation: RunObservation) async {
    guard ending == nil else { return }
    for action in lifecycle.handle(observation, at: surroundings.time.now - begin) {
      await perform(action)
    }
  }

  // MARK: - Actions

  private func perform(_ action: RunAction) async {
    switch action {
    case .submit: await handOver()
    case .retrySubmit(let delay): await withdraw(delay)
    case .stopSubmit:
      isStopped = true
      tasks[.transfer]?.cancel()
    case .commit(let id, let credits): await commit(id, credits)
    case .poll(let delay): poll(after: delay)
    case .waitForGrace(let delay): startTimer(.grace, after: delay, .observed(.graceOver))
    case .report(let event): report(event)
    case .end(let ending): self.ending = ending
    }
  }

  private func handOver() async {
    guard var submit else { return }
    if let form {
      do {
        try await form.check()
      } catch {
        return await observe(.inputChanged(error))
      }
      isUploading = true
      submit.uploadProgress = { [mailbox] in mailbox.post(.uploaded($0)) }
    }
    do {
      try await surroundings.ledger.confirmClaim(run)
    } catch {
      return await observe(.claimFailed(error))
    }
    guard !interruption.isRaised else {
      return await observe(
        .claimFailed(EngineError(.interrupted, "stopped before anything was sent")))
    }
    StopPoint.handingOver.pass()
    parser = EventParser()
    let (transport, key) = (surroundings.transport, surroundings.service.key)
    start(.transfer) { [submit] in
      do throws(TransportError) {
        return .opened(try await transport.open(submit))
      } catch {
        return .observed(
          .submitFailed(
            error.redacted(by: key).message, wasSent: error.wasSent, mayPass: error.mayPass))
      }
    }
  }

  private func redacted(_ error: TransportError) -> TransportError {
    error.redacted(by: surroundings.service.key)
  }

  private func withdraw(_ delay: Duration) async {
    do {
      try await surroundings.ledger.withdraw(run, reason: "nothing was taken; sent again later")
    } catch {
      return await observe(.claimFailed(error))
    }
    startTimer(.pause, after: delay, .retryTimer)
  }

  /// Stores the id, which from here on is the only way to what was paid for.
  ///
  /// A ledger that cannot be written, since another program holds it or the disk is full, is tried
  /// again while the transfer is paused: until the run's time is up or the caller insists on
  /// stopping. After the first failure, whatever it is, the id also goes into the file of lost ids, from
  /// which the run is accepted when it is taken up; with it there, the caller's first wish to stop is
  /// enough.
  private func commit(_ id: String, _ credits: JSONNumber?) async {
    let (ledger, time) = (surroundings.ledger, surroundings.time)
    var delays = RetryDelays(
      first: .milliseconds(500), longest: .seconds(4), random: { 1 }
    ).makeIterator()
    var isNoted = false
    while true {
      let failure: EngineError
      do {
        try await ledger.accept(run, id: id, credits: credits)
        return await observe(.idCommitted)
      } catch {
        failure = error
      }
      if !isNoted { isNoted = (try? await ledger.noteLost(id, of: run)) != nil }
      guard failure.code == .ledgerUnusable else { return await observe(.commitFailed(failure)) }
      let due = time.now + delays.pause()
      let mayStop = interruption.isInsistent || (isNoted && interruption.isRaised)
      guard !mayStop, due < begin + settings.timeout, (try? await time.sleep(until: due)) != nil
      else { return await observe(.commitFailed(failure)) }
    }
  }

  private func poll(after delay: Duration) {
    guard let id = lifecycle.generationID else { return }
    let request = surroundings.service.poll(id, settings: settings)
    let (transport, time, wallClock) =
      (surroundings.transport, surroundings.time, surroundings.wallClock)
    let key = surroundings.service.key
    let due = time.now + delay
    start(.poll) {
      if delay > .zero {
        do { try await time.sleep(until: due) } catch { return nil }
      }
      do throws(TransportError) {
        let response = try await transport.open(request)
        return .observed(
          .pollAnswered(try await ServiceAnswer(response, now: wallClock(), key: key)))
      } catch {
        return .observed(.pollFailed(error.redacted(by: key).message))
      }
    }
  }

  // MARK: - The answer to the submit

  private func opened(_ response: HTTPResponse) async {
    StopPoint.answered.pass()
    guard !isStopped else {
      return await observe(.submitFailed("stopped while the answer began", wasSent: true))
    }
    let type = response.headers["Content-Type"]?.lowercased() ?? ""
    if (200...299).contains(response.status), type.hasPrefix("text/event-stream") {
      body = response.body
      lastByteAt = surroundings.time.now
      setIdleTimer()
      await observe(.streamOpened(httpStatus: response.status, url: response.url))
      readOn()
      return
    }
    let (wallClock, key) = (surroundings.wallClock, surroundings.service.key)
    start(.transfer) {
      do throws(TransportError) {
        return .observed(
          .submitAnswered(try await ServiceAnswer(response, now: wallClock(), key: key)))
      } catch {
        return .observed(.submitFailed(error.redacted(by: key).message, wasSent: true))
      }
    }
  }

  private func readOn() {
    guard ending == nil, let body else { return }
    // While the stream waits for the ledger, its silence is ours.
    lastByteAt = surroundings.time.now
    start(.transfer) {
      do throws(TransportError) {
        var iterator = body.makeAsyncIterator()
        return try await iterator.next().map { .bytes($0) } ?? .bodyEnded
      } catch {
        return .bodyFailed(error)
      }
    }
    if isStopped { tasks[.transfer]?.cancel() }
  }

  // MARK: - Tasks

  private func setIdleTimer() {
    guard !isIdleTimerSet else { return }
    isIdleTimerSet = true
    startTimer(
      .idle, after: lastByteAt + settings.idleLimit - surroundings.time.now, .idleTimer)
  }

  private func startTimer(_ role: Role, after delay: Duration, _ signal: Signal) {
    let time = surroundings.time
    let due = time.now + delay
    start(role) {
      do { try await time.sleep(until: due) } catch { return nil }
      return signal
    }
  }

  private func start(_ role: Role, _ work: @escaping @Sendable () async -> Signal?) {
    let mailbox = mailbox
    tasks[role] = Task(executorPreference: surroundings.executor) {
      if let signal = await work() { mailbox.post(signal) }
    }
  }
}
