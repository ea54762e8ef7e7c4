public import LosslessJSON

/// What the service says when it is asked for the balance.
///
/// The shape of the answer is not documented, so nothing is read into it: numbers, names and their
/// order are as they came. What an answer quotes of the key is `***`.
public enum CreditsAnswer: Sendable, Hashable {
  /// JSON of any shape: a number, an object, and so on.
  case json(JSON)
  /// Text that is no JSON.
  case text(String)
  /// A success without a body, or with white space alone.
  case empty
  /// The service does not tell it, with its reason.
  case refused(ServiceError)
}
