import Contracts
import LosslessJSON
import SkillsScript
import SkvInterpreter

/// What `plan` says that `run` would do now.
enum PlanLines {
  /// The endpoint, the request of the first job, where its output goes, how many more there are, and what
  /// is known of the price of all.
  static func lines(_ jobs: [Job], price: PriceForecast?) -> [String] {
    guard let job = jobs.first else { return [] }
    let files = job.request.files
    let isStream = job.model.hasStream && files.isEmpty
    let sort =
      isStream ? "event stream" : files.isEmpty ? "then polling" : "with files, then polling"
    return ["`run` would submit to \(job.model.path) (\(sort)):"]
      + job.request.sketch.printed(.indented(2)).split(separator: "\n").map { "  " + $0 }
      + [
        "output: \(job.destination.shown)"
      ] + others(jobs.dropFirst()) + ["price: \(words(price))"]
  }

  /// The most other jobs that are named.
  private static let most = 5

  /// A line for each of the other jobs: what tells it apart.
  private static func others(_ jobs: ArraySlice<Job>) -> [String] {
    guard !jobs.isEmpty else { return [] }
    let shown = jobs.prefix(most).map { job in
      let variables = job.variables.map { " \($0.name)=\($0.value)" }.joined()
      return "  \(job.name)\(variables)  \(job.destination.shown)"
    }
    let rest = jobs.count - shown.count
    return ["and \(jobs.count) more like it:"] + shown + (rest > 0 ? ["  … and \(rest) more"] : [])
  }

  private static func words(_ price: PriceForecast?) -> String {
    guard let price, price.unknown == 0, let credits = price.credits else {
      return "not known before the submit, since the service documents no prices"
    }
    if price.jobs > 1 { return "\(credits.text) credits for all, by the prices seen before" }
    return "\(credits.text) credits, the most that one like it has cost before"
  }
}
