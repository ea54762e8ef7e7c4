/// One statement of the language: how it is written and what it is for.
///
/// The one table of statements feeds the parser's messages, the help and the completion.
package struct StatementForm: Sendable, Hashable {
  /// The word it begins with.
  package let keyword: String
  /// What follows the keyword, in the notation of the language's grammar.
  package let operands: String
  /// What it does, as one sentence without a full stop.
  package let summary: String
  /// A statement that is correct.
  package let example: String
  private init(
    _ keyword: String, _ operands: String, _ summary: String, example: String
  ) {
    self.keyword = keyword
    self.operands = operands
    self.summary = summary
    self.example = example
  }

  /// The keyword and its operands: `set PATH value`.
  package var usage: String {
    operands.isEmpty ? keyword : "\(keyword) \(operands)"
  }

  /// The statements, in the order of the language's pages.
  package static let all: [StatementForm] = [
    StatementForm(
      "skv", "1", "names the version of the language, first in the file", example: "skv 1"),
    StatementForm(
      "include", "\"path\"", "takes in another script, relative to this one",
      example: "include \"style.skv\""),
    StatementForm(
      "arg", "NAME [TYPE | in LIST] [= value]",
      "declares a parameter from outside; the comment above it is its help",
      example: "arg shots file = @shots.csv"),
    StatementForm(
      "let", "NAME = value", "gives a constant a name", example: "let style = \"noir ink\""),
    StatementForm(
      "option", "NAME value", "changes a setting of the runner from here on",
      example: "option jobs 8"),
    StatementForm(
      "budget", "COUNT credits | jobs [per day]",
      "sets a hard cap, of several the lowest; a day is one of UTC",
      example: "budget 200 credits"),
    StatementForm(
      "use", "MODEL [for MODE]", "starts a fresh draft for a model",
      example: "use kling-v2.6 for t2v"),
    StatementForm(
      "set", "PATH value", "puts a value in the draft", example: "set prompt \"a fox\""),
    StatementForm(
      "unset", "PATH | *", "takes a value, or every value, out of the draft",
      example: "unset seed"),
    StatementForm(
      "sweep", "PATH in VALUES | $NAME in VALUES | from @TABLE",
      "makes the next run a job for each value; several multiply", example: "sweep seed in 1..4"),
    StatementForm(
      "run", "[as NAME] [x COUNT] [to \"path\"]",
      "submits the draft, waits for it and downloads its outputs", example: "run as fox x 3"),
    StatementForm(
      "start", "[as NAME] [x COUNT] [to \"path\"]",
      "does the same as `run` without waiting", example: "start as fox"),
    StatementForm(
      "wait", "[$LABEL …]", "waits for what was started, or for everything",
      example: "wait $fox"),
    StatementForm(
      "expect", "$LABEL.FIELD (exists | OPERATOR value)",
      "asserts something about a result, about each item of several",
      example: "expect $fox.files[0].bytes < 50mb"),
    StatementForm(
      "save", "$LABEL to \"path\"", "writes one more copy of a result",
      example: "save $fox[0] to \"cover.mp4\""),
    StatementForm(
      "print", "value", "writes a value to standard output",
      example: "print \"credits: ${fox.credits}\""),
  ]

  /// The form that begins with `keyword`.
  package static func named(_ keyword: String) -> StatementForm? { byKeyword[keyword] }

  /// Whether `word` begins a statement of the language.
  static func isKeyword(_ word: String) -> Bool { byKeyword[word] != nil }

  /// The length in bytes of the longest keyword.
  static let longestKeyword = byKeyword.keys.map(\.utf8.count).max() ?? 0

  private static let byKeyword = Dictionary(
    all.map { ($0.keyword, $0) }, uniquingKeysWith: { first, _ in first })
}
