import SkillsScript
import SkvInterpreter

/// What is said before jobs are paid for whose budget cannot hold by prices alone.
enum BudgetNote {
  /// One line; nil where no cap on credits stands, or every price is known.
  static func line(
    _ jobs: [Job], within budget: BudgetCaps, forecast: () async throws -> PriceForecast
  ) async -> String? {
    guard budget.credits != nil || budget.creditsPerDay != nil, !jobs.isEmpty,
      let forecast = try? await forecast(), forecast.unknown > 0
    else { return nil }
    let which = forecast.jobs == 1 ? "the job" : "\(forecast.unknown) of \(forecast.jobs) jobs"
    return
      "budget: the price of \(which) is not known yet; such a job runs alone until one like it "
      + "has ended, and its charge may pass the cap"
  }
}
