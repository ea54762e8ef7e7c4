/// A point right before or right after a commit of the ledger.
///
/// Tests stop a program here; whatever the ledger's observer throws counts as trouble with the disk.
package struct LedgerMoment: Sendable, Hashable {
  /// The number of the run.
  package var run: Int64
  /// What is being written: the new state, or a word for what changes within one.
  package var change: String
  /// Whether the commit has been made.
  package var isCommitted: Bool

  /// Creates a moment.
  package init(run: Int64, change: String, isCommitted: Bool) {
    self.run = run
    self.change = change
    self.isCommitted = isCommitted
  }
}
