/// Where a value stands, which decides whether results and bare words can.
enum ValuePlace: Sendable {
  /// Behind `set`.
  case field
  /// Behind `let`.
  case constant
  /// Behind `print`.
  case printed
  /// Behind `option`, or in a path.
  case setting
}
