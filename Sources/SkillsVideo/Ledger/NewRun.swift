package import LosslessJSON

/// A run as it is noted in the ledger before anything is sent.
package struct NewRun: Sendable {
  /// What it sends where, and which take it is.
  package var identity: RunIdentity
  /// The body that is sent, where it is not the one that the run is known by.
  package var body: JSON?
  /// Text that makes the run the same job as others, or one of its own among equal ones.
  package var nonce: String
  /// The key it is sent with; only a salted digest of it is kept.
  package var key: Secret
  /// The label of the run that wants it.
  package var label: String
  /// Its place among the jobs of its run, from 0.
  package var item: Int
  /// The name of the script.
  package var script: String?
  /// Where the outputs go.
  package var destination: Destination
  /// How it is sent.
  package var sending: Sending

  /// What kind of run it is by its price.
  package var costKey: CostKey {
    let request = (try? JSON(parsing: identity.request)) ?? .string(identity.request)
    return CostKey(baseURL: identity.baseURL, model: identity.model, body: request)
  }

  /// Creates a run.
  package init(
    identity: RunIdentity, body: JSON? = nil, nonce: String, key: Secret, label: String, item: Int,
    script: String?, destination: Destination, sending: Sending = Sending()
  ) {
    self.identity = identity
    self.body = body
    self.nonce = nonce
    self.key = key
    self.label = label
    self.item = item
    self.script = script
    self.destination = destination
    self.sending = sending
  }
}
