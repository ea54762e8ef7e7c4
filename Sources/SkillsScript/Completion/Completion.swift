/// What could stand where a person is typing.
package struct Completion: Sendable {
  /// What has been typed of the word at the cursor.
  package var fragment: String
  /// The words it could become, best first; each begins with the fragment.
  package var candidates: [Candidate]
  /// Whether the fragment is `@` and the beginning of a path of this machine, whose files are to
  /// be looked up.
  package var wantsFiles = false

  /// One word.
  package struct Candidate: Sendable, Hashable {
    /// The whole word.
    package var text: String
    /// A few words about it; may be empty.
    package var help: String
    /// Whether the word goes on, so that no space follows it.
    package var goesOn: Bool

    /// Creates a candidate.
    package init(_ text: String, help: String = "", goesOn: Bool = false) {
      self.text = text
      self.help = help
      self.goesOn = goesOn
    }
  }

  init(_ fragment: String, _ candidates: [Candidate]) {
    self.fragment = fragment
    self.candidates = candidates.filter {
      $0.text.hasPrefix(fragment) && ($0.text != fragment || !$0.goesOn)
    }
  }

  /// Nothing that could be completed.
  static let nothing = Completion("", [])
}
