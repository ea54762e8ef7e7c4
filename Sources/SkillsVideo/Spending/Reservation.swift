package import LosslessJSON

/// What came of the wish to submit a run within a limit.
package enum Reservation: Sendable, Hashable {
  /// The run is claimed, and what it is thought to cost is reserved.
  case granted
  /// It may fit when a run that is under way has settled.
  case mustWait(Shortage)
  /// It cannot fit.
  case refused(Shortage)
  /// Its price is not known, and a run of unknown price is not to be submitted.
  case unknownPrice
}

/// Why a run does not fit a cap.
package struct Shortage: Sendable, Hashable {
  /// The cap.
  package var standing: BudgetStanding
  /// What the run needs; nil if its price is not known.
  package var needed: JSONNumber?

  /// Why it waits, as a sentence without a full stop.
  package var waiting: String {
    let what =
      switch (standing.unit, needed) {
      case (.jobs, _): "waits for its place"
      case (.credits, let needed?): "waits for its reservation of \(needed.canonicalText) credits"
      case (.credits, nil): "waits to run alone, since no price of a job like it is known"
      }
    return "\(what); budget: \(standing)"
  }

  /// Why it is refused, as a sentence without a full stop.
  package var refusal: String {
    let why =
      switch (standing.unit, needed) {
      case (.jobs, _): "it is one job more than the budget leaves"
      case (.credits, let needed?):
        "it needs \(needed.canonicalText) credits, more than the budget leaves"
      case (.credits, nil):
        "no price of a job like it is known, so it needs what the budget leaves, and that is nothing"
      }
    return "\(why): \(standing)"
  }
}
