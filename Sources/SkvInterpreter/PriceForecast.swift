import Contracts
package import LosslessJSON
package import SkillsScript
package import SkillsVideo

/// What the jobs of a plan will cost by the prices that the ledger has seen.
///
/// The highest price that was seen for jobs like one counts; nothing is guessed for the others.
package struct PriceForecast: Sendable, Hashable {
  /// The sum of the prices that are known; nil if it has too many digits.
  package private(set) var credits: JSONNumber? = 0
  /// How many jobs there are.
  package private(set) var jobs = 0
  /// Of how many of them no price is known.
  package private(set) var unknown = 0

  /// Sums up prices, nil for a job of unknown price.
  package init(_ prices: [JSONNumber?]) {
    jobs = prices.count
    for price in prices {
      if let price { credits = credits?.adding(price) } else { unknown += 1 }
    }
  }

  /// Asks the ledger of a client for the price of each job, and sums them up.
  package static func of(
    _ jobs: [Job], _ client: Client
  ) async throws(EngineError) -> PriceForecast {
    PriceForecast(try await prices(of: jobs, client))
  }

  /// Asks the ledger of a client for the price of each job; nil for one that is not known.
  ///
  /// What a job takes from others is not there yet: a picture of a result counts as any picture, and
  /// a job that takes more than that has no known price.
  static func prices(
    of jobs: [Job], _ client: Client
  ) async throws(EngineError) -> [JSONNumber?] {
    try await client.prices(
      of: jobs.map { job in
        let body = try? job.request.value(in: Results()) { Upload.mark(sha256: $0.sha256) }
        return (job.model.path, body ?? job.request.sketch)
      })
  }

  /// Whether a person is to be asked: for more credits than the threshold, or if that may be.
  package func exceeds(_ threshold: ConfirmationThreshold) -> Bool {
    switch threshold {
    case .jobs(let most): jobs > most
    case .credits(let most): unknown > 0 || (credits?.compared(to: JSONNumber(most)) ?? 1) > 0
    }
  }

  /// What is known, as words behind `2 jobs will be submitted`.
  package var words: String {
    let sum = credits.map { $0.text + " credits" } ?? "more credits than can be told"
    switch (unknown, jobs - unknown) {
    case (0, _): return " for \(sum), by the prices seen before"
    case (1, 0): return ", and its price is not known yet"
    case (_, 0): return ", and their prices are not known yet"
    case (_, let known):
      return
        ", \(known) of them for \(sum) by the prices seen before, and the price of \(unknown) is "
        + "not known yet"
    }
  }
}
