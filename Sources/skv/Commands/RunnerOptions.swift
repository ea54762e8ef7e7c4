import ArgumentParser
import SkillsScript

/// The flags that set options of the runner, which win over the script's own `option` lines.
struct RunnerOptions: ParsableArguments {
  @Option(help: .runnerOption("output"), completion: .runnerOption("output"))
  var output: String?

  @Option(help: .runnerOption("output-root"), completion: .runnerOption("output-root"))
  var outputRoot: String?

  @Option(help: .runnerOption("overwrite"), completion: .runnerOption("overwrite"))
  var overwrite: String?

  @Option(help: .runnerOption("jobs"), completion: .runnerOption("jobs"))
  var jobs: String?

  @Option(help: .runnerOption("retry"), completion: .runnerOption("retry"))
  var retry: String?

  @Option(help: .runnerOption("timeout"), completion: .runnerOption("timeout"))
  var timeout: String?

  @Option(help: .runnerOption("poll-interval"), completion: .runnerOption("poll-interval"))
  var pollInterval: String?

  @Option(help: .runnerOption("on-error"), completion: .runnerOption("on-error"))
  var onError: String?

  @Option(help: .runnerOption("unknown-price"), completion: .runnerOption("unknown-price"))
  var unknownPrice: String?

  @Option(
    help: ArgumentHelp(
      """
      A hard cap: 200credits, 40jobs, 500credits/day (a day is one of UTC). Repeat it for several; of \
      each kind the lowest holds, the script's own too.
      """, valueName: "cap"))
  var budget: [String] = []

  @Option(help: .runnerOption("unchecked"), completion: .runnerOption("unchecked"))
  var unchecked: String?

  @Option(help: .runnerOption("seed"), completion: .runnerOption("seed"))
  var seed: String?

  @Option(help: .runnerOption("embed"), completion: .runnerOption("embed"))
  var embed: String?

  /// The caps that were given.
  var caps: BudgetCaps {
    var caps = BudgetCaps()
    for cap in budget.compactMap(BudgetCaps.init(word:)) { caps.join(cap) }
    return caps
  }

  func validate() throws {
    if let fault = budget.lazy.compactMap(BudgetCaps.fault(of:)).first {
      throw ValidationError(fault)
    }
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
      ("on-error", onError), ("unknown-price", unknownPrice),
      ("unchecked", unchecked), ("seed", seed), ("embed", embed),
    ]
    return Dictionary(
      uniqueKeysWithValues: all.compactMap { name, word in word.map { (name, $0) } })
  }
}
