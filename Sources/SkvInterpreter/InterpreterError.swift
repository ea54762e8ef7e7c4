/// Why the interpreter did not do what it was asked.
///
/// Nothing was sent, and nothing has cost credits.
public struct InterpreterError: Error, Sendable, Hashable {
  /// The kinds of trouble.
  public enum Code: String, Sendable, Hashable, CaseIterable {
    /// There is no such option, or it does not take that word.
    case invalidOption = "invalid_option"
    /// The contract cannot be read, or a document is none.
    case unreadableContract = "unreadable_contract"
    /// A contract cannot be kept in the cache.
    case contractNotKept = "contract_not_kept"
    /// The recipe has errors; ``CheckedRecipe/findings`` says which.
    case recipeHasErrors = "recipe_has_errors"
    /// The recipe has more jobs, or may cost more credits, than the option `confirm` allows.
    case needsConfirmation = "needs_confirmation"
  }

  /// The kind of trouble.
  public var code: Code
  /// One line for a person: what happened and what to do.
  public var message: String
  /// What lay beneath.
  public var cause: String?

  /// Creates an error.
  public init(_ code: Code, _ message: String, cause: String? = nil) {
    self.code = code
    self.message = message
    self.cause = cause
  }
}

extension InterpreterError: CustomStringConvertible {
  /// The message, with what lay beneath in brackets.
  public var description: String {
    cause.map { "\(message) (\($0))" } ?? message
  }
}
