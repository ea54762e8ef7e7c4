import ArgumentParser
import SkillsScript

extension ArgumentHelp {
  /// The help of a runner option's flag, with its words and its default, from the table of options.
  static func runnerOption(_ name: String) -> ArgumentHelp {
    guard let form = OptionTable.form(name) else { return ArgumentHelp() }
    return ArgumentHelp(
      [form.flagSummary, form.flagDefault].compactMap { $0 }.joined(separator: " "),
      valueName: form.flagValueName)
  }

  /// The help of `--yes`, which goes with the option `confirm`.
  static var startingWithoutAsking: ArgumentHelp {
    let most = OptionTable.form("confirm")?.standard ?? ""
    return ArgumentHelp("Start without asking. (default: asks before more than \(most) jobs)")
  }
}

extension CompletionKind {
  /// What completes the value of a runner option's flag.
  static func runnerOption(_ name: String) -> CompletionKind {
    switch OptionTable.form(name)?.kind {
    case .words(let words): .list(words)
    case .folder: .directory
    case .template: .file()
    case .count, .time, .threshold, nil: .default
    }
  }
}

extension OptionForm {
  fileprivate var flagSummary: String {
    guard case .words = kind else { return summary }
    return "\(summary.dropLast()): \(usage)"
  }

  /// The folder's default depends on the script, and its summary says how.
  fileprivate var flagDefault: String? {
    if kind == .folder { return nil }
    guard let interactiveStandard else { return "(default: \(standard))" }
    return "(default: \(standard); \(interactiveStandard) with -c and -)"
  }

  fileprivate var flagValueName: String {
    switch kind {
    case .words: "word"
    case .count, .threshold: "count"
    case .time: "duration"
    case .template: "path"
    case .folder: "folder"
    }
  }
}
