import ArgumentParser
import Glibc
import SkillsScript
import SkvInterpreter

/// The question before many jobs are paid for.
struct Confirmation {
  /// Whether `--yes` was given.
  let yes: Bool

  /// Lets a plan pass, asks on a terminal, or refuses with exit code 31.
  func confirm(_ plan: Plan, _ settlement: Settlement? = nil) throws {
    let count = settlement?.payable.count ?? plan.jobs.count
    guard !yes, let threshold = plan.confirmJobs, count > threshold else { return }
    let question = "\(count) jobs will be submitted, and each may cost credits"
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
}
