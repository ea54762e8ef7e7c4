/// Where a person reads what the program has to say.
///
/// Lines come from any thread and keep their order; a reader that went away ends printing, never
/// the run.
protocol Display: Sendable {
  /// Whether live lines can be shown.
  var isInteractive: Bool { get }
  /// Whether colours are wanted.
  var showsColor: Bool { get }
  /// The width in columns.
  var columns: Int { get }
  /// The height in rows.
  var rows: Int { get }
  /// Prints one line of results.
  func result(_ line: String)
  /// Prints one line, or several at once, about what happens.
  func note(_ line: String)
  /// Replaces the live lines, which stand below everything that is printed; they fit the width.
  func show(_ lines: [String])
}
