/// What a field that holds media takes.
package struct MediaRole: Sendable, Hashable {
  /// The kind of media; nil if the field's name does not tell, and then any kind passes.
  package let kind: MediaKind?
  /// Whether the field takes a list of them.
  ///
  /// True as well for a field that takes one address or a list of addresses. Where the type is not
  /// documented, the plural of the name decides.
  package let isList: Bool

  /// Creates a role.
  package init(kind: MediaKind?, isList: Bool) {
    self.kind = kind
    self.isList = isList
  }

  /// The role of a field by its name and type; nil if the field does not hold media.
  ///
  /// A name that ends in `_url` or `_urls`, or stands in `otherNames`, is one of media. A field
  /// whose documented type takes neither text nor a list cannot hold an address, whatever its name
  /// says.
  package init?(fieldName: String, schema: FieldSchema) {
    let namesList = fieldName.hasSuffix("_urls") || Self.otherNames[fieldName] == true
    guard namesList || fieldName.hasSuffix("_url") || Self.otherNames[fieldName] != nil else {
      return nil
    }
    if schema.types.isEmpty {
      guard !schema.typeIsDocumented || !schema.allowed.isEmpty else { return nil }
      self.init(kind: Self.kind(of: fieldName), isList: namesList)
    } else {
      guard schema.types.contains(.string) || schema.types.contains(.array) else { return nil }
      self.init(kind: Self.kind(of: fieldName), isList: schema.types.contains(.array))
    }
  }

  /// Names of media fields that do not end in `_url` or `_urls`; true for those that take a list.
  ///
  /// `video_refs` stands in the contract of wan-v2.7-video.
  static let otherNames: [String: Bool] = ["video_refs": true]

  /// The kind that a field's name tells.
  ///
  /// A word `video` or `audio` decides first, then `image`, `frame`, `mask` and `reference` say
  /// that it is a picture (`reference_video_urls` holds videos). Names with none of these words, or
  /// with both `video` and `audio`, tell nothing.
  package static func kind(of fieldName: String) -> MediaKind? {
    var kinds: Set<MediaKind> = []
    for word in fieldName.split(separator: "_") {
      switch word.lowercased() {
      case "video", "videos": kinds.insert(.video)
      case "audio", "audios": kinds.insert(.audio)
      case "image", "images", "frame", "frames", "mask", "masks", "reference", "references":
        kinds.insert(.image)
      default: break
      }
    }
    if kinds.count > 1 { kinds.remove(.image) }
    return kinds.count == 1 ? kinds.first : nil
  }
}
