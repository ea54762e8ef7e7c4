/// A command that only the prompt has, and what a script or a shell has in its place.
package struct PromptCommand: Sendable, Hashable {
  /// The word it begins with.
  package let keyword: String
  /// What to use instead, as a sentence without a full stop.
  package let instead: String

  private init(_ keyword: String, _ instead: String) {
    self.keyword = keyword
    self.instead = instead
  }

  /// The commands of the prompt.
  package static let all: [PromptCommand] = [
    PromptCommand("show", "`skv plan FILE` shows what a script will send"),
    PromptCommand("fields", "`skv fields MODEL` lists the fields of a model"),
    PromptCommand("models", "`skv models TEXT` lists the models"),
    PromptCommand("plan", "`skv plan FILE` shows the plan of a script"),
    PromptCommand("runs", "`skv runs` lists the runs"),
    PromptCommand("credits", "`skv credits` shows the balance"),
    PromptCommand("help", "`skv --help` and `skv explain CODE` explain commands and errors"),
    PromptCommand("again", "write `run` again, or use `skv run --fresh FILE`"),
    PromptCommand("undo", "take the statement out of the script, or use `unset PATH`"),
    PromptCommand("redo", "write the statement into the script again"),
    PromptCommand("edit", "change the script, and look at it with `skv check FILE`"),
    PromptCommand("write", "the script is a file already; `skv fmt FILE` prints it"),
    PromptCommand("read", "`skv run FILE` runs another script"),
    PromptCommand("attach", "`skv wait ID` follows a generation"),
    PromptCommand("open", "`skv show ID` shows a run and its files"),
    PromptCommand("history", "`skv runs` lists what was run"),
    PromptCommand("quit", "a script ends with its last line"),
  ]

  /// The command that begins with `keyword`.
  package static func named(_ keyword: String) -> PromptCommand? {
    all.first { $0.keyword == keyword }
  }
}
