/// Checks that a file is what its field takes and what its part declares.
enum FileRules {
  /// - Parameter place: The field, with the index where it takes a list.
  static func complaints(
    _ part: Part, _ format: UploadFormat?, _ field: FormField, at place: String
  ) -> [Complaint] {
    var found: [Complaint] = []
    func complain(_ text: String) { found.append(Complaint(place: place, text: text)) }
    // A field that nothing is known of is the body rules' to refuse.
    if !field.schemas.isEmpty && !field.holdsMedia {
      complain("takes no file")
    } else if part.bytes.isEmpty {
      complain("is an empty file")
    } else {
      let wanted = UploadKind(fieldName: field.name)
      let what = format?.words ?? "a file that is neither a picture nor a video nor sound"
      if let wanted {
        if wanted != format?.kind { complain("must be \(wanted.words) and is \(what)") }
      } else if format == nil {
        complain("must be a picture, a video or sound and is \(what)")
      }
      if let type = part.type, !declares(type, format) {
        complain("is sent as \(type) and is \(what)")
      }
    }
    return found
  }

  /// Whether a declared media type agrees with the content, as one that says nothing does.
  private static func declares(_ type: String, _ format: UploadFormat?) -> Bool {
    if type == "application/octet-stream" { return true }
    return format.map { $0.types.contains(type) } ?? true
  }
}
