import GRDB
import LosslessJSON

// MARK: - What was done before

extension Ledger {
  /// Where a job stands in a round of it.
  ///
  /// Of several runs the one counts that is furthest: a saved one before one that is open or in doubt,
  /// and these before the newest that ended badly.
  package func standing(of identity: RunIdentity, round: Int) async throws(EngineError) -> Standing
  {
    // Lost ids that cannot be written down now are written down when their run is taken up.
    try? await acceptLost()
    let numbers = try read { database in
      try Int64.fetchAll(
        database,
        sql: """
          SELECT number FROM runs WHERE identity = ? AND nonce = ? AND state <> 'planned'
          ORDER BY CASE state WHEN 'saved' THEN 0 WHEN 'finished' THEN 1 WHEN 'accepted' THEN 1
            WHEN 'submitting' THEN 1 WHEN 'in_doubt' THEN 1 ELSE 2 END, number DESC
          LIMIT 1
          """,
        arguments: [identity.digest, RunIdentity.nonce(ofRound: round)])
    }
    guard let number = numbers.first else { return .new }
    let record = try record(number)
    let owner = try read { database in try Self.row(database, number)?.owner }
      .flatMap { surroundings.isRunning($0) ? $0 : nil }
    switch record.state {
    case .planned: return .new
    case .saved: return .saved(record)
    case .submitting, .accepted, .finished:
      return owner.map { .followed(record, by: $0) } ?? .open(record)
    case .inDoubt: return .inDoubt(record)
    case .refused, .failed, .canceled, .abandoned: return .ended(record)
    }
  }

  /// The run beyond `planned` that is the same job in the same round as another run; nil if there is
  /// none. What ended badly does not count.
  static func sameJob(as run: Int64, _ database: Database) throws -> Int64? {
    try Int64.fetchOne(
      database,
      sql: """
        SELECT other.number FROM runs AS this JOIN runs AS other
          ON other.identity = this.identity AND other.nonce = this.nonce
            AND other.number <> this.number
        WHERE this.number = ?
          AND other.state IN ('submitting', 'accepted', 'finished', 'in_doubt', 'saved')
        LIMIT 1
        """,
      arguments: [run])
  }

  // MARK: - Rounds

  /// The newest round of a job; 0 if it was never asked for anew.
  package func round(of identity: RunIdentity) throws(EngineError) -> Int {
    try read { database in
      try Int.fetchOne(
        database, sql: "SELECT number FROM rounds WHERE identity = ?",
        arguments: [identity.digest]) ?? 0
    }
  }

  /// Opens a new round for each of some jobs, in one transaction; `known` are rounds that other records
  /// tell of. The answer holds the new rounds in the order of the jobs.
  package func openRounds(
    of identities: [RunIdentity], known: [Int]
  ) async throws(EngineError) -> [Int] {
    try await write { [self] database in
      try zip(identities, known).map { identity, known in
        let own =
          try Int.fetchOne(
            database, sql: "SELECT number FROM rounds WHERE identity = ?",
            arguments: [identity.digest]) ?? 0
        let next = max(own, known) + 1
        try database.execute(
          sql: "INSERT OR REPLACE INTO rounds (identity, number, opened_at) VALUES (?, ?, ?)",
          arguments: [identity.digest, next, surroundings.wallClock()])
        return next
      }
    }
  }

  // MARK: - Files that are no longer where they were

  /// Takes a saved run up again whose files are not all there: the named outputs count as found, and
  /// all go to `destination`.
  package func reopen(
    _ run: Int64, places: [Int], destination: Destination
  ) async throws(EngineError) {
    try await write { [self] database in
      try setState(database, run, from: [.saved], to: .finished, detail: "files are missing")
      for place in places {
        try database.execute(
          sql: """
            UPDATE outputs SET state = 'found', part_path = NULL, part_validator = NULL,
              part_length = NULL, part_total = NULL, path = NULL
            WHERE run = ? AND place = ?
            """,
          arguments: [run, place])
      }
      try database.execute(
        sql: "UPDATE runs SET destination = ? WHERE number = ?",
        arguments: [destination.json.printed(), run])
      try setOwner(database, run, surroundings.owner)
      try observe(run, "reopened", isCommitted: false)
    }
    try observe(run, "reopened", isCommitted: true)
  }

  /// Notes that an output of a run stands at one more path.
  package func noteCopy(
    of place: Int, of run: Int64, at path: String, digest: String
  ) async throws(EngineError) {
    try await write { database in
      try database.execute(
        sql: "INSERT OR REPLACE INTO copies (run, place, path, sha256) VALUES (?, ?, ?, ?)",
        arguments: [run, place, path, digest])
    }
  }

  /// The other paths that an output was copied to.
  package func copies(of place: Int, of run: Int64) throws(EngineError) -> [String] {
    try read { database in
      try String.fetchAll(
        database, sql: "SELECT path FROM copies WHERE run = ? AND place = ? ORDER BY path",
        arguments: [run, place])
    }
  }
}
