package import LosslessJSON

extension Expression {
  /// The value for a person to look at: what is not known yet stands as the script refers to it
  /// (`$still`, `@photo.png`).
  package var sketch: JSON {
    switch self {
    case .constant(let json): return json
    case .result(let path), .media(let path, _), .allMedia(let path, _):
      return .string(path.text)
    case .text(let parts):
      let texts = parts.map { part in
        switch part {
        case .text(let text): text
        case .value(let path): "${\(path.text.dropFirst())}"
        }
      }
      return .string(texts.joined())
    case .list(let elements): return .array(elements.map(\.sketch))
    case .object(let members):
      var object = JSONObject()
      for member in members { object[member.key] = member.value.sketch }
      return .object(object)
    case .file(let media): return .string("@" + media.path)
    }
  }
}
