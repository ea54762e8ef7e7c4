import LosslessJSON

/// Submits generations, follows them to their end, and brings their outputs to disk.
///
/// ```swift
/// let client = try await Client.open(try Configuration(environment: environment))
/// let request = GenerationRequest(
///   model: "bytedance/seedream-4.5", body: ["prompt": "a red fox"], useStream: true, label: "fox",
///   destination: Destination(folder: "/home/me/out", pieces: [.text("fox."), .late(.ext)]))
/// let outcome = await client.generate(request) { event in print(event) }
/// if case .saved(let run) = outcome { print(run.files.map(\.path)) }
/// ```
///
/// Bodies go out as they are: whether one fits its model is for the service to say, or for a check
/// before. Each ``generate(_:report:)`` may cost credits.
///
/// Every step that money depends on is in the ledger before the next one is taken. Cancelling a task
/// that waits for a run does not cancel the run: it is written down as it stands, so that ``resume``
/// can take it up. Several programs may use one ledger at once.
public final class Client: Sendable {
  let configuration: Configuration
  let transport: any Transport
  let ledger: Ledger
  let surroundings: Surroundings

  /// The name of the service in the ledger.
  package var serviceName: String { configuration.serviceName }

  /// What a client takes from the machine; tests replace the parts.
  package struct Surroundings: Sendable {
    /// The clock that pauses and deadlines go by.
    package var time: any TimeSource = SystemTime()
    /// The wall clock.
    package var wallClock: WallClock = systemWallClock
    /// Numbers from 0 to 1 for the jitter of pauses.
    package var random: @Sendable () -> Double = { Double.random(in: 0...1) }
    /// Text that is never the same twice.
    package var nonce: @Sendable () -> String = {
      String(UInt64.random(in: .min ... .max), radix: 36)
        + String(UInt64.random(in: .min ... .max), radix: 36)
    }
    /// The file system for outputs.
    package var files: any FileAccess = PosixFileAccess()
    /// Where the files of requests are read, nil for a thread that may block.
    package var fileExecutor: (any SerialExecutor)?
    /// Where the tasks of runs are performed, nil for the usual place.
    package var executor: (any TaskExecutor)?

    /// The machine's own.
    package init() {}
  }

  /// Creates a client of parts.
  package init(
    configuration: Configuration, transport: any Transport, ledger: Ledger,
    surroundings: Surroundings = Surroundings()
  ) {
    self.configuration = configuration
    self.transport = transport
    self.ledger = ledger
    self.surroundings = surroundings
  }

  /// Opens the ledger and starts the transport, which tells servers `userAgent`.
  ///
  /// Throws ``EngineError`` of the code `.ledgerUnusable` for a ledger that is locked, read-only,
  /// damaged or on a full disk, and `.notReached` if the transport cannot start.
  public static func open(
    _ configuration: Configuration, userAgent: String = "skv"
  ) async throws(EngineError) -> Client {
    let ledger = try await Ledger.open(
      path: configuration.ledgerPath, secrets: configuration.secrets)
    do {
      let transport = try CurlTransport(
        environment: configuration.environment, userAgent: userAgent)
      return Client(configuration: configuration, transport: transport, ledger: ledger)
    } catch {
      throw EngineError(.notReached, "the transport cannot start", cause: error.message)
    }
  }
}

// MARK: - Generating

extension Client {
  /// Submits one generation, follows it, and downloads its outputs.
  ///
  /// `report` hears every event in order and returns at once. Cancelling the task detaches: nothing
  /// more is sent, the ledger is whole, and the outcome is ``Outcome/detached(_:)`` unless the run has
  /// just ended or it is not known whether the request was taken.
  public func generate(
    _ request: GenerationRequest, report: @escaping @Sendable (RunEvent) -> Void
  ) async -> Outcome {
    await detachable { interruption in
      await self.perform(request, interruption, report)
    }
  }

  private func perform(
    _ request: GenerationRequest, _ interruption: Interruption,
    _ report: @escaping @Sendable (RunEvent) -> Void
  ) async -> Outcome {
    guard let round = request.reuse.round else {
      return await pay(for: request, nonce: surroundings.nonce(), interruption, report)
        ?? outcome(of: EngineError(.paidAlready, "the run is not one of its own"), report)
    }
    return await reuse(request, round: round, interruption, report)
  }

  /// Submits a request as a new run and sees it to its end; nil if the same job was submitted meanwhile.
  func pay(
    for request: GenerationRequest, nonce: String, _ interruption: Interruption,
    _ report: @escaping @Sendable (RunEvent) -> Void
  ) async -> Outcome? {
    let flight: Flight
    let form: UploadForm?
    let run: Int64
    do throws(EngineError) {
      let key = try configuration.requiredKey()
      try checkSecrecy(of: request)
      try await checkDestination(request.destination)
      form = try await UploadForm.open(request, surroundings, interruption)
      guard !interruption.isRaised else {
        throw EngineError(.interrupted, "stopped before anything was sent")
      }
      run = try await ledger.plan(
        NewRun(
          identity: request.runIdentity(at: configuration.serviceName),
          body: request.identity.map { _ in request.body }, nonce: nonce, key: key,
          label: request.label, item: request.item, script: request.script,
          destination: request.destination,
          sending: Sending(useStream: request.useStream, uploads: request.uploads)))
      try await reserve(run, request, interruption, report)
      flight = makeFlight(key, request.settings, report)
    } catch {
      return error.code == .paidAlready ? nil : outcome(of: error, report)
    }
    let outcome = await flight.submit(request, form, run: run, interruption)
    // Another process may submit the job while this one pauses before the next try.
    if case .notSent(let error) = outcome, error.code == .paidAlready { return nil }
    return outcome
  }

