import Glibc
import Synchronization

/// A place at which the program can be made to die, so that what a crash leaves can be tried.
///
/// Only a build with the package trait `StopPoints` dies at one, with SIGKILL, when the environment names
/// it; in every other build ``pass()`` does nothing. `committing` is right before a commit of the ledger
/// and `committed` right after it.
package enum StopPoint: String, Sendable, CaseIterable {
  case committingPlanned = "committing-planned"
  case committedPlanned = "committed-planned"
  case committingSubmitting = "committing-submitting"
  case committedSubmitting = "committed-submitting"
  case committingAccepted = "committing-accepted"
  case committedAccepted = "committed-accepted"
  case committingFinished = "committing-finished"
  case committedFinished = "committed-finished"
  case committingInDoubt = "committing-in_doubt"
  case committedInDoubt = "committed-in_doubt"
  case committingTakenUp = "committing-taken-up"
  case committedTakenUp = "committed-taken-up"
  case committingAdopted = "committing-adopted"
  case committedAdopted = "committed-adopted"
  case committingSettled = "committing-settled"
  case committedSettled = "committed-settled"
  case committingReservedPart = "committing-part-reserved"
  case committedReservedPart = "committed-part-reserved"
  case committingFetched = "committing-output-fetched"
  case committedFetched = "committed-output-fetched"
  case committingFiled = "committing-output-saved"
  case committedFiled = "committed-output-saved"
  case committingSaved = "committing-saved"
  case committedSaved = "committed-saved"
  /// The claim has been looked at, and the request is about to leave.
  case handingOver = "handing-over"
  /// The answer to a submit has begun.
  case answered
  /// The `.part` is written and synced, and the ledger does not know.
  case syncedPart = "synced-part"
  /// The file has its name, and the ledger does not know.
  case renamed
  /// The lock of a recipe is held.
  case heldLock = "held-lock"
  /// The new lock is written beside the old one.
  case wroteLock = "wrote-lock"
  /// The new lock has the name.
  case renamedLock = "renamed-lock"
}

#if StopPoints
  extension StopPoint {
    /// The environment variable that names one: `NAME` or `NAME:N` for the N-th time.
    package static let variable = "SKV_STOP_POINT"

    private static let chosen: (point: StopPoint, time: Int)? = {
      guard let word = getenv(variable).map({ String(cString: $0) }) else { return nil }
      let parts = word.split(separator: ":")
      let time = parts.count > 1 ? Int(parts[1]) : 1
      guard let point = parts.first.flatMap({ StopPoint(rawValue: String($0)) }), let time else {
        fatalError("\(variable)=\(word) names no stop point")
      }
      return (point, time)
    }()

    private static let passes = Atomic<Int>(0)

    /// Kills the process if this is the place, and the time, that it was told to die at.
    package func pass() {
      guard let chosen = Self.chosen, chosen.point == self else { return }
      guard Self.passes.add(1, ordering: .relaxed).newValue == chosen.time else { return }
      kill(getpid(), SIGKILL)
    }

    /// Passes the point of a moment of the ledger, if it has one.
    static func pass(_ moment: LedgerMoment) {
      let words = moment.change.split(separator: " ").filter { Int($0) == nil }
      let name = (moment.isCommitted ? "committed-" : "committing-") + words.joined(separator: "-")
      StopPoint(rawValue: name)?.pass()
    }
  }
#else
  extension StopPoint {
    /// Does nothing in this build.
    @inline(__always)
    package func pass() {}

    static func pass(_ moment: LedgerMoment) {}
  }
#endif
