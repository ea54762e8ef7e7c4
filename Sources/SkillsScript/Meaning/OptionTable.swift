/// Every option of the language.
package enum OptionTable {
  /// The options in the order in which they are shown.
  package static let all: [OptionForm] = [
    OptionForm(
      "output", .template, standard: "out/${run.label}.${run.ext}", flag: "--output",
      "Where outputs go; several jobs of one run get -${run.n} before the extension."),
    OptionForm(
      "output-root", .folder, standard: ".", flag: "--output-root",
      "The folder that output paths are relative to: the script's own, or the working directory."),
    OptionForm(
      "overwrite", .words(["never", "number", "always"]), standard: "never",
      interactive: "number", flag: "--overwrite",
      "What happens to a file that stands where an output should go."),
    OptionForm(
      "jobs", .count(1...10_000), standard: "4", flag: "--jobs",
      "How many jobs are in flight at once."),
    OptionForm(
      "retry", .count(0...1_000), standard: "3", flag: "--retry",
      "How often a request that was certainly not taken is sent again."),
    OptionForm(
      "timeout", .time, standard: "15m", flag: "--timeout",
      "How long a job is followed before it is left running."),
    OptionForm(
      "poll-interval", .time, standard: "3s", flag: "--poll-interval",
      "The longest pause between two polls."),
    OptionForm(
      "on-error", .words(["stop", "continue"]), standard: "stop", flag: "--on-error",
      "Whether anything new is submitted after a job has failed."),
    OptionForm(
      "reuse", .words(["on", "off"]), standard: "on", interactive: "off", flag: nil,
      "Whether what was done before is taken over and not paid for again."),
    OptionForm(
      "confirm", .threshold, standard: "10", flag: "--yes",
      "With more jobs than this, or for more credits, a person is asked first."),
    OptionForm(
      "unknown-price", .words(["allow", "refuse"]), standard: "allow", flag: "--unknown-price",
      "Whether a job is submitted that none like it has shown the price of."),
    OptionForm(
      "unchecked", .words(["refuse", "allow"]), standard: "refuse", flag: "--unchecked",
      "Whether fields pass that the contract does not document."),
    OptionForm(
      "seed", .words(["as-is", "auto"]), standard: "as-is", flag: "--seed",
      "Whether a seed is drawn, sent and recorded where none is set and the model has one."),
    OptionForm(
      "embed", .words(["on", "off"]), standard: "on", flag: "--embed",
      "Whether the recipe goes into PNG and MP4 files, where `skv recipe` finds it."),
  ]

  /// What is wrong with a word that is given for an option outside of a script; nil if it is right.
  ///
  /// The answer is one sentence without a full stop, which names the place that it was given at: the
  /// flag where there is one, if none is named.
  package static func fault(
    of name: String, word: String, shownAs place: String? = nil
  ) -> String? {
    guard let form = form(name) else { return "there is no option \(Quoting.mention(name))" }
    let shown = place ?? form.flag ?? name
    let usage = form.usage.replacing("a quoted path", with: "a path")
    if form.kind == .template {
      guard PathTemplate(flag: word) == nil else { return nil }
      let parts = PathTemplate.RunPart.allCases.map { "${run.\($0.rawValue)}" }
      return "`\(shown)` takes a path with no other parts than \(parts.joinedByOr)"
    }
    var settings = RunnerSettings(origin: .file)
    do throws(RunnerSettings.Refusal) {
      try settings.take(word, for: form)
      return nil
    } catch {
      switch error {
      case .needsUnit:
        return "`\(shown)` takes \(usage), and \(Quoting.mention(word)) has no unit"
      case .notTaken:
        let meant = form.nearestWord(to: word).map { "; did you mean `\($0)`?" } ?? ""
        return "`\(shown)` takes \(usage), and not \(Quoting.mention(word))\(meant)"
      }
    }
  }

  /// The length of time that a text such as `15m` means; nil for any other text.
  package static func duration(_ text: String) -> Duration? { TimeAmount(text)?.duration }

  /// The option of that name.
  package static func form(_ name: String) -> OptionForm? {
    all.first { $0.name == name }
  }
}
