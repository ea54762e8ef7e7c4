package import LosslessJSON

/// The arithmetic of one cap, exact and decimal: what is spent, what is reserved, and what still fits.
///
/// It is filled with the charges of the runs that count, and then asked. It remembers nothing else, so
/// that the ledger can fill one in the transaction that claims a run, and every rule can be tested as
/// a table. A run of unknown price holds all that is left. A sum that has too many digits to be exact
/// leaves nothing.
package struct Purse: Sendable, Hashable {
  /// The most that may be spent.
  package let cap: JSONNumber
  /// What was charged, for sure.
  package private(set) var spent: JSONNumber = 0
  /// What is reserved for runs that a program follows.
  package private(set) var reserved: JSONNumber = 0
  /// What is kept for runs that only a person settles, or that ended without a price.
  package private(set) var kept: JSONNumber = 0
  /// How many runs a program follows.
  package private(set) var openRuns = 0
  /// How many of them have no known price.
  package private(set) var openUnknown = 0
  /// How many runs of unknown price are kept for.
  package private(set) var keptUnknown = 0
  private var isBeyondReckoning = false

  /// What one run means to a cap.
  package enum Charge: Sendable, Hashable {
    /// It was charged this.
    case spent(JSONNumber)
    /// A program follows it, and it is thought to cost this; nil if nothing is known.
    case reserved(JSONNumber?)
    /// It was, or may have been, charged this, and waiting tells nothing; nil if nothing is known.
    case kept(JSONNumber?)
  }

  /// Whether one more run may be submitted.
  package enum Answer: Sendable, Hashable {
    /// It fits.
    case granted
    /// It may fit when a run that a program follows has settled.
    case wait
    /// It cannot fit.
    case refused
  }

  /// Creates a purse of which nothing is spent.
  package init(cap: JSONNumber) {
    self.cap = cap
  }

  /// Counts a run; a charge below zero counts as nothing.
  package mutating func take(_ charge: Charge) {
    switch charge {
    case .spent(let amount): add(amount, to: \.spent)
    case .reserved(let amount):
      openRuns += 1
      if let amount { add(amount, to: \.reserved) } else { openUnknown += 1 }
    case .kept(let amount):
      if let amount { add(amount, to: \.kept) } else { keptUnknown += 1 }
    }
  }

  private mutating func add(_ amount: JSONNumber, to sum: WritableKeyPath<Purse, JSONNumber>) {
    guard !amount.isNegative else { return }
    if let total = self[keyPath: sum].adding(amount) {
      self[keyPath: sum] = total
    } else {
      isBeyondReckoning = true
    }
  }

  /// Whether a run that costs `amount` may be submitted; nil is a run of unknown price, which takes
  /// whatever is left if anything is.
  package func answer(to amount: JSONNumber?) -> Answer {
    if fits(amount, besideOpen: true) { return .granted }
    return openRuns > 0 && fits(amount, besideOpen: false) ? .wait : .refused
  }

  private func fits(_ amount: JSONNumber?, besideOpen: Bool) -> Bool {
    guard let left = left(besideOpen: besideOpen) else { return false }
    guard let amount else { return left.compared(to: 0) > 0 }
    return amount.compared(to: left) <= 0
  }

  /// What is left; nil if a run of unknown price holds it all.
  private func left(besideOpen: Bool) -> JSONNumber? {
    guard !isBeyondReckoning, keptUnknown == 0, !besideOpen || openUnknown == 0 else { return nil }
    let rest = cap.subtracting(spent)?.subtracting(kept)
    return besideOpen ? rest?.subtracting(reserved) : rest
  }
}
