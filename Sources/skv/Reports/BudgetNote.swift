import SkillsScript
import SkvInterpreter

/// What is said before a plan is performed whose budget cannot hold by prices alone.
enum BudgetNote {
  /// One line; nil where no cap on credits stands, or every price is known.
  static func line(
    _ plan: Plan, forecast: () async throws -> PriceForecast
  ) async -> String? {
    guard plan.budget.credits != nil || plan.budget.creditsPerDay != nil, !plan.jobs.isEmpty,
      let forecast = try? await forecast(), forecast.unknown > 0
    else { return nil }
    let jobs = forecast.jobs == 1 ? "the job" : "\(forecast.unknown) of \(forecast.jobs) jobs"
    return "budget: the price of \(jobs) is not known yet; such a job runs alone until one like it "
      + "has ended, and its charge may pass the cap"
  }
}
