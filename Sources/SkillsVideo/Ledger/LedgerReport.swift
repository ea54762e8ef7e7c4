/// What a ledger's file holds.
package struct LedgerReport: Sendable, Hashable {
  /// The version of the tables that this skv makes.
  package static let knownVersion = LedgerSchema.steps.count
  /// How far SQLite goes to have a commit on disk, where skv writes: `full`.
  package static let synchronous = Ledger.synchronous.lowercased()

  /// Its size in bytes, without its log.
  package var bytes: Int
  /// The version of its tables, 0 for a file without any.
  package var version: Int
  /// The journal that the file's head names, `wal` or `rollback`; skv writes with `wal`.
  package var journalMode: String
  /// The first thing that SQLite's quick check finds amiss, nil for a sound file.
  package var fault: String?
  /// How many runs it knows; 0 where they could not be read.
  package var runs = 0
  /// How many of them are to be taken up.
  package var unfinished = 0
  /// Of how many it is not known whether the service took them.
  package var inDoubt = 0
  /// How many unfinished ones another program follows.
  package var followed = 0
  /// How many unfinished ones belong to another service.
  package var elsewhere = 0

  /// Notes what a file without runs holds.
  package init(bytes: Int, version: Int, journalMode: String, fault: String? = nil) {
    self.bytes = bytes
    self.version = version
    self.journalMode = journalMode
    self.fault = fault
  }
}
