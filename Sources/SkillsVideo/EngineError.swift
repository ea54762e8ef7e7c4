/// Why the engine did not do what it was asked, when the service is not the one that refused.
///
/// The message says what happened and what to do about it; it never holds the key.
public struct EngineError: Error, Sendable, Hashable {
  /// The kinds of trouble, each with the stable word that machine output carries.
  public enum Code: String, Sendable, Hashable, CaseIterable {
    /// No key is configured.
    case missingAPIKey = "missing_api_key"
    /// A setting of the environment makes no sense.
    case invalidConfiguration = "invalid_configuration"
    /// The ledger cannot be opened, read or written.
    case ledgerUnusable = "ledger_unusable"
    /// Another process has taken the run over.
    case claimLost = "claim_lost"
    /// Another process follows the run.
    case runIsFollowed = "run_is_followed"
    /// The same job was submitted before, so that it is not paid for again.
    case paidAlready = "paid_already"
    /// Nothing may be submitted, and the job was not done before.
    case locked = "locked"
    /// A lock cannot be read or written.
    case lockUnusable = "lock_unusable"
    /// A file that skv did not write stands where an output should go.
    case outputExists = "output_exists"
    /// A run has no such output, or its file is gone.
    case noSuchOutput = "no_such_output"
    /// An output cannot be written where it is wanted.
    case outputNotWritten = "output_not_written"
    /// An output path leaves its folder or names no file.
    case invalidOutputPath = "invalid_output_path"
    /// A file to be sent is not the one that the request was made with.
    case inputChanged = "input_changed"
    /// A file to be sent is missing or cannot be read, or the request cannot carry it.
    case invalidInput = "invalid_input"
    /// The service could not be reached, or gave no answer to a reading; no submit has left.
    case notReached = "not_reached"
    /// The run was sent to another service than the one that is configured.
    case otherService = "other_service"
    /// The run was never sent, so there is nothing to take up.
    case nothingSent = "nothing_sent"
    /// The run is not in doubt, so there is nothing to settle.
    case notInDoubt = "not_in_doubt"
    /// The run is still in doubt: what it was to be settled with does not fit.
    case notSettled = "not_settled"
    /// A person has given the run up.
    case abandoned = "abandoned"
    /// The service answered something that cannot be read.
    case unreadableAnswer = "unreadable_answer"
    /// The key stands in what would be sent or recorded.
    case keyInRequest = "key_in_request"
    /// A cap does not suffice for what would be submitted.
    case budgetExhausted = "budget_exhausted"
    /// The price of a run is not known, and none of unknown price is to be submitted.
    case unknownPrice = "unknown_price"
    /// The caller asked to stop.
    case interrupted = "interrupted"
  }

  /// The kind of trouble.
  public var code: Code
  /// One line for a person: what happened, where, and what to do.
  public var message: String
  /// What lay beneath, in the words of the library or the system.
  public var cause: String?

  /// Creates an error.
  public init(_ code: Code, _ message: String, cause: String? = nil) {
    self.code = code
    self.message = message
    self.cause = cause
  }

  /// The exit code that a command ends with.
  public var exitCode: Int32 {
    switch code {
    case .ledgerUnusable, .lockUnusable: 35
    case .locked: 34
    case .notReached: 24
    case .unreadableAnswer: 25
    case .budgetExhausted, .unknownPrice: 31
    case .notSettled: 32
    case .keyInRequest: 65
    case .interrupted: 130
    case .noSuchOutput, .outputNotWritten: 33
    case .missingAPIKey, .invalidConfiguration, .claimLost, .runIsFollowed, .paidAlready,
      .outputExists, .invalidOutputPath, .inputChanged, .invalidInput, .otherService, .nothingSent,
      .notInDoubt, .abandoned:
      1
    }
  }
}

extension EngineError: CustomStringConvertible {
  /// The message, with what lay beneath in brackets.
  public var description: String {
    cause.map { "\(message) (\($0))" } ?? message
  }
}
