/// An output that is on disk.
public struct SavedFile: Sendable, Hashable {
  /// The absolute path.
  public var path: String
  /// The address that gave it.
  public var url: String
  /// The media type, by its content where that is known.
  public var contentType: String
  /// The length in bytes.
  public var bytes: Int
  /// The SHA-256 of the file as filed, in hexadecimal digits.
  public var sha256: String
  /// The SHA-256 of the bytes as the service delivered them.
  public var deliveredSHA256: String
  /// Pixels across, nil if the file does not tell.
  public var width: Int?
  /// Pixels down, nil if the file does not tell.
  public var height: Int?
  /// Playing time in seconds, nil if the file does not tell.
  public var duration: Double?

  /// Creates a note of a file.
  public init(
    path: String, url: String, contentType: String, bytes: Int, sha256: String,
    deliveredSHA256: String, width: Int? = nil, height: Int? = nil, duration: Double? = nil
  ) {
    self.path = path
    self.url = url
    self.contentType = contentType
    self.bytes = bytes
    self.sha256 = sha256
    self.deliveredSHA256 = deliveredSHA256
    self.width = width
    self.height = height
    self.duration = duration
  }
}
