package import Contracts

/// A media file of this machine, as its bytes were when the script was checked.
package struct LocalMedia: Sendable, Hashable {
  /// The path as it was read: relative to the working directory, or absolute.
  package var path: String
  /// The SHA-256 of its bytes, as 64 lower-case hexadecimal digits.
  package var sha256: String
  /// Its length in bytes.
  package var bytes: Int
  /// The media type that its bytes show; nil for bytes of no known format.
  package var contentType: String?
  /// The kind of media that its bytes show; nil for bytes of no known format.
  package var kind: MediaKind?

  /// Creates a note of a file.
  package init(
    path: String, sha256: String, bytes: Int, contentType: String?, kind: MediaKind?
  ) {
    self.path = path
    self.sha256 = sha256
    self.bytes = bytes
    self.contentType = contentType
    self.kind = kind
  }
}
