package import LosslessJSON

/// How a request is sent, as far as its body does not tell: what it takes to send it once more.
package struct Sending: Sendable, Hashable {
  /// Whether the model has an event stream.
  package var useStream: Bool
  /// The local files that go with it.
  package var uploads: [Upload]

  /// Creates a way to send; the plain endpoint, which every model has, unless told otherwise.
  package init(useStream: Bool = false, uploads: [Upload] = []) {
    self.useStream = useStream
    self.uploads = uploads
  }

  /// The form in which the ledger keeps it.
  package var json: JSON {
    [
      "stream": .bool(useStream),
      "uploads": .array(
        uploads.map { upload in
          [
            "field": .string(upload.field),
            "index": upload.index.map { .number(JSONNumber($0)) } ?? .null,
            "path": .string(upload.path), "sha256": .string(upload.sha256),
            "bytes": .number(JSONNumber(upload.bytes)),
            "content_type": .string(upload.contentType),
          ]
        }),
    ]
  }

  /// Reads what ``json`` wrote; nil for anything else.
  package init?(_ json: JSON) {
    guard let useStream = json["stream"]?.bool, let uploads = json["uploads"]?.array else {
      return nil
    }
    self.init(useStream: useStream)
    for upload in uploads {
      guard let field = upload["field"]?.string, let path = upload["path"]?.string,
        let digest = upload["sha256"]?.string, let bytes = upload["bytes"]?.number?.int,
        let type = upload["content_type"]?.string
      else { return nil }
      self.uploads.append(
        Upload(
          field: field, index: upload["index"]?.number?.int, path: path, sha256: digest,
          bytes: bytes, contentType: type))
    }
  }
}
