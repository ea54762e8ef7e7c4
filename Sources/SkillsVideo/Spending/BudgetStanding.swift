public import LosslessJSON

/// How one cap stands: what is spent of it, and what is reserved.
public struct BudgetStanding: Sendable, Hashable {
  /// What a cap counts.
  public enum Unit: String, Sendable, Hashable, CaseIterable {
    /// What the service charges.
    case credits
    /// Runs that the service may have taken.
    case jobs
  }

  /// What it counts.
  public var unit: Unit
  /// Whether it holds for a day of UTC, over every program that uses the ledger.
  public var isPerDay: Bool
  /// The cap.
  public var cap: JSONNumber
  /// What was charged, for sure.
  public var spent: JSONNumber
  /// What is reserved for runs that are under way, by the prices that are known.
  public var reserved: JSONNumber
  /// What is kept for runs that are in doubt, left unfinished, or ended without a price.
  public var kept: JSONNumber
  /// How many of the runs that are under way or kept for have no known price.
  public var unknownPrices: Int

  init(_ purse: Purse, _ unit: Unit, isPerDay: Bool) {
    self.unit = unit
    self.isPerDay = isPerDay
    cap = purse.cap
    spent = purse.spent
    reserved = purse.reserved
    kept = purse.kept
    unknownPrices = purse.openUnknown + purse.keptUnknown
  }
}

extension BudgetStanding: CustomStringConvertible {
  /// `12.5 of 20 credits spent`, and behind it what is reserved and kept, and what holds the rest.
  public var description: String {
    let verb = unit == .credits ? "spent" : "submitted"
    var text =
      "\(spent.text) of \(cap.text) \(unit.rawValue)\(isPerDay ? " of this day" : "") \(verb)"
    if spent.compared(to: cap) > 0 {
      text += ", more than the cap by a charge that was not foreseen"
    }
    if !reserved.isZero { text += ", \(reserved.text) reserved" }
    if !kept.isZero { text += ", \(kept.text) kept for runs in doubt, unfinished or not priced" }
    switch unknownPrices {
    case 0: return text
    case 1: return text + ", the rest held by a run of unknown price"
    default: return text + ", the rest held by \(unknownPrices) runs of unknown price"
    }
  }
}
