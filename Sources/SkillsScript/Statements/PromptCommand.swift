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

  /// The commands of the prompt, and the words that people leave other programs with.
  package static let all: [PromptCommand] = [
    PromptCommand("show", "`skv check FILE` checks what a script will send"),
    PromptCommand("fields", "`skv check FILE` names the fields that a model does not have"),
    PromptCommand("models", "`skv check FILE` names the models that are near to a misspelt one"),
    PromptCommand("plan", "`skv check FILE` checks a script and sends nothing"),
    PromptCommand("runs", "`skv resume` goes on with the runs that are not finished"),
    PromptCommand("credits", "a script has no command for the balance"),
    PromptCommand("help", "`skv --help` lists the commands"),
    PromptCommand("again", "write `run` again"),
    PromptCommand("undo", "take the statement out of the script, or use `unset PATH`"),
    PromptCommand("redo", "write the statement into the script again"),
    PromptCommand("edit", "change the script, and look at it with `skv check FILE`"),
    PromptCommand("write", "the script is a file already"),
    PromptCommand("read", "`skv run FILE` runs another script"),
    PromptCommand("attach", "`skv resume ID` follows a run that was begun before"),
    PromptCommand("open", "`print $LABEL` writes the paths of the files of a result"),
    PromptCommand("history", "the lines of a script are its history"),
    PromptCommand("quit", ending),
    PromptCommand("exit", ending),
  ]

  private static let ending = "a script ends with its last line"

  /// The command that begins with `keyword`.
  package static func named(_ keyword: String) -> PromptCommand? {
    all.first { $0.keyword == keyword }
  }
}
