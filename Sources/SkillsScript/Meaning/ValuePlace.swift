/// Where a value stands, which decides whether results and bare words can.
enum ValuePlace: Sendable {
  /// Behind `set`.
  case field
  /// Behind `sweep $NAME in`.
  case axis
  /// Behind `let` and `arg`.
  case constant
  /// Behind the operator of an `expect`.
  case expected
  /// Behind `print`.
  case printed
  /// Behind `option`, or in a path.
  case setting
}
