/// What stands around the text that a person types.
struct Prompt: Sendable, Equatable {
  /// Before the first line.
  var text: StyledText
  /// Before each further line of a block.
  var continuation: StyledText
  /// At the right margin of the first line; left out where the text needs the room.
  var right: StyledText
  /// Whether it asks for an answer: one line, which is no entry and is not kept in the history.
  var isQuestion = false

  /// Creates a prompt; none of its texts may hold newlines or control characters.
  init(_ text: StyledText, continuation: StyledText = "... ", right: StyledText = "") {
    self.text = text
    self.continuation = continuation
    self.right = right
  }
}
