import GRDB
package import LosslessJSON

// MARK: - From state to state

extension Ledger {
  /// Notes a run as planned and answers with its number.
  package func plan(_ run: NewRun) async throws(EngineError) -> Int64 {
    let number = try await write { [self] database in
      let salt = try Self.salt(database)
      try database.execute(
        sql: """
          INSERT INTO runs (state, key_digest, base_url, model, request, body, take, identity,
            nonce, label, item, script, destination, planned_at, cost_key, sending)
          VALUES ('planned', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          run.key.digest(salt: salt), run.identity.baseURL, run.identity.model,
          redacted(try JSON(parsing: run.identity.request)).canonicalForm,
          run.body.map { redacted($0).canonicalForm },
          run.identity.take, run.identity.digest,
          run.nonce, run.label, run.item, run.script, run.destination.json.printed(),
          surroundings.wallClock(), run.costKey.digest, run.sending.json.printed(),
        ])
      let number = database.lastInsertedRowID
      try log(database, number, from: nil, to: .planned, detail: nil)
      try observe(number, "planned", isCommitted: false)
      return number
    }
    try observe(number, "planned", isCommitted: true)
    return number
  }

  /// Claims a planned run for this process: from now on its request may be on its way.
  ///
  /// No limit is looked at: it is for a run that was claimed before and whose reservation stands.
  /// Throws `.paidAlready` if the same job of the same round is submitted, accepted, in doubt or done
  /// already, by whatever process.
  package func claim(_ run: Int64) async throws(EngineError) {
    try await write { [self] database in
      try checkIsAlone(database, run)
      try claim(database, run)
    }
    try observe(run, RunState.submitting.rawValue, isCommitted: true)
  }

  /// Makes sure that no other run is the same job of the same round; throws `.paidAlready`.
  func checkIsAlone(_ database: Database, _ run: Int64) throws {
    guard let other = try Self.sameJob(as: run, database) else { return }
    throw EngineError(
      .paidAlready, "run \(other) is the same job and was submitted before run \(run)")
  }

  func claim(_ database: Database, _ run: Int64) throws {
    try setState(database, run, from: [.planned], to: .submitting, detail: nil)
    let now = surroundings.wallClock()
    try database.execute(
      sql: """
        UPDATE runs SET submitted_at = ?, reserved_at = coalesce(reserved_at, ?) WHERE number = ?
        """,
      arguments: [now, now, run])
    try setOwner(database, run, surroundings.owner)
    try observe(run, RunState.submitting.rawValue, isCommitted: false)
  }

  /// Makes sure that the run is still this process's to send; throws `.claimLost` otherwise.
  package func confirmClaim(_ run: Int64) throws(EngineError) {
    let isOurs = try read { database in
      guard let row = try Self.row(database, run) else { return false }
      return row["state"] == RunState.submitting.rawValue
        && row.owner == surroundings.owner
    }
    guard isOurs else {
      throw EngineError(.claimLost, "run \(run) is no longer this process's to send")
    }
  }

  /// Notes that nothing of the request was taken, so that it may be sent again.
  package func withdraw(_ run: Int64, reason: String) async throws(EngineError) {
    guard try !read({ try Self.isSentAgain($0, run) }) else { return }
    try await move(run, from: [.submitting], to: .planned, detail: reason)
  }

  /// Stores the id that the service gave; nothing that follows it may be acted on before.
  package func accept(
    _ run: Int64, id: String, credits: JSONNumber?
  ) async throws(EngineError) {
    try await move(run, from: [.submitting], to: .accepted, detail: id) { [self] database in
      let owner = try Int64.fetchOne(
        database,
        sql: "SELECT number FROM runs WHERE base_url = "
          + "(SELECT base_url FROM runs WHERE number = ?) AND generation_id = ?",
        arguments: [run, id])
      if let owner {
        throw EngineError(
          .unreadableAnswer, "the service gave run \(run) the id \(id), which run \(owner) has")
      }
      try database.execute(
        sql: """
          UPDATE runs SET generation_id = ?, credits = ?, accepted_at = ? WHERE number = ?
          """,
        arguments: [id, credits?.text, surroundings.wallClock(), run])
    }
  }

  /// Writes down how following the run ended, lets go of it where nothing more will be done now, and
  /// answers with what is known of it.
  package func record(_ ending: RunEnding, of run: Int64) async throws(EngineError) -> RunRecord {
    switch ending {
    case .ended(let result):
      try await record(result, of: run)
    case .refused(let error):
      if try await returnToDoubt(run, because: error.description) { break }
      try await move(run, from: [.submitting, .planned], to: .refused, detail: error.description) {
        [self] in
        try note($0, run, code: error.code ?? error.category.rawValue, message: error.message)
        try end($0, run)
      }
    case .inDoubt(let reason, let id):
      try await move(run, from: [.submitting], to: .inDoubt, detail: reason) { [self] in
        try note($0, run, code: "in_doubt", message: reason)
        if let id { try keep($0, run, id: id) }
        try setOwner($0, run, nil)
      }
    case .notSent(let error):
      if try await returnToDoubt(run, because: error.message) { break }
      try await move(run, from: [.submitting, .planned], to: .planned, detail: error.message) {
        [self] in
        try note($0, run, code: error.code.rawValue, message: error.message)
        try setOwner($0, run, nil)
      }
    case .timedOut, .detached, .pollingRefused:
      if try await returnToDoubt(run, because: "stopped before that") { break }
      guard try read({ try Self.row($0, run)?.state == .submitting }) else {
        try await release(run)
        break
      }
      // Where something might have been taken, following ends in doubt and not here.
      try await move(
        run, from: [.submitting], to: .planned, detail: "stopped before anything was taken"
      ) { [self] in try setOwner($0, run, nil) }
    }
    settlements.ring()
    return try self.record(run)
  }

  private func record(_ result: GenerationResult, of run: Int64) async throws(EngineError) {
    let state: RunState =
      switch result.kind {
      case .succeeded: .finished
      case .failed: .failed
      case .canceled: .canceled
      }
    try await move(
      run, from: [.submitting, .accepted], to: state, detail: result.error?.description
    ) { [self] database in
      try database.execute(
        sql: """
          UPDATE runs SET source = ?, status = ?, response = ?, credits = ?, seed = ?,
            error_code = ?, error_message = ?
          WHERE number = ?
          """,
        arguments: [
          result.source.rawValue, result.status, redacted(result.response).printed(),
          result.credits?.text, result.seed?.printed(), result.error?.code,
          (result.error?.message).map(redacted), run,
        ])
      for (place, output) in result.outputs.enumerated() {
        try database.execute(
          sql: """
            INSERT INTO outputs (run, place, state, url, content_type) VALUES (?, ?, 'found', ?, ?)
            """,
          arguments: [run, place, output.url, output.contentType])
      }
      try end(database, run, keepsOwner: state == .finished)
    }
  }

  /// Marks a run as saved, which every output of it must be, and there must be one.
  package func markSaved(_ run: Int64) async throws(EngineError) {
    try await move(run, from: [.finished], to: .saved) { [self] database in
      let missing = try Int.fetchOne(
        database, sql: "SELECT count(*) FROM outputs WHERE run = ? AND state <> 'saved'",
        arguments: [run])
      let all = try Int.fetchOne(
        database, sql: "SELECT count(*) FROM outputs WHERE run = ?", arguments: [run])
      guard missing == 0, all != 0 else {
        throw EngineError(.ledgerUnusable, "run \(run) has outputs that are not on disk, or none")
      }
      try database.execute(
        sql: "UPDATE runs SET saved_at = ?, error_code = NULL, error_message = NULL "
          + "WHERE number = ?",
        arguments: [surroundings.wallClock(), run])
      try setOwner(database, run, nil)
    }
  }

  /// Whether the request of a run stands in the ledger as it was sent; false where a secret was part of
  /// it, so that its text no longer has the digest of the job.
  package func knowsRequest(of run: Int64) throws(EngineError) -> Bool {
    try read { database in
      guard let row = try Self.row(database, run) else { throw missing(run) }
      let body = try JSON(parsing: row["request"] as String)
      let identity = RunIdentity(
        baseURL: row["base_url"], model: row["model"], body: body, take: row["take"])
      return identity.digest == row["identity"]
    }
  }

  /// Takes up a run that nobody follows; throws `.runIsFollowed` while its owner lives.
  ///
  /// A run that its dead owner left submitting becomes in doubt; one in doubt of which the id was seen
  /// after all is accepted.
  package func takeUp(_ run: Int64) async throws(EngineError) -> RunRecord {
    try await acceptLost()
    try await write { [self] database in
      guard let row = try Self.row(database, run) else { throw missing(run) }
      if let owner = row.owner, surroundings.isRunning(owner) {
        throw EngineError(
          .runIsFollowed, "run \(run) is followed by process \(owner.process); let it finish")
      }
      if row["state"] == RunState.submitting.rawValue {
        try setOwner(database, run, surroundings.owner)
        try setState(
          database, run, from: [.submitting], to: .inDoubt, detail: Self.deadOwnerReason)
        try note(database, run, code: "in_doubt", message: Self.deadOwnerReason)
        try setOwner(database, run, nil)
      } else if row.state == .accepted || row.state == .finished {
        try setOwner(database, run, surroundings.owner)
      } else if row.state == .inDoubt, let id: String = row["generation_id"] {
        try setState(database, run, from: [.inDoubt], to: .accepted, detail: id)
        try database.execute(
          sql: """
            UPDATE runs SET accepted_at = ?, error_code = NULL, error_message = NULL
            WHERE number = ?
            """,
          arguments: [surroundings.wallClock(), run])
        try setOwner(database, run, surroundings.owner)
      }
      try observe(run, "taken up", isCommitted: false)
    }
    try observe(run, "taken up", isCommitted: true)
    return try record(run)
  }

  /// Lets go of a run, so that it can be taken up; one that another process has by now stays with it.
  package func release(_ run: Int64) async throws(EngineError) {
    try await write { [self] database in
      if try Self.row(database, run)?.owner == surroundings.owner {
        try setOwner(database, run, nil)
      }
      try observe(run, "released", isCommitted: false)
    }
    try observe(run, "released", isCommitted: true)
  }

  static var deadOwnerReason: String {
    "the program ended after it had begun to send the request and before an id was stored"
  }
}

// MARK: - The parts of a change

extension Ledger {
  private func move(
    _ run: Int64, from: Set<RunState>, to state: RunState, detail: String? = nil,
    _ change: @escaping (Database) throws -> Void = { _ in }
  ) async throws(EngineError) {
    try await write { [self] database in
      try setState(database, run, from: from, to: state, detail: detail)
      try change(database)
      try observe(run, state.rawValue, isCommitted: false)
    }
    try observe(run, state.rawValue, isCommitted: true)
  }

  func setState(
    _ database: Database, _ run: Int64, from: Set<RunState>, to state: RunState, detail: String?
  ) throws {
    guard let row = try Self.row(database, run) else { throw missing(run) }
    guard from.contains(row.state), row.owner == nil || row.owner == surroundings.owner else {
      throw EngineError(
        .claimLost, "run \(run) is \(row.state.rawValue) now, another process has taken it over")
    }
    try database.execute(
      sql: "UPDATE runs SET state = ? WHERE number = ?", arguments: [state.rawValue, run])
    try log(database, run, from: row.state, to: state, detail: detail)
  }

  func setOwner(_ database: Database, _ run: Int64, _ owner: ProcessIdentity?) throws {
    try database.execute(
      sql: """
        UPDATE runs SET owner_boot = ?, owner_process = ?, owner_start = ? WHERE number = ?
        """,
      arguments: [owner?.boot, owner?.process, owner?.start, run])
  }

  private func note(_ database: Database, _ run: Int64, code: String, message: String) throws {
    try database.execute(
      sql: "UPDATE runs SET error_code = ?, error_message = ? WHERE number = ?",
      arguments: [code, redacted(message), run])
  }

  private func keep(_ database: Database, _ run: Int64, id: String) throws {
    try database.execute(
      sql: "UPDATE OR IGNORE runs SET generation_id = ? WHERE number = ?", arguments: [id, run])
  }

  private func end(_ database: Database, _ run: Int64, keepsOwner: Bool = false) throws {
    try database.execute(
      sql: "UPDATE runs SET ended_at = ? WHERE number = ?",
      arguments: [surroundings.wallClock(), run])
    if !keepsOwner { try setOwner(database, run, nil) }
  }

  private func log(
    _ database: Database, _ run: Int64, from: RunState?, to state: RunState, detail: String?
  ) throws {
    try database.execute(
      sql: """
        INSERT INTO transitions (run, from_state, to_state, at, detail) VALUES (?, ?, ?, ?, ?)
        """,
      arguments: [
        run, from?.rawValue, state.rawValue, surroundings.wallClock(), detail.map(redacted),
      ])
  }

  private func missing(_ run: Int64) -> EngineError {
    EngineError(.ledgerUnusable, "the ledger has no run \(run)")
  }
}

extension Secret {
  func digest(salt: String) -> String {
    withValue { SHA256Digest(of: Array("\(salt):\($0)".utf8)).hex }
  }
}
