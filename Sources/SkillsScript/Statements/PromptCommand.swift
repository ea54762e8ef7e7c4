/// A command that only the prompt has, and what a script or a shell has in its place.
package struct PromptCommand: Sendable, Hashable {
  /// The word it begins with.
  package let keyword: String
  /// What follows the keyword, in the notation of the language's grammar.
  package let operands: String
  /// What it does, as one sentence without a full stop; empty for another word of a command.
  package let summary: String
  /// What to use in a script instead, as a sentence without a full stop.
  package let instead: String
  /// What the prompt does; nil where this version does not have the command yet.
  package let action: Action?

  /// What the commands of this version do.
  package enum Action: Sendable, Hashable {
    case show, fields, models, plan, credits, help, quit
  }

  private init(
    _ keyword: String, _ operands: String = "", _ summary: String = "", _ action: Action? = nil,
    instead: String
  ) {
    self.keyword = keyword
    self.operands = operands
    self.summary = summary
    self.action = action
    self.instead = instead
  }

  /// The keyword and its operands: `fields [MODEL]`.
  package var usage: String {
    operands.isEmpty ? keyword : "\(keyword) \(operands)"
  }

  /// The most operands it takes; nil for any number.
  package var mostOperands: Int? {
    switch action {
    case .show, .plan, .credits, .quit: 0
    case .fields, .help: 1
    case .models, nil: nil
    }
  }

  /// Commands of the program that people try at the prompt, where they are none.
  static let ofTheShell: Set<String> = [
    "check", "completions", "contract", "diff", "doctor", "download", "explain", "fmt", "lock",
    "resume",
    "sandbox", "template", "verify",
  ]

  /// The commands of the prompt, and the words that people leave other programs with.
  package static let all: [PromptCommand] = [
    PromptCommand(
      "show", "", "shows the draft: what is set, and what is missing", .show,
      instead: "`skv check FILE` checks what a script will send"),
    PromptCommand(
      "fields", "[MODEL]", "lists what can be set for a model", .fields,
      instead: "`skv check FILE` names the fields that a model does not have"),
    PromptCommand(
      "models", "[TEXT …]", "lists the models whose name, kind or mode has each text", .models,
      instead: "`skv check FILE` names the models that are near to a misspelt one"),
    PromptCommand(
      "plan", "", "shows what `run` would send now, and sends nothing", .plan,
      instead: "`skv plan FILE` shows what a script will do, and sends nothing"),
    PromptCommand("runs", instead: "`skv runs` lists the runs"),
    PromptCommand(
      "credits", "", "shows the balance as the service tells it", .credits,
      instead: "`skv credits` shows the balance"),
    PromptCommand(
      "help", "[WORD]", "explains a statement, a command, an option, a field or a model", .help,
      instead: "`skv --help` lists the commands"),
    PromptCommand("again", instead: "write `run` again"),
    PromptCommand(
      "undo", instead: "take the statement out of the script, or use `unset PATH`"),
    PromptCommand("redo", instead: "write the statement into the script again"),
    PromptCommand("edit", instead: "change the script, and look at it with `skv check FILE`"),
    PromptCommand("write", instead: "the script is a file already"),
    PromptCommand("read", instead: "`skv run FILE` runs another script"),
    PromptCommand("attach", instead: "`skv resume ID` follows a run that was begun before"),
    PromptCommand(
      "open", instead: "`print $LABEL` writes the paths of the files of a result"),
    PromptCommand("history", instead: "the lines of a script are its history"),
    PromptCommand("quit", "", "leaves the prompt, as Ctrl-D does", .quit, instead: ending),
    PromptCommand("exit", "", "", .quit, instead: ending),
  ]

  /// The commands of this version that are listed, each once.
  package static let available = all.filter { !$0.summary.isEmpty }

  private static let ending = "a script ends with its last line"

  /// The command that begins with `keyword`.
  package static func named(_ keyword: String) -> PromptCommand? {
    all.first { $0.keyword == keyword }
  }
}
