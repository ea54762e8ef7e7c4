import LosslessJSON

/// A submit that keeps the contract.
struct Submission: Sendable {
  /// The request; the files in it stand as paths without a host.
  var input: JSON
  /// In the order of the parts.
  var files: [ReceivedFile] = []
}
