import ArgumentParser
import SkillsScript

/// The flags that set options of the runner, which win over the script's own `option` lines.
struct RunnerOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Where outputs go, as a path template; a run's own `to` wins.", valueName: "path"))
  var output: String?

  @Option(help: ArgumentHelp("The folder that output paths are relative to.", valueName: "folder"))
  var outputRoot: String?

  @Option(
    help: ArgumentHelp(
      "What happens to a file that is there: never, number or always.", valueName: "word"))
  var overwrite: String?

  @Option(help: ArgumentHelp("How many jobs are in flight at once.", valueName: "count"))
  var jobs: String?

  @Option(
    help: ArgumentHelp(
      "How often a request that was certainly not taken is sent again.", valueName: "count"))
  var retry: String?

  @Option(help: ArgumentHelp("How long a job is followed, such as 15m.", valueName: "duration"))
  var timeout: String?

  @Option(help: ArgumentHelp("The longest pause between two polls.", valueName: "duration"))
  var pollInterval: String?

  @Option(help: ArgumentHelp("After a failed job: stop or continue.", valueName: "word"))
  var onError: String?

  @Option(
    help: ArgumentHelp("Fields that are not documented: refuse or allow.", valueName: "word"))
  var unchecked: String?

  func validate() throws {
    for (name, word) in overrides.sorted(by: { $0.key < $1.key }) {
      if let fault = OptionTable.fault(of: name, word: word) {
        throw ValidationError(fault)
      }
    }
  }

  /// The flags that were given, by the name of the option in the language.
  var overrides: [String: String] {
    let all: [(String, String?)] = [
      ("output", output), ("output-root", outputRoot), ("overwrite", overwrite), ("jobs", jobs),
      ("retry", retry), ("timeout", timeout), ("poll-interval", pollInterval),
      ("on-error", onError), ("unchecked", unchecked),
    ]
    return Dictionary(
      uniqueKeysWithValues: all.compactMap { name, word in word.map { (name, $0) } })
  }
}
