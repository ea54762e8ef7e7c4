import GRDB
import LosslessJSON

// MARK: - Finding what is in doubt

extension Ledger {
  /// Gives runs in doubt the generations that are theirs, and says which.
  ///
  /// It is one transaction: what is in doubt, who else may have sent the same, and which ids are known
  /// is read in the moment in which it is decided. Only runs that `key` sent to the service of that
  /// name take part.
  func adopt(
    from tasks: [RunningTask], sentWith key: Secret, to baseURL: String
  ) async throws(EngineError) -> [Reconciler.Adoption] {
    try await acceptLost()
    let adoptions = try await write { [self] database -> [Reconciler.Adoption] in
      let (claimants, rivals) = try doubts(database, key, baseURL)
      let adoptions = Reconciler.adoptions(
        of: claimants, rivals: rivals, among: tasks,
        owned: try owned(database, tasks.compactMap(\.id), baseURL))
      for adoption in adoptions {
        try give(
          database, adoption.run, adoption.id, at: surroundings.wallClock(),
          detail: "adopted by input: \(adoption.id)")
        try observe(adoption.run, "adopted", isCommitted: false)
      }
      return adoptions
    }
    for adoption in adoptions { try observe(adoption.run, "adopted", isCommitted: true) }
    return adoptions
  }

