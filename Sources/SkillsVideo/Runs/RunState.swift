/// Where a run stands in the ledger.
///
/// `planned → submitting → accepted → finished → saved` is the way of a run that goes well.
public enum RunState: String, Sendable, Hashable, CaseIterable {
  /// Noted; nothing of it has been sent.
  case planned
  /// The request may be on its way; only its owner knows.
  case submitting
  /// The service has named an id; it is paid for and goes on there.
  case accepted
  /// The result is known, not all of it is on disk.
  case finished
  /// Every output is on disk.
  case saved
  /// The service has refused the request; nothing was made.
  case refused
  /// The generation was accepted and failed.
  case failed
  /// The generation was accepted and canceled.
  case canceled
  /// Whether the service has taken the request is not known; it is never sent again by itself.
  case inDoubt = "in_doubt"
  /// It was in doubt, and a person has given it up; the same job may be paid for again.
  case abandoned

  /// Whether something may still be owed to the run: it is to be taken up, or settled by a person.
  public var isUnfinished: Bool {
    switch self {
    case .submitting, .accepted, .finished, .inDoubt: true
    case .planned, .saved, .refused, .failed, .canceled, .abandoned: false
    }
  }
}
