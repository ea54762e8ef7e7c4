/// One output of a run, as far as it has come.
package struct LedgerOutput: Sendable, Hashable {
  /// Where an output stands.
  package enum State: String, Sendable, Hashable, CaseIterable {
    /// Its address is known.
    case found
    /// All of its bytes are in the `.part`, synced and digested; `path` is the name it is to get.
    case fetched
    /// It has its name.
    case saved
  }

  /// Its place in its run, from 0.
  package var place: Int
  /// Where it stands.
  package var state: State
  /// The address.
  package var url: String
  /// The media type, by its content once that is known.
  package var contentType: String?
  /// The `.part` that its bytes go to.
  package var partPath: String?
  /// What of the `.part` is safely on disk.
  package var partial: PartialDownload?
  /// The path that it has, or is to get.
  package var path: String?
  /// The length in bytes.
  package var bytes: Int?
  /// The digest of the bytes as delivered.
  package var deliveredDigest: String?
  /// The digest of the file as filed.
  package var filedDigest: String?
  /// Pixels across.
  package var width: Int?
  /// Pixels down.
  package var height: Int?
  /// Playing time in seconds.
  package var duration: Double?

  /// Creates an output of which the address is known.
  package init(place: Int, url: String, contentType: String? = nil) {
    self.place = place
    self.url = url
    self.contentType = contentType
    state = .found
  }

  /// The file that it is, nil until it is saved.
  package var savedFile: SavedFile? {
    guard state == .saved, let path, let bytes, let deliveredDigest, let filedDigest else {
      return nil
    }
    return SavedFile(
      path: path, url: url, contentType: contentType ?? "application/octet-stream", bytes: bytes,
      sha256: filedDigest, deliveredSHA256: deliveredDigest, width: width, height: height,
      duration: duration)
  }
}
