/// One option of the runner: its words, its default, and how it is given as a flag.
package struct OptionForm: Sendable, Hashable {
  /// The name behind `option`.
  package let name: String
  /// What it takes.
  package let kind: Kind
  /// What holds in this version where nothing is said, in files.
  package let standard: String
  /// What holds at the prompt, with `-c` and on standard input, where that differs.
  package let interactiveStandard: String?
  /// The flag of `skv run` that wins over it; nil if there is none in this version.
  package let flag: String?
  /// What it does, as one sentence.
  package let summary: String

  /// What an option takes.
  package enum Kind: Sendable, Hashable {
    /// One of some words.
    case words([String])
    /// A whole number within a range.
    case count(ClosedRange<Int>)
    /// A length of time, such as `15m`.
    case time
    /// A quoted path with `${run.…}` in it.
    case template
    /// A quoted path of a folder.
    case folder
    /// A number of jobs, or of credits such as `50credits`.
    case threshold
  }

  init(
    _ name: String, _ kind: Kind, standard: String, interactive: String? = nil,
    flag: String?, _ summary: String
  ) {
    self.name = name
    self.kind = kind
    self.standard = standard
    self.interactiveStandard = interactive
    self.flag = flag
    self.summary = summary
  }

  /// What holds where nothing is said.
  package func standard(for origin: ScriptContext.Origin) -> String {
    origin == .file ? standard : interactiveStandard ?? standard
  }

  /// The word that a misspelt one was meant to be.
  func nearestWord(to word: String) -> String? {
    guard case .words(let words) = kind else { return nil }
    return Suggestion.nearest(to: word, in: words, synonyms: [:]).first
  }

  /// What the option takes, for messages.
  package var usage: String {
    switch kind {
    case .words(let words): words.joinedByOr
    case .count(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .time: "a length of time such as 15m or 3s"
    case .template: "a quoted path such as \"out/${run.label}.${run.ext}\""
    case .folder: "a quoted path of a folder"
    case .threshold: "a number of jobs, or of credits such as 50credits"
    }
  }
}
