import Contracts
import LosslessJSON
import SkillsScript
import SkvInterpreter

/// What `plan` says that `run` would do now.
enum PlanLines {
  /// The endpoint, the request, where the output goes, and what is known of the price.
  static func lines(_ job: Job, price: PriceForecast?) -> [String] {
    let files = job.request.files
    let isStream = job.model.hasStream && files.isEmpty
    let sort =
      isStream ? "event stream" : files.isEmpty ? "then polling" : "with files, then polling"
    return ["`run` would submit to \(job.model.path) (\(sort)):"]
      + job.request.sketch.printed(.indented(2)).split(separator: "\n").map { "  " + $0 }
      + [
        "output: \(job.destination.shown)",
        "price: \(words(price))",
      ]
  }

  private static func words(_ price: PriceForecast?) -> String {
    guard let price, price.unknown == 0, let credits = price.credits else {
      return "not known before the submit, since the service documents no prices"
    }
    return "\(credits.text) credits, the most that one like it has cost before"
  }
}
