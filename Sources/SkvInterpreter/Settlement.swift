package import SkillsScript
package import SkillsVideo

/// What each job of a plan would cost, told before anything is submitted.
package struct Settlement: Sendable {
  /// What is to be done for a job.
  package enum Work: Sendable {
    /// It is submitted and paid for.
    case pay
    /// It hangs on a job that is paid for, so that it cannot be told before; it is paid for unless the
    /// same was made before.
    case unknown
    /// It was done before and costs nothing.
    case reuse(RunRecord)
    /// It is paid for and is followed to its end.
    case follow(RunRecord)
    /// Whether it was paid for is not known; it is not sent.
    case inDoubt(RunRecord)
    /// The service refused the same request, which is not sent again.
    case refused(RunRecord)
  }

  /// The work for each wanted job.
  package var works: [JobID: Work] = [:]
  /// The key in the lock of each job that is known before.
  package var keys: [JobID: LockEntry.Key] = [:]
  /// What the lock held.
  package var contents = LockContents()
  /// The identities of the jobs that are known before, with their rounds.
  var rounds: [JobID: Int] = [:]
  /// The requests of the jobs that are paid for and unfinished.
  var open: [(job: JobID, request: GenerationRequest)] = []
  /// The requests of the jobs that are to be made anew and are known before.
  var fresh: [(job: JobID, request: GenerationRequest)] = []

  init() {}

  /// Whether something is to be asked of the service, as far as can be told.
  package var needsKey: Bool {
    works.values.contains { work in
      switch work {
      case .pay, .unknown, .follow: true
      case .reuse, .inDoubt, .refused: false
      }
    }
  }

  /// The jobs that may be paid for, in the order of the plan.
  package var payable: [JobID] {
    works.compactMap { id, work in
      switch work {
      case .pay, .unknown: id
      case .reuse, .follow, .inDoubt, .refused: nil
      }
    }.sorted()
  }
}

extension Settlement {
  /// The entries of the lock that no job of the plan has use for: other jobs, and older rounds.
  ///
  /// A job that hangs on results that are not there is not known yet, so that all of its label stay.
  package func unused(by plan: Plan) -> [LockEntry] {
    let used = Set(keys.values)
    let unknown = Set(plan.jobs.filter { keys[$0.id] == nil }.map(\.label))
    return contents.sorted.filter { !used.contains($0.key) && !unknown.contains($0.label) }
  }

  /// Looks every job of a plan up in lock and ledger; nothing is submitted, and nothing is downloaded.
  ///
  /// What the lock knows and the ledger does not is taken into the ledger. Throws ``EngineError`` for a
  /// lock or a ledger that cannot be used.
  package init(
    of plan: Plan, client: Client, place: Session.Place, reproduction: Reproduction
  ) async throws(EngineError) {
    self.init()
    if let lock = reproduction.lock {
      try await lock.probe()
      contents = try await lock.read()
      try await client.adopt(contents, folder: lock.folder)
    }
    var maker = JobRequest(place: place)
    var results = Results()
    for job in plan.jobs where job.isWanted {
      try client.checkSecrecy(
        label: job.label, script: place.scriptName,
        destination: Destination(job.destination, overwrite: job.settings.overwrite, in: place))
      let isReady = job.parents.allSatisfy { results[$0] != nil }
      let request = isReady ? try? maker.request(for: job, results, reuse: .off) : nil
      if let request { try client.checkSecrecy(of: request) }
      guard job.settings.reuse, let request else {
        works[job.id] = isReady && !job.settings.reuse ? .pay : .unknown
        continue
      }
      if reproduction.isFresh(job) {
        fresh.append((job.id, request))
        works[job.id] = .pay
        continue
      }
      let round = try await client.round(of: request, in: contents)
      rounds[job.id] = round
      keys[job.id] = LockEntry.Key(identity: client.identity(of: request).digest, round: round)
      let work = Work(try await client.standing(of: request, round: round))
      works[job.id] = work
      if case .follow = work { open.append((job.id, request)) }
      if case .reuse(let record) = work {
        maker.note(record, isCurrent: false)
        results.record(
          ResultItem.json(record, relativeTo: place.workingDirectory), for: job.id)
      }
    }
  }
}

extension Settlement.Work {
  init(_ standing: Standing) {
    self =
      switch standing {
      case .new: .pay
      case .saved(let record): .reuse(record)
      case .open(let record), .followed(let record, _): .follow(record)
      case .inDoubt(let record): .inDoubt(record)
      case .ended(let record): record.isFinal ? .refused(record) : .pay
      }
  }
}

extension Client {
  /// The newest round of a job: that of the lock where it knows the job, else that of the ledger.
  func round(
    of request: GenerationRequest, in contents: LockContents
  ) async throws(EngineError) -> Int {
    if let round = contents.round(of: identity(of: request)) { return round }
    return try await round(of: request)
  }
}
