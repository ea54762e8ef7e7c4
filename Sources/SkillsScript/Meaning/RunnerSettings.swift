/// The settings of the runner as they hold at one place of a script.
struct RunnerSettings: Sendable {
  /// Where outputs go; nil for the default path.
  var output: PathTemplate?
  /// The folder that output paths are relative to.
  var outputRoot: String?
  /// Whether fields that no contract documents pass.
  var allowsUnchecked = false
  /// Beyond what a person is asked.
  var confirmation = ConfirmationThreshold.standard
  /// What holds for each job.
  var job = JobSettings()

  /// The settings that hold where nothing is said.
  init(origin: ScriptContext.Origin) {
    if origin != .file {
      job.overwrite = .number
      job.reuse = false
    }
  }

  /// Why a word is not taken.
  enum Refusal: Error, Hashable {
    /// It is none of the option's words, or not of its form.
    case notTaken
    /// A length of time without a unit.
    case needsUnit
  }

  /// Takes a word for any option but `output`, which takes a template.
  mutating func take(_ word: String, for form: OptionForm) throws(Refusal) {
    switch form.kind {
    case .words(let words):
      guard words.contains(word) else { throw .notTaken }
      takeWord(word, for: form.name)
    case .count(let range):
      guard word.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let count = Int(word),
        range.contains(count)
      else { throw .notTaken }
      if form.name == "jobs" { job.concurrency = count } else { job.retry = count }
    case .time:
      guard let duration = TimeAmount(word)?.duration, duration > .zero else {
        throw Double(word) == nil ? .notTaken : .needsUnit
      }
      if form.name == "timeout" { job.timeout = duration } else { job.pollInterval = duration }
    case .threshold:
      guard let threshold = ConfirmationThreshold(word: word) else { throw .notTaken }
      confirmation = threshold
    case .folder:
      guard !word.isEmpty else { throw .notTaken }
      outputRoot = word
    case .template: throw .notTaken
    }
  }

  private mutating func takeWord(_ word: String, for name: String) {
    switch name {
    case "overwrite": job.overwrite = JobSettings.Overwrite(rawValue: word) ?? job.overwrite
    case "on-error": job.onError = Plan.OnError(rawValue: word) ?? job.onError
    case "reuse": job.reuse = word == "on"
    case "unknown-price": job.startsUnknownPrice = word == "allow"
    case "unchecked": allowsUnchecked = word == "allow"
    case "seed": job.drawsSeed = word == "auto"
    case "embed": job.embedsRecipe = word == "on"
    default: break
    }
  }
}
