/// A file that has arrived whole, is synced, and still has the name of its `.part`.
package struct FetchedPart: Sendable, Hashable {
  /// The path of the `.part`.
  package var path: String
  /// The address that gave it, after redirects.
  package var url: String
  /// Its length in bytes.
  package var bytes: Int
  /// The digest of its bytes as delivered.
  package var digest: SHA256Digest
  /// What the bytes themselves say, nil if they are of no known kind.
  package var media: MediaInfo?
  /// The server's `Content-Type` without parameters, in lower case.
  package var declaredType: String?

  /// Makes a note of a file.
  package init(
    path: String, url: String, bytes: Int, digest: SHA256Digest, media: MediaInfo?,
    declaredType: String?
  ) {
    self.path = path
    self.url = url
    self.bytes = bytes
    self.digest = digest
    self.media = media
    self.declaredType = declaredType
  }

  /// The media type by the bytes, else as declared, else `application/octet-stream`.
  package var contentType: String {
    media?.contentType ?? declaredType ?? "application/octet-stream"
  }
}
