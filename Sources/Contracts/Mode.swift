/// What a model can be used for: a kind of input and a kind of output.
package enum Mode: String, Sendable, Hashable, CaseIterable {
  /// Text to video.
  case t2v
  /// A picture to video.
  case i2v
  /// A video to another video.
  case v2v
  /// A sound to video.
  case a2v
  /// Text to image.
  case t2i
  /// A picture to another picture.
  case i2i

  /// The kind of media that must go in; nil for text.
  package var input: MediaKind? {
    switch self {
    case .t2v, .t2i: nil
    case .i2v, .i2i: .image
    case .v2v: .video
    case .a2v: .audio
    }
  }

  /// The kind of media that comes out.
  package var output: MediaKind {
    switch self {
    case .t2v, .i2v, .v2v, .a2v: .video
    case .t2i, .i2i: .image
    }
  }

  /// The mode with that input and output, where there is one.
  init?(input: MediaKind?, output: MediaKind) {
    let fitting = Mode.allCases.first { $0.input == input && $0.output == output }
    guard let fitting else { return nil }
    self = fitting
  }
}

/// The reason why a model has a mode.
package struct ModeEvidence: Sendable, Hashable {
  /// The mode.
  package let mode: Mode
  /// The index in `Model.variants`; nil where the mode follows from the endpoint's path alone.
  package let variant: Int?
  /// How well the mode is known.
  package let how: How
  /// Why the model has the mode, as one sentence.
  package let explanation: String

  /// How well a mode is known.
  package enum How: String, Sendable, Hashable, CaseIterable {
    /// The fields that the mode needs are documented.
    case documented
    /// Only a title or a path says so; to use it, fields must be sent that no page documents.
    case nameOnly = "name-only"
  }

  /// Creates a reason.
  package init(mode: Mode, variant: Int?, how: How, explanation: String) {
    self.mode = mode
    self.variant = variant
    self.how = how
    self.explanation = explanation
  }
}
