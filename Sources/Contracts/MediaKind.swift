/// A kind of media, as the input or the output of a model.
package enum MediaKind: String, Sendable, Hashable, CaseIterable {
  /// A still picture.
  case image
  /// A moving picture, with or without sound.
  case video
  /// Sound alone.
  case audio

  /// The kind that a group of the navigation or a tag of an operation names.
  ///
  /// The platform writes `Videos` and `Images`; case does not count, nor does the plural.
  init?(groupName: String) {
    switch groupName.lowercased() {
    case "video", "videos": self = .video
    case "image", "images": self = .image
    case "audio", "audios": self = .audio
    default: return nil
    }
  }

  /// The kind with its article, for sentences: `a picture`, `a video`, `a sound`.
  package var phrase: String {
    switch self {
    case .image: "a picture"
    case .video: "a video"
    case .audio: "a sound"
    }
  }
}
