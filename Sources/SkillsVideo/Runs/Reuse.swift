/// What a job may take over from runs that were made before.
///
/// The same job is the same service, model, request and take, in the same round.
public enum Reuse: Sendable, Hashable {
  /// Nothing: the run is one of its own and is paid for.
  case off
  /// What is paid for already is brought to disk or left there; what is not is submitted.
  case on(round: Int)
  /// What is paid for already is brought to disk or left there; nothing is submitted.
  case only(round: Int)

  var round: Int? {
    switch self {
    case .off: nil
    case .on(let round), .only(let round): round
    }
  }
}
