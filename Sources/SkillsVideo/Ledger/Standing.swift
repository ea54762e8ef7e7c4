/// What the ledger says of a job before anything is done for it.
package enum Standing: Sendable {
  /// Nothing of it is known: it would be paid for.
  case new
  /// Its outputs were brought to disk.
  case saved(RunRecord)
  /// It is paid for and not on disk, and nobody follows it.
  case open(RunRecord)
  /// A living process has it in hand, even while that is stopped.
  case followed(RunRecord, by: ProcessIdentity)
  /// Whether it was paid for is not known.
  case inDoubt(RunRecord)
  /// It was refused, failed, canceled or abandoned; it would be paid for again.
  case ended(RunRecord)

  /// What is known of the run, nil for a new job.
  package var record: RunRecord? {
    switch self {
    case .new: nil
    case .saved(let record), .open(let record), .followed(let record, _), .inDoubt(let record),
      .ended(let record):
      record
    }
  }
}
