import GRDB
package import LosslessJSON

// MARK: - Reservations

extension Ledger {
  /// Claims a planned run for this process if what it is thought to cost fits a limit.
  ///
  /// Everything that the answer hangs on is read in the transaction that makes the claim, so that two
  /// programs never reserve the same credits. A run that does not fit stays as it is. Throws
  /// `.paidAlready` if the same job of the same round is submitted, accepted, in doubt or done already,
  /// by whatever process.
  package func reserve(
    _ run: Int64, within limit: SpendingLimit
  ) async throws(EngineError) -> Reservation {
    let answer = try await write { [self] database -> Reservation in
      try checkIsAlone(database, run)
      let answer = try self.answer(database, run, limit)
      if answer == .granted {
        try database.execute(
          sql: "UPDATE runs SET invocation = ? WHERE number = ?",
          arguments: [limit.invocation, run])
        try claim(database, run)
      }
      return answer
    }
    if answer == .granted { try observe(run, RunState.submitting.rawValue, isCommitted: true) }
    return answer
  }

  /// How each cap of a limit stands.
  package func standings(of limit: SpendingLimit) throws(EngineError) -> [BudgetStanding] {
    try read { database in try purses(database, of: limit).map(\.standing) }
  }

  /// The highest price that was seen for each of some kinds of runs; nil where none was.
  package func prices(of keys: [CostKey]) throws(EngineError) -> [JSONNumber?] {
    try read { database in
      var prices = PriceReading(database)
      return try keys.map { try prices.highest($0.digest) }
    }
  }

  private func answer(
    _ database: Database, _ run: Int64, _ limit: SpendingLimit
  ) throws -> Reservation {
    guard !limit.isOpen else { return .granted }
    var prices = PriceReading(database)
    let key = try String.fetchOne(
      database, sql: "SELECT cost_key FROM runs WHERE number = ?", arguments: [run])
    let price = try prices.highest(key)
    if price == nil, !limit.startsUnknownPrices { return .unknownPrice }
    var shortage: Shortage?
    for purse in try purses(database, of: limit) {
      let needed = purse.unit == .jobs ? 1 : price
      switch purse.purse.answer(to: needed) {
      case .granted: break
      case .wait: shortage = shortage ?? Shortage(standing: purse.standing, needed: needed)
      case .refused: return .refused(Shortage(standing: purse.standing, needed: needed))
      }
    }
    return shortage.map { .mustWait($0) } ?? .granted
  }
}

// MARK: - What counts

extension Ledger {
  private struct FilledPurse {
    var purse: Purse
    var unit: BudgetStanding.Unit
    var isPerDay: Bool

    var standing: BudgetStanding { BudgetStanding(purse, unit, isPerDay: isPerDay) }
  }

  private func purses(_ database: Database, of limit: SpendingLimit) throws -> [FilledPurse] {
    var purses: [FilledPurse] = []
    var prices = PriceReading(database)
    if let cap = limit.credits {
      let charges = try self.charges(
        database, where: "invocation = ?", [limit.invocation], &prices)
      purses.append(Self.filled(cap, charges, .credits, isPerDay: false))
    }
    guard limit.creditsPerDay != nil || limit.jobsPerDay != nil else { return purses }
    let charges = try self.charges(
      database, where: "reserved_at >= ?", [surroundings.wallClock().startOfDay], &prices)
    if let cap = limit.creditsPerDay {
      purses.append(Self.filled(cap, charges, .credits, isPerDay: true))
    }
    if let cap = limit.jobsPerDay {
      purses.append(
        Self.filled(JSONNumber(cap), charges.map(\.asJob), .jobs, isPerDay: true))
    }
    return purses
  }

  private static func filled(
    _ cap: JSONNumber, _ charges: [Purse.Charge], _ unit: BudgetStanding.Unit, isPerDay: Bool
  ) -> FilledPurse {
    var purse = Purse(cap: cap)
    for charge in charges { purse.take(charge) }
    return FilledPurse(purse: purse, unit: unit, isPerDay: isPerDay)
  }

  private func charges(
    _ database: Database, where condition: String, _ arguments: StatementArguments,
    _ prices: inout PriceReading
  ) throws -> [Purse.Charge] {
    var living: [ProcessIdentity: Bool] = [:]
    return try Row.fetchAll(
      database,
      sql: """
        SELECT state, owner_boot, owner_process, owner_start, credits, cost_key,
          (SELECT count(*) FROM transitions WHERE run = runs.number
            AND from_state = 'in_doubt' AND to_state = 'submitting') AS doubts
        FROM runs WHERE \(condition)
        """, arguments: arguments
    ).flatMap { row in
      // Each submit in doubt behind which another was sent may have been charged too.
      let doubts = Array(
        repeating: Purse.Charge.kept(try prices.highest(row["cost_key"])), count: row["doubts"])
      return try doubts + [charge(row, &living, &prices)].compactMap { $0 }
    }
  }

  private func charge(
    _ row: Row, _ living: inout [ProcessIdentity: Bool], _ prices: inout PriceReading
  ) throws -> Purse.Charge? {
    var isFollowed = false
    if let owner = row.owner {
      isFollowed = living[owner] ?? surroundings.isRunning(owner)
      living[owner] = isFollowed
    }
    switch row.state {
    case .planned where !isFollowed, .refused: return nil
    case .planned, .submitting, .accepted:
      let price = try prices.highest(row["cost_key"])
      return isFollowed ? .reserved(price) : .kept(price)
    // One that was given up may have been made and charged all the same.
    case .inDoubt, .abandoned: return .kept(try prices.highest(row["cost_key"]))
    case .finished, .saved, .failed, .canceled:
      if let text: String = row["credits"], let credits = JSONNumber(text) {
        return .spent(credits)
      }
      return .kept(try prices.highest(row["cost_key"]))
    }
  }
}

extension Purse.Charge {
  /// The charge where not credits are counted but runs.
  fileprivate var asJob: Purse.Charge {
    switch self {
    case .spent: .spent(1)
    case .reserved: .reserved(1)
    case .kept: .kept(1)
    }
  }
}

extension Int64 {
  /// The beginning of the day of UTC that a moment is in, both in milliseconds since 1970.
  fileprivate var startOfDay: Int64 { self - self % 86_400_000 }
}

// MARK: - Prices

/// The prices that the ledger has seen, each kind of run looked up once.
private struct PriceReading {
  private let database: Database
  private var known: [String: JSONNumber?] = [:]

  init(_ database: Database) {
    self.database = database
  }

  /// The highest price of a kind of run, so that a cap is safe; nil if none was seen.
  ///
  /// A price of zero counts only for a run that has succeeded: before its end and after a failure the
  /// service tells zero whatever the price is.
  mutating func highest(_ key: String?) throws -> JSONNumber? {
    guard let key else { return nil }
    if let price = known[key] { return price }
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT DISTINCT credits, state IN ('finished', 'saved') AS succeeded FROM runs
        WHERE cost_key = ? AND credits IS NOT NULL
        """, arguments: [key])
    let prices = rows.compactMap { row -> JSONNumber? in
      guard let price = JSONNumber(row["credits"] as String),
        row["succeeded"] || !price.isZero
      else { return nil }
      return price
    }
    let highest = prices.max { $0.compared(to: $1) < 0 }
    known[key] = .some(highest)
    return highest
  }
}
