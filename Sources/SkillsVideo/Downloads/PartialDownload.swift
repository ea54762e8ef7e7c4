/// What is safely on disk of a download that did not end: enough to go on later.
///
/// The file is the `.part` that was given to the download. Nothing beside it is written; whoever keeps
/// this value (the ledger) can hand it back as `resume`.
package struct PartialDownload: Sendable, Hashable {
  /// The server's strong `ETag`, or its `Last-Modified`: the value for `If-Range` (RFC 9110 §13.1.5).
  package var validator: String
  /// How many bytes from the start are synced.
  package var length: Int
  /// The length of the whole file if the server told it.
  package var totalLength: Int?

  /// Makes a note of a download.
  package init(validator: String, length: Int, totalLength: Int? = nil) {
    self.validator = validator
    self.length = length
    self.totalLength = totalLength
  }
}
