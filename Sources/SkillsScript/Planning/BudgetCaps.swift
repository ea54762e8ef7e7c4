/// The hard caps of a script: what one invocation of it, and what one day, may cost and submit.
///
/// Several caps may stand; of each kind the lowest holds. A day is one of UTC.
package struct BudgetCaps: Sendable, Hashable {
  /// The most credits of one invocation; nil for no cap.
  package private(set) var credits: Int?
  /// The most credits of one day, over every script and process of a ledger; nil for no cap.
  package private(set) var creditsPerDay: Int?
  /// The most jobs of one invocation; nil for no cap.
  package private(set) var jobs: Int?
  /// The most jobs of one day, over every script and process of a ledger; nil for no cap.
  package private(set) var jobsPerDay: Int?

  /// What a cap counts.
  package enum Unit: String, Sendable, Hashable, CaseIterable {
    /// What the service charges.
    case credits
    /// Generations that are submitted.
    case jobs
  }

  /// Creates a budget without any cap.
  package init() {}

  /// One cap as a flag takes it: `200credits`, `40jobs`, `500credits/day`; nil for any other word.
  package init?(word: String) {
    let digits = word.prefix { $0.isASCII && $0.isNumber }
    let rest = word.dropFirst(digits.count)
    let isPerDay = rest.hasSuffix("/day")
    guard let count = Int(digits),
      let unit = Unit(rawValue: String(rest.dropLast(isPerDay ? 4 : 0)))
    else { return nil }
    lower(unit, perDay: isPerDay, to: count)
  }

  /// Adds one cap; a lower one of its kind stands.
  package mutating func lower(_ unit: Unit, perDay isPerDay: Bool, to count: Int) {
    switch (unit, isPerDay) {
    case (.credits, false): credits = min(credits ?? count, count)
    case (.credits, true): creditsPerDay = min(creditsPerDay ?? count, count)
    case (.jobs, false): jobs = min(jobs ?? count, count)
    case (.jobs, true): jobsPerDay = min(jobsPerDay ?? count, count)
    }
  }

  /// Adds the caps of another budget.
  package mutating func join(_ other: BudgetCaps) {
    if let credits = other.credits { lower(.credits, perDay: false, to: credits) }
    if let creditsPerDay = other.creditsPerDay { lower(.credits, perDay: true, to: creditsPerDay) }
    if let jobs = other.jobs { lower(.jobs, perDay: false, to: jobs) }
    if let jobsPerDay = other.jobsPerDay { lower(.jobs, perDay: true, to: jobsPerDay) }
  }

  /// What is wrong with a word that is given as a cap outside of a script; nil if it is right.
  package static func fault(of word: String) -> String? {
    guard BudgetCaps(word: word) == nil else { return nil }
    return "`--budget` takes a cap such as 200credits, 40jobs or 500credits/day, and not "
      + Quoting.mention(word)
  }
}
