import SkillsScript
import SkillsVideo

/// Keeps the jobs of one session in ledger and lock: which round each belongs to, and how far it has come.
actor JobRecord {
  private let client: Client
  private let reproduction: Reproduction
  private let settlement: Settlement
  private let keeper: LockKeeper?
  private var opened: [JobID: Int] = [:]
  private var look: Task<Reconciliation?, Never>?

  init(client: Client, reproduction: Reproduction, settlement: Settlement) {
    self.client = client
    self.reproduction = reproduction
    self.settlement = settlement
    keeper = reproduction.lock.map(LockKeeper.init)
  }

  /// Opens the rounds of what is made anew, in ledger and lock, before anything is submitted.
  func begin() async throws(EngineError) {
    let fresh = settlement.fresh
    guard !fresh.isEmpty else { return }
    let known = fresh.map { settlement.contents.round(of: client.identity(of: $0.request)) ?? 0 }
    let numbers = try await client.openRounds(of: fresh.map(\.request), known: known)
    for ((job, _), round) in zip(fresh, numbers) { opened[job] = round }
    try await reproduction.lock?.merge(
      zip(fresh, numbers).map { fresh, round in
        LockEntry(
          opening: round, of: client.identity(of: fresh.request), label: fresh.request.label,
          item: fresh.request.item, contract: nil, version: reproduction.version)
      })
  }

  /// The jobs that are paid for and unfinished, with their requests and how far they are known to have
  /// come.
  var open: [(JobID, GenerationRequest, RunRecord)] {
    settlement.open.compactMap { id, request in
      guard case .follow(let record) = settlement.works[id] else { return nil }
      var request = request
      request.reuse = .only(round: settlement.rounds[id] ?? 0)
      return (id, request, record)
    }
  }

  /// Does for a job what was not done before, and notes in the lock how far it comes.
  nonisolated func perform(
    _ job: Job, _ request: GenerationRequest, report: @escaping @Sendable (RunEvent) -> Void
  ) async -> Outcome {
    var request = request
    let round: Int
    do {
      round = try await self.round(of: job, request)
    } catch {
      report(.error(code: error.code.rawValue, message: error.message))
      return error.code == .ledgerUnusable ? .ledgerUnusable(error) : .notSent(error)
    }
    // What is taken up was paid for by somebody; to pay for it here is for the next plan to show.
    var submitsNothing = reproduction.isLocked
    if case .only = request.reuse { submitsNothing = true }
    request.reuse = submitsNothing ? .only(round: round) : .on(round: round)
    let begun = entry(opening: round, of: job, request)
    let remark = await lookForDoubt(request, round, report)
    var outcome = await client.generate(request) { [keeper] event in
      if case .accepted(let id) = event, let keeper {
        var entry = begun
        entry.state = .accepted
        entry.generationID = id
        Task { await keeper.note(entry) }
      }
      report(event)
    }
    if let remark { outcome = outcome.explained(by: remark) }
    if let record = outcome.record, let keeper, record.state != .planned {
      await keeper.note(entry(record, round, job, request))
    }
    return outcome
  }

  /// Waits until the lock is written; gives the trouble that there was.
  func finish() async -> EngineError? {
    await keeper?.finish()
  }

  // MARK: - Parts

  /// Looks for a job that is in doubt among what the service has running, once a session for all;
  /// gives why the others are still in doubt, nil where nothing was asked.
  private func lookForDoubt(
    _ request: GenerationRequest, _ round: Int, _ report: @Sendable (RunEvent) -> Void
  ) async -> String? {
    guard case .inDoubt(let record) = try? await client.standing(of: request, round: round),
      record.generationID == nil
    else { return nil }
    report(.reconciling)
    let task = look ?? Task { [client] in try? await client.reconcile() }
    look = task
    let found = await withTaskCancellationHandler {
      await task.value
    } onCancel: {
      task.cancel()
    }
    if let id = found?.adopted[record.number] { report(.adopted(generationID: id)) }
    return found?.remark
  }

  private func round(of job: Job, _ request: GenerationRequest) async throws(EngineError) -> Int {
    if let round = opened[job.id] ?? settlement.rounds[job.id] { return round }
    guard reproduction.isFresh(job) else {
      return try await client.round(of: request, in: settlement.contents)
    }
    // What hangs on other results is known only now.
    let known = settlement.contents.round(of: client.identity(of: request)) ?? 0
    let round = try await client.openRounds(of: [request], known: [known])[0]
    opened[job.id] = round
    try await reproduction.lock?.merge([entry(opening: round, of: job, request)])
    return round
  }

  private nonisolated func entry(
    opening round: Int, of job: Job, _ request: GenerationRequest
  ) -> LockEntry {
    LockEntry(
      opening: round, of: client.identity(of: request), label: job.label, item: job.item,
      contract: reproduction.contract(job.model), version: reproduction.version)
  }

  private nonisolated func entry(
    _ record: RunRecord, _ round: Int, _ job: Job, _ request: GenerationRequest
  ) -> LockEntry {
    LockEntry(
      record, identity: client.identity(of: request), round: round, label: job.label,
      item: job.item, contract: reproduction.contract(job.model), version: reproduction.version,
      folder: reproduction.lock?.folder ?? "/")
  }
}
