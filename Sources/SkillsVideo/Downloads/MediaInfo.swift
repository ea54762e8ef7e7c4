package import Contracts

/// What the bytes of a media file say about it.
package struct MediaInfo: Sendable, Hashable {
  /// The formats that are known by their content.
  package enum Format: String, Sendable, Hashable, CaseIterable {
    case png, jpeg, webp, gif, avif, heic, bmp, tiff
    case mp4, mov, webm, matroska, avi, oggVideo, mpegTransport, mpegProgram
    case m4a, mp3, wav, ogg, flac, aac

    /// The media type as registered, or the one in general use where another or none is.
    package var contentType: String {
      switch self {
      case .png: "image/png"
      case .jpeg: "image/jpeg"
      case .webp: "image/webp"
      case .gif: "image/gif"
      case .avif: "image/avif"
      case .heic: "image/heic"
      case .bmp: "image/bmp"
      case .tiff: "image/tiff"
      case .mp4: "video/mp4"
      case .mov: "video/quicktime"
      case .webm: "video/webm"
      case .matroska: "video/x-matroska"
      case .avi: "video/x-msvideo"
      case .oggVideo: "video/ogg"
      case .mpegTransport: "video/mp2t"
      case .mpegProgram: "video/mpeg"
      case .m4a: "audio/mp4"
      case .mp3: "audio/mpeg"
      case .wav: "audio/wav"
      case .ogg: "audio/ogg"
      case .flac: "audio/flac"
      case .aac: "audio/aac"
      }
    }

    /// The usual file extension without a dot.
    package var fileExtension: String {
      switch self {
      case .jpeg: "jpg"
      case .tiff: "tif"
      case .matroska: "mkv"
      case .oggVideo: "ogv"
      case .mpegTransport: "ts"
      case .mpegProgram: "mpg"
      default: rawValue
      }
    }

    /// What it shows: a film with sound is a video, and so is a container that could hold either.
    package var kind: MediaKind {
      switch self {
      case .png, .jpeg, .webp, .gif, .avif, .heic, .bmp, .tiff: .image
      case .mp4, .mov, .webm, .matroska, .avi, .oggVideo, .mpegTransport, .mpegProgram: .video
      case .m4a, .mp3, .wav, .ogg, .flac, .aac: .audio
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

  /// Makes a note of a picture or a film; a size that is not known or of nothing is left out.
  init(_ format: Format, _ width: Int?, _ height: Int?) {
    self.init(format: format)
    guard let width, let height, width > 0, height > 0 else { return }
    self.width = width
    self.height = height
  }

  /// What it shows, by content.
  package var kind: MediaKind { format.kind }
  /// The media type by content.
  package var contentType: String { format.contentType }
  /// The usual file extension without a dot.
  package var fileExtension: String { format.fileExtension }
}
