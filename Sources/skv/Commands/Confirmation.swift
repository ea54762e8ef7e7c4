import ArgumentParser
import Glibc
import SkillsScript
import SkvInterpreter

/// The question before many jobs, or many credits, are paid for.
struct Confirmation {
  /// Whether `--yes` was given.
  let yes: Bool

  /// Lets jobs pass, asks on a terminal, or refuses with exit code 31; what they will cost is looked up
  /// only where the answer hangs on it.
  func confirm(
    _ jobs: [Job], beyond threshold: ConfirmationThreshold,
    forecast: () async throws -> PriceForecast
  ) async throws {
    guard !yes,
      let question = try await Self.question(jobs, beyond: threshold, forecast: forecast)
    else { return }
    guard isatty(0) == 1, isatty(2) == 1 else {
      StandardStream.error.write("\(question); `--yes` starts them without a terminal\n")
      throw ExitCode(ExitStatus.budget.rawValue)
    }
    StandardStream.error.write("\(question). Start them? [y/N] ")
    let answer = readLine()?.lowercased() ?? ""
    guard answer == "y" || answer == "yes" else {
      StandardStream.error.write("nothing was sent\n")
      throw ExitCode(ExitStatus.budget.rawValue)
    }
  }

  /// What a person is to be asked about before jobs are paid for; nil for nothing.
  static func question(
    _ paid: [Job], beyond threshold: ConfirmationThreshold,
    forecast: () async throws -> PriceForecast
  ) async throws -> String? {
    let count = paid.count
    let jobs = count == 1 ? "1 job" : "\(count) jobs"
    switch threshold {
    case .jobs(let most):
      return count > most ? "\(jobs) will be submitted, and each may cost credits" : nil
    case .credits:
      guard count > 0 else { return nil }
      let forecast = try await forecast()
      guard forecast.exceeds(threshold) else { return nil }
      return "\(jobs) will be submitted\(forecast.words)"
    }
  }
}
