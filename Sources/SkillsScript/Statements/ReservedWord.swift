/// A word that no statement begins with, so that people who know it elsewhere get an explanation.
package struct ReservedWord: Sendable, Hashable {
  /// The word.
  package let word: String
  /// Why the language does not have it, and what there is in its place.
  package let explanation: String

  private init(_ word: String, _ explanation: String) {
    self.word = word
    self.explanation = explanation
  }

  /// The reserved words.
  package static let all: [ReservedWord] = [
    ReservedWord("if", conditions),
    ReservedWord("else", conditions),
    ReservedWord("match", conditions),
    ReservedWord("for", loops),
    ReservedWord("while", loops),
    ReservedWord("def", functions),
    ReservedWord("call", functions),
    ReservedWord("import", "`include \"style.skv\"` takes in another script"),
    ReservedWord("export", "results are files and what `print` writes; nothing else goes out"),
    ReservedWord(
      "secret", "a script holds no secrets; the key is read from SKILLS_VIDEO_API_KEY"),
  ]

  /// The reserved word that is spelt `word`.
  package static func named(_ word: String) -> ReservedWord? {
    all.first { $0.word == word }
  }

  private static let conditions =
    "a script has no conditions, so that all it will do is known before it runs;"
    + " `option on-error` decides what follows a failure"
  private static let loops =
    "a script has no loops, so that all it will do is known before it runs;"
    + " `sweep seed in 1..4` makes the next run a job for each value"
  private static let functions =
    "a script has no functions; `let` gives a value a name"
}
