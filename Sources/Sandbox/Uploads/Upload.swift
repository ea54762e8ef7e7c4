import LosslessJSON

/// A file that came with a submit, without its bytes.
struct Upload: Sendable, Hashable {
  /// The field that it stands for.
  var field: String
  /// Its name as it was sent.
  var name: String
  /// The media type that its bytes tell.
  var type: String
  /// Its size in bytes.
  var size: Int
  /// 64 small hexadecimal digits.
  var sha256: String

  /// Where it is handed out: `/uploads/<sha256>/<safe name>`, on whatever host is asked.
  var path: String { "/uploads/\(sha256)/\(Self.safeName(name))" }

  /// The last component of a name in letters, digits, `.`, `-` and `_`, at most 100 of them.
  static func safeName(_ name: String) -> String {
    let last = name.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "\\" }.last ?? ""
    let safe = last.map { character in
      character.isASCII && (character.isLetter || character.isNumber || "._-".contains(character))
        ? character : "_"
    }
    let shown = safe.suffix(100).drop { $0 == "." }
    return shown.isEmpty ? "file" : String(shown)
  }

  /// Whether a text is a digest as this type writes it.
  static func isDigest(_ text: some StringProtocol) -> Bool {
    text.utf8.count == 64
      && text.utf8.allSatisfy {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
      }
  }
}

// MARK: - JSON

extension Upload {
  /// `{"field", "name", "type", "bytes", "sha256"}`.
  var json: JSON {
    [
      "field": .string(field), "name": .string(name), "type": .string(type),
      "bytes": .number(JSONNumber(size)), "sha256": .string(sha256),
    ]
  }

  /// Reads what `json` gives; nil for anything else.
  init?(_ json: JSON) {
    guard let field = json["field"]?.string, let name = json["name"]?.string,
      let type = json["type"]?.string, let size = json["bytes"]?.number?.int, size > 0,
      let sha256 = json["sha256"]?.string, Self.isDigest(sha256)
    else { return nil }
    self.init(field: field, name: name, type: type, size: size, sha256: sha256)
  }
}
