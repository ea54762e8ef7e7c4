/// What a file is: something to see, to watch or to hear.
enum UploadKind: Sendable, Hashable, CaseIterable {
  case picture, video, sound

  var words: String {
    switch self {
    case .picture: "a picture"
    case .video: "a video"
    case .sound: "sound"
    }
  }

  /// The kind that a field wants by its name; nil where the name does not tell.
  ///
  /// `video` or `audio` among the words of the name decides (`reference_video_urls` holds videos),
  /// both together decide nothing; failing those, the words for pictures do.
  init?(fieldName: String) {
    let words = fieldName.lowercased().split(separator: "_").map { word in
      String(word.last == "s" ? word.dropLast() : word)
    }
    switch (words.contains("video"), words.contains("audio")) {
    case (true, true): return nil
    case (true, false): self = .video
    case (false, true): self = .sound
    case (false, false):
      guard words.contains(where: { ["image", "frame", "mask", "reference"].contains($0) }) else {
        return nil
      }
      self = .picture
    }
  }
}
