/// How a run ended for the program that asked for it.
public enum Outcome: Sendable {
  /// Every output is on disk.
  case saved(RunRecord)
  /// Every output is on disk, from a run that was made before; nothing was paid now.
  case reused(RunRecord)
  /// The generation is paid for and its result known, but a download failed; it can be taken up.
  case finished(RunRecord, DownloadError)
  /// The generation was accepted, and failed or was canceled.
  case failed(RunRecord)
  /// The service refused the request.
  case refused(RunRecord, ServiceError)
  /// The time is up; the generation goes on at the service and can be taken up.
  case timedOut(RunRecord)
  /// The service no longer answers for the id; the run can be taken up.
  case pollingRefused(RunRecord, ServiceError)
  /// Whether the service has taken the request is not known.
  case inDoubt(RunRecord, reason: String)
  /// Nothing was sent, or nothing was done.
  case notSent(EngineError)
  /// The ledger cannot be used; nothing was sent.
  case ledgerUnusable(EngineError)
  /// The caller asked to stop; the run can be taken up, or was never sent if its state is planned.
  case detached(RunRecord)

  /// What is known of the run, nil where there is none.
  public var record: RunRecord? {
    switch self {
    case .saved(let record), .reused(let record), .finished(let record, _), .failed(let record),
      .refused(let record, _), .timedOut(let record), .pollingRefused(let record, _),
      .inDoubt(let record, _), .detached(let record):
      record
    case .notSent, .ledgerUnusable: nil
    }
  }

  /// The exit code that a command for this run alone ends with.
  public var exitCode: Int32 {
    switch self {
    case .saved, .reused: 0
    case .finished: 33
    case .failed: 10
    case .refused(_, let error): error.category.exitCode
    case .timedOut: 11
    case .pollingRefused: 12
    case .inDoubt: 32
    case .notSent(let error), .ledgerUnusable(let error): error.exitCode
    case .detached: 130
    }
  }
}
