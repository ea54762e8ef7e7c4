public import LosslessJSON

/// One local file that is sent in the place of an address.
///
/// In the body of a ``GenerationRequest`` its mark stands where it goes, so that a run is known by what
/// its files hold and not by where they lay.
public struct Upload: Sendable, Hashable {
  /// The member of the body that it stands in.
  public var field: String
  /// Its place in that member's list from 0, nil where the member is the file itself.
  public var index: Int?
  /// Where the file is; an absolute path.
  public var path: String
  /// The SHA-256 of its bytes when the request was made, as 64 lower-case hexadecimal digits.
  public var sha256: String
  /// How many bytes it had then; at least 1.
  public var bytes: Int
  /// Its media type by content.
  public var contentType: String

  /// Creates an upload; nothing is checked before the request is to be sent.
  public init(
    field: String, index: Int? = nil, path: String, sha256: String, bytes: Int,
    contentType: String
  ) {
    self.field = field
    self.index = index
    self.path = path
    self.sha256 = sha256
    self.bytes = bytes
    self.contentType = contentType
  }

  /// What stands in the body in the place of a file: `{"sha256": "…"}`.
  public static func mark(sha256: String) -> JSON {
    ["sha256": .string(sha256)]
  }

  /// The digest in a value that is the mark of a file; nil for any other value.
  package static func digest(inMark value: JSON) -> String? {
    value.isMark ? value["sha256"]?.string : nil
  }

  /// The place in words: `image_urls[1]`.
  var place: String { index.map { "\(field)[\($0)]" } ?? field }

  /// The name that the service is given: the last part of the path without control characters, at
  /// most 255 bytes of it, and `file` with the extension of its type where nothing of it is left.
  var fileName: String {
    let last = path.split(separator: "/").last ?? ""
    let name = String(
      String.UnicodeScalarView(
        last.unicodeScalars.filter { $0.properties.generalCategory != .control }))
    guard !name.isEmpty else {
      let format = MediaInfo.Format.allCases.first { $0.contentType == contentType }
      return format.map { "file.\($0.fileExtension)" } ?? "file"
    }
    let parts = FileName(name)
    return parts.stem.prefix(bytes: 255 - parts.suffix.utf8.count) + parts.suffix
  }
}

// MARK: - Marks

extension Upload {
  /// Makes sure that uploads and the marks in a body match one to one.
  ///
  /// Throws `.invalidInput` for an upload whose mark is missing or another's, for a mark without an
  /// upload wherever it stands, and for an upload that cannot be one.
  static func check(_ uploads: [Upload], against body: JSON) throws(EngineError) {
    var places: Set<String> = []
    for upload in uploads {
      guard upload.path.hasPrefix("/"), upload.bytes > 0,
        SHA256Digest(hex: upload.sha256)?.hex == upload.sha256
      else {
        throw EngineError(
          .invalidInput,
          "\(upload.place): \(upload.path) is no file with an absolute path, bytes and a digest; "
            + "nothing was sent")
      }
      guard places.insert(upload.place).inserted,
        body[at: upload] == mark(sha256: upload.sha256)
      else {
        throw EngineError(
          .invalidInput,
          "\(upload.place): the request does not name the file \(upload.path) there, once; "
            + "nothing was sent")
      }
    }
    guard body.markCount == uploads.count else {
      throw EngineError(
        .invalidInput, "the request names a file that is not given; nothing was sent")
    }
  }
}

extension JSON {
  /// What stands in the place of an upload.
  fileprivate subscript(at upload: Upload) -> JSON? {
    guard let index = upload.index else { return self[upload.field] }
    return self[upload.field]?[index]
  }

  /// Whether it stands in the place of a file.
  var isMark: Bool {
    guard let object, object.count == 1, let text = object["sha256"]?.string else { return false }
    return SHA256Digest(hex: text) != nil
  }

  fileprivate var markCount: Int {
    if isMark { return 1 }
    return switch self {
    case .array(let elements): elements.reduce(0) { $0 + $1.markCount }
    case .object(let object): object.reduce(0) { $0 + $1.value.markCount }
    case .null, .bool, .number, .string: 0
    }
  }
}
