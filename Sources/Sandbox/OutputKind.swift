/// What a model makes.
enum OutputKind: String, Sendable, Hashable {
  case image, video

  /// The first half of the service's error codes for this kind.
  var codeFamily: String {
    switch self {
    case .image: "IMAGE_GENERATION_"
    case .video: "VIDEO_GENERATION_"
    }
  }
}
