/// What the bytes of a media file say about it.
package struct MediaInfo: Sendable, Hashable {
  /// The formats that are known by their content.
  package enum Format: String, Sendable, Hashable, CaseIterable {
    case png, jpeg, webp, gif, avif, heic, mp4, mov, m4a, webm, matroska, mp3, wav

    /// The media type as registered.
    package var contentType: String {
      switch self {
      case .png: "image/png"
      case .jpeg: "image/jpeg"
      case .webp: "image/webp"
      case .gif: "image/gif"
      case .avif: "image/avif"
      case .heic: "image/heic"
      case .mp4: "video/mp4"
      case .mov: "video/quicktime"
      case .m4a: "audio/mp4"
      case .webm: "video/webm"
      case .matroska: "video/x-matroska"
      case .mp3: "audio/mpeg"
      case .wav: "audio/wav"
      }
    }

    /// The usual file extension without a dot.
    package var fileExtension: String {
      switch self {
      case .jpeg: "jpg"
      case .matroska: "mkv"
      default: rawValue
      }
    }
  }

  /// The format.
  package var format: Format
  /// Pixels across, as shown.
  package var width: Int?
  /// Pixels down, as shown.
  package var height: Int?
  /// Playing time in seconds.
  package var duration: Double?

  /// Makes a note of a media file.
  package init(format: Format, width: Int? = nil, height: Int? = nil, duration: Double? = nil) {
    self.format = format
    self.width = width
    self.height = height
    self.duration = duration
  }

  /// The media type by content.
  package var contentType: String { format.contentType }
  /// The usual file extension without a dot.
  package var fileExtension: String { format.fileExtension }
}
