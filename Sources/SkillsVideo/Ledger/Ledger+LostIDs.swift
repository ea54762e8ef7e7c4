import GRDB
import Glibc
import LosslessJSON

// MARK: - Ids that the ledger did not take

extension Ledger {
  /// The file for ids that could not be stored: `ledger.lost-ids` beside `ledger.sqlite`.
  package nonisolated var lostIDsPath: String {
    (path.hasSuffix(".sqlite") ? String(path.dropLast(7)) : path) + ".lost-ids"
  }

  /// Appends an id to the file of lost ids, and waits until it is on disk.
  ///
  /// The file is JSON Lines (`{"run":1,"id":"…","time":1795412304000}`, milliseconds since 1970) that
  /// its owner alone may read; it outlives a ledger that is locked, or whose own file cannot grow.
  package func noteLost(_ id: String, of run: Int64) throws(EngineError) {
    try observe(run, "lost id", isCommitted: false)
    let line: JSON = [
      "run": .number(JSONNumber(Int(run))), "id": .string(id),
      "time": .number(JSONNumber(Int(surroundings.wallClock()))),
    ]
    let descriptor = Glibc.open(
      lostIDsPath, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o600)
    guard descriptor >= 0 else { throw unusableLostIDs(FileError("open", lostIDsPath)) }
    defer { close(descriptor) }
    // The line break before it ends a line that a crash cut short.
    let bytes = Array("\n\(line.printed())\n".utf8)
    let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    guard count == bytes.count, fsync(descriptor) == 0 else {
      throw unusableLostIDs(FileError("write", lostIDsPath))
    }
    do {
      try PosixFileAccess().synchronizeFolder(PosixFileAccess.parent(of: lostIDsPath))
    } catch {
      throw unusableLostIDs(error)
    }
    try observe(run, "lost id", isCommitted: true)
  }

  /// Accepts the runs whose ids are in the file of lost ids and that no living process follows.
  ///
  /// A line from before the run's submit is another ledger's; lines that cannot be read are passed
  /// over. The file stays: what it says of a run that has its id does nothing.
  func acceptLost() async throws(EngineError) {
    for lost in lostIDs() {
      guard try read({ try isOpen(lost, $0) }) else { continue }
      try await write { [self] database in
        guard try isOpen(lost, database) else { return }
        try give(database, lost.run, lost.id, at: lost.time, detail: lost.id)
        try observe(lost.run, "lost id accepted", isCommitted: false)
      }
      try observe(lost.run, "lost id accepted", isCommitted: true)
    }
  }

  struct LostID {
    var run: Int64
    var id: String
    var time: Int64
  }

  private func isOpen(_ lost: LostID, _ database: Database) throws -> Bool {
    guard let row = try Self.row(database, lost.run),
      row.state == .submitting || row.state == .inDoubt,
      (row["submitted_at"] as Int64?).map({ $0 <= lost.time }) ?? false,
      !(row.owner.map(surroundings.isRunning) ?? false),
      (row["generation_id"] as String?) ?? lost.id == lost.id
    else { return false }
    let others = try Int.fetchOne(
      database,
      sql: """
        SELECT count(*) FROM runs WHERE generation_id = ? AND number <> ?
          AND base_url = (SELECT base_url FROM runs WHERE number = ?)
        """,
      arguments: [lost.id, lost.run, lost.run])
    return others == 0
  }

  func lostIDs() -> [LostID] {
    guard let file = try? PosixFileAccess().open(lostIDsPath, for: .reading),
      let length = try? file.length(), length > 0,
      let bytes = try? file.read(at: 0, count: min(length, 1 << 24))
    else { return [] }
    return bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
      guard let json = try? JSON(parsing: line), let run = json["run"]?.number?.int,
        let id = json["id"]?.string, !id.isEmpty, let time = json["time"]?.number?.int
      else { return nil }
      return LostID(run: Int64(run), id: id, time: Int64(time))
    }
  }

  private func unusableLostIDs(_ error: FileError) -> EngineError {
    EngineError(.ledgerUnusable, "the id could not be put beside the ledger", cause: error.message)
  }
}
