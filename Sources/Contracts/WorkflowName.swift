/// The kinds of input that the name of a workflow tells: a variant's title or constant, or the end
/// of a path.
///
/// `Text Image To Video`, `text-image`, `Frames` and `Extend Video` tell them; `Motion Control` and
/// `lipsync-2` do not.
struct WorkflowName: Sendable, Hashable {
  /// Whether text alone is an input.
  private(set) var takesText = false
  /// The kinds of media that are inputs, in the order of `MediaKind`.
  private(set) var media: [MediaKind] = []

  /// Reads a name; nil if it tells no input.
  ///
  /// What stands before the word `to` is input. Without it, either every word is a kind, or a word
  /// for a change (`edit`, `extend`, `retake`, `upscale`) is followed by the kind that is changed.
  init?(_ name: String) {
    let words = name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    let inputs: ArraySlice<String>
    if let end = words.lastIndex(of: "to"), end > 0 {
      inputs = words[..<end]
    } else if words.allSatisfy({ Word($0) != nil }) {
      inputs = words[...]
    } else if let change = words.firstIndex(where: Self.changes.contains) {
      inputs = words[(change + 1)...]
    } else {
      return nil
    }
    let kinds = inputs.compactMap(Word.init)
    guard !kinds.isEmpty else { return nil }
    takesText = kinds.contains(.text)
    media = MediaKind.allCases.filter { kinds.contains(.media($0)) }
    // "Video Reference" is a reference that is a video; "Reference" alone is a picture.
    if media.isEmpty, kinds.contains(.reference) { media = [.image] }
  }

  /// Words for what is done to the input that they name.
  private static let changes: Set<String> = ["edit", "extend", "retake", "upscale"]

  private enum Word: Equatable {
    case text
    case reference
    case media(MediaKind)

    init?(_ word: String) {
      switch word {
      case "text": self = .text
      case "reference", "references": self = .reference
      case "image", "images", "frame", "frames": self = .media(.image)
      case "video", "videos": self = .media(.video)
      case "audio", "audios": self = .media(.audio)
      default: return nil
      }
    }
  }
}
