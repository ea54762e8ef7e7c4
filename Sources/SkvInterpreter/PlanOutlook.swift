package import LosslessJSON
package import SkillsScript
package import SkillsVideo

/// What performing a plan would do now: for each job what is to be done, and what is known of its price.
package struct PlanOutlook: Sendable {
  /// The work for each wanted job.
  package let works: [JobID: Settlement.Work]
  /// The price of each job that would be paid for, where one like it was seen.
  package private(set) var prices: [JobID: JSONNumber] = [:]
  /// The prices of all of those jobs together.
  package private(set) var forecast = PriceForecast([])

  /// Looks up the prices of what a settlement says is to be paid.
  package init(
    _ settlement: Settlement, of plan: Plan, client: Client
  ) async throws(EngineError) {
    works = settlement.works
    let paid = settlement.payable.map { plan[$0] }
    let known = try await PriceForecast.prices(of: paid, client)
    for (job, price) in zip(paid, known) { prices[job.id] = price }
    forecast = PriceForecast(known)
  }

  /// How many jobs would be paid for.
  package var payable: Int { forecast.jobs }

  /// Whether a job would be paid for, as far as can be told.
  package func isPayable(_ id: JobID) -> Bool {
    switch works[id] {
    case .pay, .unknown, nil: true
    case .reuse, .follow, .inDoubt, .refused: false
    }
  }

  /// Whether what is said of a job holds: false where it hangs on results that are not there.
  package func isCertain(_ id: JobID) -> Bool {
    if case .unknown = works[id] { false } else { true }
  }

  /// The word for a work: `pay`, `reuse`, `follow`, `in doubt` or `refused`.
  ///
  /// What has no answer yet counts as `pay`.
  package static func word(_ work: Settlement.Work) -> String {
    switch work {
    case .pay, .unknown: "pay"
    case .reuse: "reuse"
    case .follow: "follow"
    case .inDoubt: "in doubt"
    case .refused: "refused"
    }
  }

  /// The caps of a budget, in words.
  package static func caps(_ budget: BudgetCaps) -> [String] {
    [
      budget.credits.map { "\($0) credits" }, budget.jobs.map { "\($0) jobs" },
      budget.creditsPerDay.map { "\($0) credits per day" },
      budget.jobsPerDay.map { "\($0) jobs per day" },
    ].compactMap(\.self)
  }
}
