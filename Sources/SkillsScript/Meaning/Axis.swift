/// One axis of the next run: the values that its jobs take in turn.
struct Axis: Sendable {
  /// What it varies, as it is written: `seed`, `$style`; several for a table.
  var names: [String]
  /// The values in order.
  var points: [Point]
  /// Where it is written.
  var span: SourceSpan

  /// One value of an axis, or one row of a table.
  struct Point: Sendable {
    /// The fields it sets; nil for one that it leaves unset.
    var fields: [(path: Path, value: DraftValue?)] = []
    /// The variables it binds.
    var variables: [String: Term] = [:]
  }
}
