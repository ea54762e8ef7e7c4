/// What could stand at the cursor.
struct CompletionAnswer: Sendable, Equatable {
  /// One word that could be completed to.
  struct Candidate: Sendable, Equatable {
    /// The word as it is listed.
    var text: String
    /// A few words about it; may be empty.
    var help: String

    /// Creates a candidate.
    init(_ text: String, help: String = "") {
      self.text = text
      self.help = help
    }
  }

  /// What all candidates go on with at the cursor, and a space or quote after the only one.
  var insertion: String
  /// The candidates, best first.
  var candidates: [Candidate]

  /// Creates an answer.
  init(insertion: String = "", candidates: [Candidate] = []) {
    self.insertion = insertion
    self.candidates = candidates
  }
}