  /// Makes sure that nothing of what would be sent or recorded holds the key: a key in a prompt is a
  /// slip, and what the service has been told cannot be taken back.
  package func checkSecrecy(of request: GenerationRequest) throws(EngineError) {
    try checkSecrecy(
      of: request.body,
      besides: [
        .string(request.label), .string(request.script ?? ""), request.destination.json,
        .array(request.uploads.map { .string($0.fileName) }),
        .array(request.uploads.map { .string($0.path) }),
      ])
  }

  /// Does the same for the names of a job whose request is not known yet.
  package func checkSecrecy(
    label: String, script: String?, destination: Destination
  ) throws(EngineError) {
    try checkSecrecy(
      of: .null, besides: [.string(label), .string(script ?? ""), destination.json])
  }

  private func checkSecrecy(of body: JSON, besides names: JSON) throws(EngineError) {
    let keys = [configuration.key, configuration.withheld].compactMap { $0 }
    guard !keys.contains(where: { $0.stands(in: names) || $0.stands(in: body) }) else {
      throw EngineError(
        .keyInRequest,
        "the API key stands in the request, its label, its script's name, a file's name or its output "
          + "path: take it out there. Nothing was sent or recorded")
    }
    guard !configuration.secrets.contains(where: { $0.stands(in: names) }) else {
      throw EngineError(
        .keyInRequest,
        "a secret stands in the job's label, its script's name, a file's name or its output path, which "
          + "are written down: it may be part of the request alone. Nothing of it was sent or recorded"
      )
    }
  }

  /// Makes sure that the first output could be filed: in a folder that can be written, where no folder
  /// and, unless files may be replaced, no file of someone else has its name.
  func checkDestination(_ destination: Destination) async throws(EngineError) {
    let now = surroundings.wallClock()
    let paths = try destination.earlyPaths(at: now)
    let shelf = Shelf(files: surroundings.files)
    let folder = try destination.earlyFolder(at: now)
    if let objection = await shelf.objection(toFilingIn: folder) {
      throw EngineError(
        .invalidOutputPath, "outputs cannot be written to \(folder): \(objection)")
    }
    guard destination.overwrite != .number else { return }
    for path in paths where await shelf.isTaken(path) {
      if await shelf.isFolder(path) {
        throw EngineError(.outputExists, "a folder stands at \(path), where a file would go")
      }
      if destination.overwrite == .never { try await checkOwner(of: path) }
    }
  }

  /// Makes sure that what stands at a path is a file as a run of ours saved it.
  private func checkOwner(of path: String) async throws(EngineError) {
    let file: LocalFile?
    do {
      file = try await LocalFile.read(path, files: surroundings.files)
    } catch {
      throw EngineError(
        .outputExists, "something stands at \(path) that cannot be read", cause: error.message)
    }
    guard let file else {
      throw EngineError(.outputExists, "a link that leads nowhere stands at \(path)")
    }
    guard try await ledger.owns(path: path, digest: file.digest.hex) else {
      throw EngineError(
        .outputExists,
        "\(path) is there already and skv did not write it so: move it away, choose another name, "
          + "or set `option overwrite number` or `always`")
    }
  }

  /// Prepares to bring a run forward.
  func makeFlight(
    _ key: Secret?, _ settings: FollowSettings, _ report: @escaping @Sendable (RunEvent) -> Void
  ) -> Flight {
    Flight(
      service: key.map { Service(baseURL: configuration.baseURL, key: $0) }, settings: settings,
      transport: transport, ledger: ledger, surroundings: surroundings, report: report,
      serviceName: configuration.serviceName, doubtPatience: configuration.doubtPatience)
  }

  /// The outcome of a run of which nothing came, after the caller has heard why.
  func outcome(of error: EngineError, _ report: @Sendable (RunEvent) -> Void) -> Outcome {
    report(.error(code: error.code.rawValue, message: error.message))
    return error.code == .ledgerUnusable ? .ledgerUnusable(error) : .notSent(error)
  }

  /// Runs work that cancellation does not reach; it hears of it through the interruption.
  func detachable<Value: Sendable>(
    _ work: @escaping @Sendable (Interruption) async -> Value
  ) async -> Value {
    let interruption = Interruption()
    if Task.isCancelled { interruption.raise() }
    let task = Task(executorPreference: surroundings.executor) { await work(interruption) }
    return await withTaskCancellationHandler {
      await task.value
    } onCancel: {
      interruption.raise()
    }
  }
}
