/// One thing that skv needs, and how it stands here.
///
/// A check makes and changes nothing, and is a value: what it looks at is given to it. Looking may
/// block.
protocol HealthCheck: Sendable {
  /// The word that stands before what was found, the same in every report.
  var name: String { get }
  /// Looks; nil where there is nothing to say.
  func examine() -> CheckResult?
}
