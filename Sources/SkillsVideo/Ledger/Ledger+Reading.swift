import GRDB
package import LosslessJSON

// MARK: - Reading runs

extension Ledger {
  /// Every run, by number.
  package func records() throws(EngineError) -> [RunRecord] {
    try read { database in
      var outputs = Dictionary(grouping: try Self.outputs(database, of: nil), by: \.run)
        .mapValues { $0.map(\.output) }
      return try Row.fetchAll(database, sql: "SELECT * FROM runs ORDER BY number").map {
        try record($0, outputs.removeValue(forKey: $0["number"]) ?? [])
      }
    }
  }

  /// One run; throws if there is none of that number.
  package func record(_ run: Int64) throws(EngineError) -> RunRecord {
    try read { database in
      guard let row = try Self.row(database, run) else {
        throw EngineError(.ledgerUnusable, "the ledger has no run \(run)")
      }
      return try record(row, try Self.outputs(database, of: run).map(\.output))
    }
  }

  /// What goes into the files of a run.
  package func recipe(of run: Int64) throws(EngineError) -> EmbeddedRecipe {
    try read { database in
      guard let row = try Self.row(database, run) else {
        throw EngineError(.ledgerUnusable, "the ledger has no run \(run)")
      }
      let request = try Self.json(row["request"])
      let body = try (row["body"] as String?).map(Self.json)
      return EmbeddedRecipe(
        service: row["base_url"], model: row["model"], request: request, take: row["take"],
        sentSeed: (request["seed"] ?? body?["seed"]).flatMap(\.unlessNull),
        seed: try (row["seed"] as String?).map(Self.json), generationID: row["generation_id"])
    }
  }

  /// The runs that something is owed to and that no living process follows, by number.
  ///
  /// Their `data` is nil, since what the service told last may be long and is not read.
  package func unfinished() async throws(EngineError) -> [RunRecord] {
    // Lost ids that cannot be written down now are written down when their run is taken up.
    try? await acceptLost()
    let states = RunState.allCases.filter(\.isUnfinished).map { "'\($0.rawValue)'" }
      .joined(separator: ", ")
    return try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT \(Self.columns), NULL AS response FROM runs WHERE state IN (\(states))
          ORDER BY number
          """
      ).filter { !($0.owner.map(surroundings.isRunning) ?? false) }
        .map { row in
          try record(row, try Self.outputs(database, of: row["number"]).map(\.output))
        }
    }
  }

  private static let columns = """
    number, state, owner_boot, owner_process, owner_start, base_url, model, request, body, take, label,
    item, script, destination, generation_id, status, credits, seed, error_code, error_message,
    planned_at, submitted_at, accepted_at, ended_at
    """

  /// The states that a run went through, in order.
  package func transitions(of run: Int64) throws(EngineError) -> [RunState] {
    try read { database in
      try String.fetchAll(
        database, sql: "SELECT to_state FROM transitions WHERE run = ? ORDER BY number",
        arguments: [run]
      ).compactMap(RunState.init(rawValue:))
    }
  }

  /// The changes of a run, in order; a state that this version does not know reads as in doubt.
  package func history(of run: Int64) throws(EngineError) -> [RunChange] {
    try read { database in
      try Row.fetchAll(
        database, sql: "SELECT to_state, at, detail FROM transitions WHERE run = ? ORDER BY number",
        arguments: [run]
      ).map { row in
        RunChange(
          state: (row["to_state"] as String?).flatMap(RunState.init(rawValue:)) ?? .inDoubt,
          at: row["at"], detail: row["detail"])
      }
    }
  }

  /// The last state of the generation as the service told it, and where it came from.
  package func ending(of run: Int64) throws(EngineError) -> (
    response: JSON, source: RunEvent.Source
  )? {
    try read { database in
      guard let row = try Self.row(database, run), let text: String = row["response"],
        let source = (row["source"] as String?).flatMap(RunEvent.Source.init(rawValue:))
      else { return nil }
      return (try JSON(parsing: text), source)
    }
  }

  static func row(_ database: Database, _ run: Int64) throws -> Row? {
    try Row.fetchOne(database, sql: "SELECT * FROM runs WHERE number = ?", arguments: [run])
  }

  private func record(_ row: Row, _ outputs: [LedgerOutput]) throws -> RunRecord {
    var state = row.state
    var errorCode: String? = row["error_code"]
    var errorMessage: String? = row["error_message"]
    if state == .submitting, !(row.owner.map(surroundings.isRunning) ?? false) {
      state = .inDoubt
      errorCode = "in_doubt"
      errorMessage = Self.deadOwnerReason
    }
    guard let destination = Destination(try Self.json(row["destination"])) else {
      throw EngineError(
        .ledgerUnusable, "run \(row["number"] as Int64) has a destination that cannot be read")
    }
    let response = try (row["response"] as String?).map(Self.json)
    return RunRecord(
      number: row["number"], state: state, generationID: row["generation_id"],
      model: row["model"], baseURL: row["base_url"], label: row["label"], item: row["item"],
      take: row["take"], script: row["script"],
      request: try Self.json((row["body"] as String?) ?? row["request"]),
      destination: destination, status: row["status"],
      credits: (row["credits"] as String?).flatMap { JSONNumber($0) },
      seed: try (row["seed"] as String?).map(Self.json), data: response?["data"],
      files: outputs.compactMap(\.savedFile), outputCount: outputs.count, errorCode: errorCode,
      errorMessage: errorMessage, plannedAt: row["planned_at"], submittedAt: row["submitted_at"],
      acceptedAt: row["accepted_at"], endedAt: row["ended_at"])
  }

  private static func json(_ text: String) throws -> JSON {
    do {
      return try JSON(parsing: text)
    } catch {
      throw EngineError(
        .ledgerUnusable, "the ledger holds text that is no JSON", cause: error.message)
    }
  }
}

extension Row {
  /// The state; a word that is not known reads as in doubt, which nothing is done about by itself.
  var state: RunState {
    (self["state"] as String?).flatMap(RunState.init(rawValue:)) ?? .inDoubt
  }

  /// The process that has claimed the run.
  var owner: ProcessIdentity? {
    guard let boot: String = self["owner_boot"], let process: Int64 = self["owner_process"],
      let start: Int64 = self["owner_start"]
    else { return nil }
    return ProcessIdentity(boot: boot, process: process, start: start)
  }
}
