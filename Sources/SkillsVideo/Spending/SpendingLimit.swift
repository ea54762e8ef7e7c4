public import LosslessJSON

/// What a submit must keep within; a run is submitted only if its reservation fits every cap.
///
/// The price of a run is taken to be the highest that the ledger has seen for runs like it. While none
/// is known a run reserves all that is left, so that it runs alone, and a cap is passed by its charge
/// at most. A day is one of UTC, and what it counts is over every program that uses the ledger.
public struct SpendingLimit: Sendable, Hashable {
  /// The name of what ``credits`` holds for, such as one run of a script; nil counts nothing before.
  public var invocation: String?
  /// The most credits of the invocation; nil for no cap.
  public var credits: JSONNumber?
  /// The most credits of one day; nil for no cap.
  public var creditsPerDay: JSONNumber?
  /// The most runs of one day that the service may have taken; nil for no cap.
  public var jobsPerDay: Int?
  /// Whether a run is submitted of whose kind the ledger has seen no price.
  public var startsUnknownPrices: Bool

  /// Creates a limit; without arguments there is none.
  public init(
    invocation: String? = nil, credits: JSONNumber? = nil, creditsPerDay: JSONNumber? = nil,
    jobsPerDay: Int? = nil, startsUnknownPrices: Bool = true
  ) {
    self.invocation = invocation
    self.credits = credits
    self.creditsPerDay = creditsPerDay
    self.jobsPerDay = jobsPerDay
    self.startsUnknownPrices = startsUnknownPrices
  }

  /// Whether anything could ever be refused.
  var isOpen: Bool {
    credits == nil && creditsPerDay == nil && jobsPerDay == nil && startsUnknownPrices
  }
}
