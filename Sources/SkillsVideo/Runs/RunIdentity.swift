package import LosslessJSON

/// What makes two jobs the same job: service, model, canonical request and take.
///
/// Labels and places in a script play no part.
package struct RunIdentity: Sendable, Hashable {
  /// The service.
  package var baseURL: String
  /// The path of the model.
  package var model: String
  /// The body with sorted keys and normalised numbers.
  package var request: String
  /// Which of several equal requests it is, from 1.
  package var take: Int

  /// Creates the identity of a job; `body` is brought into canonical form.
  package init(baseURL: String, model: String, body: JSON, take: Int) {
    self.baseURL = baseURL
    self.model = model
    request = body.canonicalForm
    self.take = take
  }

  /// The text that makes runs of one identity one job as long as they belong to one round, from 0.
  ///
  /// Runs that are to be jobs of their own have random text instead.
  package static func nonce(ofRound round: Int) -> String {
    round == 0 ? "" : "round \(round)"
  }

  /// The SHA-256 of all four, in hexadecimal digits.
  package var digest: String {
    let whole: JSON = [
      .string(baseURL), .string(model), .string(request), .number(JSONNumber(take)),
    ]
    return SHA256Digest(of: Array(whole.canonicalForm.utf8)).hex
  }
}
