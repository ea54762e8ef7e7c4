import LosslessJSON
import SkillsScript
import SkillsVideo

extension SpendingLimit {
  /// The limit of an invocation by the caps of its script. That there are no more jobs than a script
  /// may have was checked before.
  init(_ caps: BudgetCaps, invocation: String) {
    self.init(
      invocation: invocation, credits: caps.credits.map { JSONNumber($0) },
      creditsPerDay: caps.creditsPerDay.map { JSONNumber($0) }, jobsPerDay: caps.jobsPerDay)
  }

  /// The same limit for a job that is, or is not, submitted though its price is not known.
  func starting(_ startsUnknownPrices: Bool) -> SpendingLimit {
    var limit = self
    limit.startsUnknownPrices = startsUnknownPrices
    return limit
  }
}
