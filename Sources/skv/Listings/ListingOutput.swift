import Glibc

/// Prints tables on standard output.
enum ListingOutput {
  /// The width to fit: that of the terminal, 80 where the output is none.
  static var columns: Int {
    max(Terminal(descriptor: StandardStream.output.rawValue, environment: [:]).columns, 20)
  }

  /// The width that a table of a line a row must fit: that of the terminal, nil where the output is
  /// none, since programs take a row for a line.
  static var rowColumns: Int? {
    isatty(StandardStream.output.rawValue) == 1 ? columns : nil
  }

  /// The width that what is said beside a table must fit: that of the terminal, nil for none.
  static var noteColumns: Int? {
    let stream = StandardStream.error.rawValue
    return isatty(stream) == 1
      ? max(Terminal(descriptor: stream, environment: [:]).columns, 20) : nil
  }

  /// Prints the lines.
  static func print(_ lines: [String]) {
    StandardStream.output.write(lines.map { $0 + "\n" }.joined())
  }
}
