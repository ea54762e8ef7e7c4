/// Prints tables on standard output.
enum ListingOutput {
  /// The width to fit: that of the terminal, 80 where the output is none.
  static var columns: Int {
    max(Terminal(descriptor: StandardStream.output.rawValue, environment: [:]).columns, 20)
  }

  /// Prints the lines.
  static func print(_ lines: [String]) {
    StandardStream.output.write(lines.map { $0 + "\n" }.joined())
  }
}
