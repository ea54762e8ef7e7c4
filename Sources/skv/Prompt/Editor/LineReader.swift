/// Gives the lines that a person or a pipe enters, and prints beside them.
protocol LineReader: Sendable {
  /// Asks for one line or block; one at a time.
  func readLine(_ prompt: Prompt) async -> LineResult
  /// Prints whole lines above what is being typed; from any thread, in order.
  func printAbove(_ text: String)
  /// Replaces the lines that stand directly above the prompt while a line is typed; from any
  /// thread.
  func show(_ live: [StyledText])
}
