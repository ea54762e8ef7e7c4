/// One file that a generation makes.
struct Output: Sendable {
  let generation: Generation
  /// From 0.
  let index: Int

  /// The output that a media address names; nil for a name that the generation does not have.
  init?(generation: Generation, fileName: String) {
    guard
      let index = (0..<generation.outputCount).first(where: {
        Output(generation: generation, index: $0).fileName == fileName
      })
    else { return nil }
    self.init(generation: generation, index: index)
  }

  init(generation: Generation, index: Int) {
    self.generation = generation
    self.index = index
  }

  /// `1.png`, `2.mp4`, …; a picture is a PNG whatever `output_format` asks for.
  var fileName: String {
    switch generation.kind {
    case .image: "\(index + 1).png"
    case .video: "\(index + 1).mp4"
    }
  }

  var contentType: String {
    switch generation.kind {
    case .image: "image/png"
    case .video: "video/mp4"
    }
  }

  var size: PictureSize {
    switch generation.kind {
    case .image: PictureSize(input: generation.input)
    case .video: PictureSize(width: Clip.width, height: Clip.height)
    }
  }

  /// A strong validator: the bytes follow from the digest alone.
  var tag: String {
    "\"\(SHA256.hexText(of: generation.mediaDigest(index)).prefix(32))\""
  }

  func file() -> [UInt8] {
    let digest = generation.mediaDigest(index)
    switch generation.kind {
    case .image: return Picture(size: size, digest: digest).file()
    case .video: return Clip.file(digest: digest)
    }
  }
}
