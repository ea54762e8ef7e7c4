/// A file format that the sandbox knows by its bytes.
enum UploadFormat: String, Sendable, Hashable, CaseIterable {
  case png = "PNG"
  case jpeg = "JPEG"
  case gif = "GIF"
  case webp = "WebP"
  case bmp = "BMP"
  case tiff = "TIFF"
  case avif = "AVIF"
  case heic = "HEIC"
  case mp4 = "MP4"
  case mov = "MOV"
  case webm = "WebM"
  case matroska = "Matroska"
  case avi = "AVI"
  case mpegTS = "MPEG-TS"
  case mpeg = "MPEG"
  case oggVideo = "Ogg video"
  case mp3 = "MP3"
  case wav = "WAV"
  case flac = "FLAC"
  case ogg = "Ogg"
  case aac = "AAC"
  case m4a = "M4A"

  var kind: UploadKind {
    switch self {
    case .png, .jpeg, .gif, .webp, .bmp, .tiff, .avif, .heic: .picture
    case .mp4, .mov, .webm, .matroska, .avi, .mpegTS, .mpeg, .oggVideo: .video
    case .mp3, .wav, .flac, .ogg, .aac, .m4a: .sound
    }
  }

  /// The media type that the file is handed out with.
  var type: String { types[0] }

  /// The media types that a part with this format may declare, the best one first.
  var types: [String] {
    switch self {
    case .png: ["image/png", "image/apng"]
    case .jpeg: ["image/jpeg", "image/jpg", "image/pjpeg"]
    case .gif: ["image/gif"]
    case .webp: ["image/webp"]
    case .bmp: ["image/bmp", "image/x-bmp", "image/x-ms-bmp"]
    case .tiff: ["image/tiff"]
    case .avif: ["image/avif"]
    case .heic: ["image/heic", "image/heif", "image/heic-sequence", "image/heif-sequence"]
    case .mp4: ["video/mp4", "video/x-m4v"]
    case .mov: ["video/quicktime"]
    case .webm: ["video/webm"]
    case .matroska: ["video/x-matroska", "video/matroska"]
    case .avi: ["video/x-msvideo", "video/vnd.avi", "video/avi", "video/msvideo"]
    case .mpegTS: ["video/mp2t"]
    case .mpeg: ["video/mpeg"]
    case .oggVideo: ["video/ogg", "application/ogg"]
    case .mp3: ["audio/mpeg", "audio/mp3"]
    case .wav: ["audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave"]
    case .flac: ["audio/flac", "audio/x-flac"]
    case .ogg: ["audio/ogg", "application/ogg", "audio/opus", "audio/vorbis"]
    case .aac: ["audio/aac", "audio/x-aac", "audio/aacp"]
    case .m4a: ["audio/mp4", "audio/x-m4a", "audio/m4a"]
    }
  }

  /// What a file of this format is, such as `a video (MP4)`.
  var words: String { "\(kind.words) (\(rawValue))" }
}