  /// The runs that may have a generation of which no id is known: those that can be given one, and
  /// those that cannot, since they are being sent right now or were sent with another key.
  private func doubts(
    _ database: Database, _ key: Secret, _ baseURL: String
  ) throws -> (claimants: [Reconciler.Claimant], rivals: [Reconciler.Claimant]) {
    let digest = key.digest(salt: try Self.salt(database))
    var claimants: [Reconciler.Claimant] = []
    var rivals: [Reconciler.Claimant] = []
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT * FROM runs
        WHERE base_url = ? AND state IN ('submitting', 'in_doubt') AND generation_id IS NULL
        """,
      arguments: [baseURL])
    for row in rows {
      let claimant = Reconciler.Claimant(
        run: row["number"],
        request: SentRequest(
          model: row["model"],
          body: try JSON(parsing: (row["body"] as String?) ?? row["request"])))
      let isOpen = !(row.owner.map(surroundings.isRunning) ?? false)
      if isOpen, (row["key_digest"] as String?) == digest {
        claimants.append(claimant)
      } else {
        rivals.append(claimant)
      }
    }
    return (claimants, rivals)
  }

  /// Those of some ids that a run of the service has, or that are noted beside the ledger.
  private func owned(
    _ database: Database, _ ids: [String], _ baseURL: String
  ) throws -> Set<String> {
    var owned = Set(lostIDs().map(\.id))
    for id in ids where try owner(of: id, database, baseURL) != nil { owned.insert(id) }
    return owned
  }

  private func owner(of id: String, _ database: Database, _ baseURL: String) throws -> Int64? {
    try Int64.fetchOne(
      database, sql: "SELECT number FROM runs WHERE base_url = ? AND generation_id = ?",
      arguments: [baseURL, id])
  }

  /// Accepts a run in doubt, or one whose owner died while submitting, with an id.
  func give(
    _ database: Database, _ run: Int64, _ id: String, at time: Int64, detail: String
  ) throws {
    try setOwner(database, run, nil)
    try setState(database, run, from: [.submitting, .inDoubt], to: .accepted, detail: detail)
    try database.execute(
      sql: """
        UPDATE runs SET generation_id = ?, accepted_at = ?, error_code = NULL, error_message = NULL
        WHERE number = ?
        """,
      arguments: [id, time, run])
  }
}

// MARK: - At a person's word

extension Ledger {
  /// Makes sure that a run is in doubt and may be given an id that no run of its service has or had.
  ///
  /// Throws `.notInDoubt`, `.runIsFollowed`, and `.notSettled` for an id that is another run's.
  package func checkAdoption(of run: Int64, as id: String) async throws(EngineError) {
    try await acceptLost()
    try read { try checkAdoption($0, run, id) }
  }

  /// Gives a run in doubt an id because a person says so; throws as ``checkAdoption(of:as:)``.
  package func adopt(_ run: Int64, as id: String) async throws(EngineError) {
    try await settle(run) { [self] database in
      try checkAdoption(database, run, id)
      try give(
        database, run, id, at: surroundings.wallClock(), detail: "adopted by hand: \(id)")
    }
  }

  /// Ends a run in doubt because a person gives it up; throws `.notInDoubt` and `.runIsFollowed`.
  package func abandon(_ run: Int64) async throws(EngineError) {
    try await settle(run) { [self] database in
      _ = try doubtful(database, run)
      try setOwner(database, run, nil)
      try setState(
        database, run, from: [.submitting, .inDoubt], to: .abandoned, detail: "abandoned by hand")
      try database.execute(
        sql: "UPDATE runs SET ended_at = ? WHERE number = ?",
        arguments: [surroundings.wallClock(), run])
    }
  }

  /// Claims a run in doubt for one more submit because a person says so.
  ///
  /// From here on it counts twice in what a day may spend. Throws `.notInDoubt`, `.runIsFollowed`, and
  /// `.notSettled` if it was sent with another key, with which alone its first submit can be found.
  package func sendAgain(_ run: Int64, with key: Secret) async throws(EngineError) {
    try await settle(run) { [self] database in
      let row = try doubtful(database, run)
      guard (row["key_digest"] as String?) == key.digest(salt: try Self.salt(database)) else {
        throw EngineError(
          .notSettled,
          "run \(run) was sent with another key: send it again with that one, or give it up with "
            + "--abandon and run its script again")
      }
      try setOwner(database, run, nil)
      if row.state == .submitting {
        try setState(
          database, run, from: [.submitting], to: .inDoubt, detail: Self.deadOwnerReason)
      }
      try setState(
        database, run, from: [.inDoubt], to: .submitting, detail: "sent again by hand")
      try setOwner(database, run, surroundings.owner)
      try database.execute(
        sql: """
          UPDATE runs SET submitted_at = ?, reserved_at = ?, error_code = NULL, error_message = NULL
          WHERE number = ?
          """,
        arguments: [surroundings.wallClock(), surroundings.wallClock(), run])
    }
  }

  /// How a run was sent; nil for one of an older skv, which did not note it.
  package func sending(of run: Int64) throws(EngineError) -> Sending? {
    try read { database in
      let text = try String.fetchOne(
        database, sql: "SELECT sending FROM runs WHERE number = ?", arguments: [run])
      return try text.flatMap { Sending(try JSON(parsing: $0)) }
    }
  }

  private func settle(
    _ run: Int64, _ change: @escaping (Database) throws -> Void
  ) async throws(EngineError) {
    try await acceptLost()
    try await write { [self] database in
      try change(database)
      try observe(run, "settled", isCommitted: false)
    }
    try observe(run, "settled", isCommitted: true)
  }

  private func checkAdoption(_ database: Database, _ run: Int64, _ id: String) throws {
    let row = try doubtful(database, run)
    if let owner = try owner(of: id, database, row["base_url"]), owner != run {
      throw EngineError(
        .notSettled, "\(id) is run \(owner)'s generation, so run \(run) is still in doubt")
    }
  }

  private func doubtful(_ database: Database, _ run: Int64) throws -> Row {
    guard let row = try Self.row(database, run) else {
      throw EngineError(.ledgerUnusable, "the ledger has no run \(run)")
    }
    if let owner = row.owner, surroundings.isRunning(owner) {
      throw EngineError(
        .runIsFollowed, "run \(run) is followed by process \(owner.process); let it finish")
    }
    guard row.state == .inDoubt || row.state == .submitting else {
      throw EngineError(
        .notInDoubt, "run \(run) is not in doubt but \(row.state.rawValue); nothing was changed")
    }
    if let id: String = row["generation_id"] {
      throw EngineError(
        .notInDoubt, "the service took run \(run) as \(id); `skv resume \(run)` takes it up")
    }
    return row
  }
}

// MARK: - A doubt that stands behind another submit

extension Ledger {
  /// Whether the run is being sent although an earlier submit of it is in doubt.
  static func isSentAgain(_ database: Database, _ run: Int64) throws -> Bool {
    guard let row = try row(database, run), row.state == .submitting else { return false }
    return try Bool.fetchOne(
      database,
      sql: """
        SELECT EXISTS (
          SELECT 1 FROM transitions
          WHERE run = ? AND from_state = 'in_doubt' AND to_state = 'submitting')
        """,
      arguments: [run]) ?? false
  }

  /// Puts a run back in doubt of which another submit came to nothing; false for any other run.
  func returnToDoubt(_ run: Int64, because reason: String) async throws(EngineError) -> Bool {
    let message = "sent again without effect (\(reason)), and the first submit is still in doubt"
    guard try read({ try Self.isSentAgain($0, run) }) else { return false }
    try await write { [self] database in
      try setState(database, run, from: [.submitting], to: .inDoubt, detail: message)
      try database.execute(
        sql: "UPDATE runs SET error_code = 'in_doubt', error_message = ? WHERE number = ?",
        arguments: [message, run])
      try setOwner(database, run, nil)
      try observe(run, "in_doubt", isCommitted: false)
    }
    try observe(run, "in_doubt", isCommitted: true)
    return true
  }

  /// Claims a run once more after a pause.
  ///
  /// One that is sent although an earlier submit is in doubt was not let go of meanwhile, so that the
  /// doubt stays whatever ends the program.
  package func claimAgain(_ run: Int64) async throws(EngineError) {
    guard try read({ try Self.isSentAgain($0, run) }) else { return try await claim(run) }
    try confirmClaim(run)
  }

  static func salt(_ database: Database) throws -> String {
    try String.fetchOne(database, sql: "SELECT value FROM properties WHERE name = 'salt'") ?? ""
  }
}
