import GRDB
package import LosslessJSON

// MARK: - Outputs

extension Ledger {
  /// The outputs of a run, in the order of the service.
  package func outputs(of run: Int64) throws(EngineError) -> [LedgerOutput] {
    try read { try Self.outputs($0, of: run).map(\.output) }
  }

  /// Writes down how far an output has come.
  package func update(_ output: LedgerOutput, of run: Int64) async throws(EngineError) {
    let change = "output \(output.place) \(output.state.rawValue)"
    try await write { [self] database in
      try database.execute(
        sql: """
          UPDATE outputs SET state = ?, url = ?, content_type = ?, part_path = ?,
            part_validator = ?, part_length = ?, part_total = ?, path = ?, bytes = ?,
            delivered_sha256 = ?, filed_sha256 = ?, width = ?, height = ?, duration = ?
          WHERE run = ? AND place = ?
          """,
        arguments: [
          output.state.rawValue, output.url, output.contentType, output.partPath,
          output.partial?.validator, output.partial?.length, output.partial?.totalLength,
          output.path, output.bytes, output.deliveredDigest, output.filedDigest, output.width,
          output.height, output.duration, run, output.place,
        ])
      guard database.changesCount == 1 else {
        throw EngineError(.ledgerUnusable, "run \(run) has no output \(output.place)")
      }
      try observe(run, change, isCommitted: false)
    }
    try observe(run, change, isCommitted: true)
  }

  /// Adds the outputs of a finished run that had none, with the state that names them.
  package func add(
    _ outputs: [FoundOutput], in response: JSON, to run: Int64
  ) async throws(EngineError) {
    try await write { [self] database in
      for (place, output) in outputs.enumerated() {
        try database.execute(
          sql: """
            INSERT INTO outputs (run, place, state, url, content_type) VALUES (?, ?, 'found', ?, ?)
            """,
          arguments: [run, place, output.url, output.contentType])
      }
      try database.execute(
        sql: "UPDATE runs SET response = ? WHERE number = ?",
        arguments: [redacted(response).printed(), run])
      try observe(run, "outputs added", isCommitted: false)
    }
    try observe(run, "outputs added", isCommitted: true)
  }

  /// Whether a file at `path` with this digest is one that a run of ours saved there; files of
  /// `run` itself do not count.
  package func owns(
    path: String, digest: String, besides run: Int64? = nil
  ) throws(EngineError) -> Bool {
    try read { database in
      try Bool.fetchOne(
        database,
        sql: """
          SELECT EXISTS (
            SELECT 1 FROM outputs
            WHERE path = ? AND filed_sha256 = ? AND state = 'saved' AND run IS NOT ?)
          OR EXISTS (SELECT 1 FROM copies WHERE path = ? AND sha256 = ? AND run IS NOT ?)
          """,
        arguments: [path, digest, run, path, digest, run]) ?? false
    }
  }

  /// Notes that the file at `path` with this digest has a new name, since `run` needs the old one.
  package func moved(
    path: String, digest: String, to newPath: String, for run: Int64
  ) async throws(EngineError) {
    try await write { [self] database in
      try database.execute(
        sql: "UPDATE outputs SET path = ? WHERE path = ? AND filed_sha256 = ? AND state = 'saved'",
        arguments: [newPath, path, digest])
      try database.execute(
        sql: "UPDATE OR REPLACE copies SET path = ? WHERE path = ? AND sha256 = ?",
        arguments: [newPath, path, digest])
      try observe(run, "kept aside", isCommitted: false)
    }
    try observe(run, "kept aside", isCommitted: true)
  }

  static func outputs(
    _ database: Database, of run: Int64?
  ) throws -> [(run: Int64, output: LedgerOutput)] {
    try Row.fetchAll(
      database,
      sql: "SELECT * FROM outputs WHERE ? IS NULL OR run = ? ORDER BY run, place",
      arguments: [run, run]
    ).map { row in
      var output = LedgerOutput(
        place: row["place"], url: row["url"], contentType: row["content_type"])
      output.state = (row["state"] as String?).flatMap(LedgerOutput.State.init) ?? .found
      output.partPath = row["part_path"]
      if let validator: String = row["part_validator"], let length: Int = row["part_length"] {
        output.partial = PartialDownload(
          validator: validator, length: length, totalLength: row["part_total"])
      }
      output.path = row["path"]
      output.bytes = row["bytes"]
      output.deliveredDigest = row["delivered_sha256"]
      output.filedDigest = row["filed_sha256"]
      output.width = row["width"]
      output.height = row["height"]
      output.duration = row["duration"]
      return (row["run"], output)
    }
  }
}

// MARK: - Partial files

extension Ledger {
  /// Takes a path for the bytes of an output; false if another output that is not on disk has it.
  package func reserve(part: String, for place: Int, of run: Int64) async throws(EngineError)
    -> Bool
  {
    let isOurs = try await write { [self] database in
      let isTaken = try Bool.fetchOne(
        database,
        sql: """
          SELECT EXISTS (
            SELECT 1 FROM outputs
            WHERE part_path = ? AND state <> 'saved' AND NOT (run = ? AND place = ?))
          """,
        arguments: [part, run, place])
      guard isTaken == false else { return false }
      try database.execute(
        sql: "UPDATE outputs SET part_path = ? WHERE run = ? AND place = ?",
        arguments: [part, run, place])
      try observe(run, "part reserved", isCommitted: false)
      return true
    }
    try observe(run, "part reserved", isCommitted: true)
    return isOurs
  }
}
