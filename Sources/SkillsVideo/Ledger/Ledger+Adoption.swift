import GRDB
import LosslessJSON

// MARK: - What a lock knows and this ledger does not

extension Ledger {
  /// Takes in the jobs of a lock that were paid for, as runs; those that the ledger has are passed over.
  ///
  /// Paths are taken relative to `folder`. A saved job without a path for each file is to be fetched
  /// again. Which key sent it is not known. Gives how many were taken in.
  @discardableResult
  package func adopt(_ entries: [LockEntry], folder: String) async throws(EngineError) -> Int {
    let paid = entries.filter { entry in
      entry.generationID != nil
        && (entry.state == .accepted || entry.state == .finished || entry.state == .saved)
    }
    guard !paid.isEmpty else { return 0 }
    return try await write { [self] database in
      var count = 0
      for entry in paid where try !isKnown(entry, database) {
        try insert(entry, folder, database)
        count += 1
      }
      return count
    }
  }

  private func isKnown(_ entry: LockEntry, _ database: Database) throws -> Bool {
    try Bool.fetchOne(
      database,
      sql: """
        SELECT EXISTS (SELECT 1 FROM runs WHERE (base_url = ? AND generation_id = ?)
          OR (identity = ? AND nonce = ?
            AND state IN ('submitting', 'accepted', 'finished', 'in_doubt', 'saved')))
        """,
      arguments: [
        entry.service, entry.generationID, entry.key.identity,
        RunIdentity.nonce(ofRound: entry.key.round),
      ]) ?? false
  }

  private func insert(_ entry: LockEntry, _ folder: String, _ database: Database) throws {
    let isWhole = !entry.outputs.isEmpty && entry.outputs.allSatisfy { $0.path != nil }
    let state = entry.state == .saved && !isWhole ? RunState.finished : entry.state
    let destination = Destination(
      folder: folder, pieces: [.text(entry.outputs.first?.path ?? "out/\(entry.label)")],
      embedsRecipe: entry.outputs.contains { $0.sha256 != $0.deliveredSHA256 })
    let now = surroundings.wallClock()
    try database.execute(
      sql: """
        INSERT INTO runs (state, key_digest, base_url, model, request, body, take, identity, nonce, label,
          item, destination, generation_id, credits, seed, planned_at, submitted_at, accepted_at,
          ended_at, cost_key)
        VALUES (?, '', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        state.rawValue, entry.service, entry.model, entry.request.canonicalForm,
        entry.bodyWithDrawnSeed?.canonicalForm, entry.take,
        entry.key.identity, RunIdentity.nonce(ofRound: entry.key.round), entry.label, entry.item,
        destination.json.printed(), entry.generationID, entry.credits?.text,
        entry.seed?.printed(), now, entry.submittedAt, entry.submittedAt ?? now, entry.endedAt,
        CostKey(baseURL: entry.service, model: entry.model, body: entry.request).digest,
      ])
    let run = database.lastInsertedRowID
    for (place, output) in entry.outputs.enumerated() {
      let path = output.path.map { (folder == "/" ? "" : folder) + "/" + $0 }
      try database.execute(
        sql: """
          INSERT INTO outputs (run, place, state, url, content_type, path, bytes, delivered_sha256,
            filed_sha256)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          run, place, state == .saved ? "saved" : "found", output.url, output.contentType, path,
          output.bytes, output.deliveredSHA256, output.sha256,
        ])
    }
    try database.execute(
      sql: """
        INSERT INTO transitions (run, from_state, to_state, at, detail)
        VALUES (?, NULL, ?, ?, 'taken in from a lock')
        """,
      arguments: [run, state.rawValue, now])
  }
}

extension LockEntry {
  /// The body with the seed that skv drew; nil where it drew none.
  fileprivate var bodyWithDrawnSeed: JSON? {
    guard let drawnSeed, case .object(var members) = request else { return nil }
    members["seed"] = drawnSeed
    return .object(members)
  }
}
