package import LosslessJSON

/// A whole answer of the service, read as far as it can be read.
package struct ServiceAnswer: Sendable, Hashable {
  /// The HTTP status.
  package var status: Int
  /// The body, if it is JSON.
  package var json: JSON?
  /// The body as text; bytes that are not UTF-8 are replaced.
  package var text: String
  /// What keeps the body from being the service's, nil for JSON.
  package var flaw: Flaw?
  /// The pause that `Retry-After` asks for.
  package var retryAfter: Duration?

  /// What a body is that is no JSON.
  package enum Flaw: String, Sendable, Hashable {
    /// Nothing, or white space alone.
    case empty = "an empty answer"
    /// A page of HTML, by its type or its first character.
    case html = "a page of HTML"
    /// Bytes that are not UTF-8.
    case notUTF8 = "bytes that are not UTF-8"
    /// Any other text.
    case notJSON = "text that is no JSON"
  }

  /// Reads an answer; what it quotes of `key` is `***` from here on.
  package init(
    status: Int, bytes: [UInt8], contentType: String?, retryAfter: Duration? = nil,
    key: Secret? = nil
  ) {
    let bytes = key?.redacted(bytes) ?? bytes
    self.status = status
    self.retryAfter = retryAfter
    text = String(decoding: bytes, as: UTF8.self)
    json = try? JSON(parsing: bytes)
    if let key, let json, bytes.contains(UInt8(ascii: "\\")) {
      let clean = key.redacted(json)
      if clean != json {
        self.json = clean
        text = clean.printed()
      }
    }
    guard json == nil else { return }
    let isHTML = contentType?.lowercased().contains("html") ?? false
    if !bytes.contains(where: { $0 > 0x20 }) {
      flaw = .empty
    } else if String(validating: bytes, as: UTF8.self) == nil {
      flaw = .notUTF8
    } else if isHTML || bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "<") {
      flaw = .html
    } else {
      flaw = .notJSON
    }
  }

  /// Whether the status is one of success.
  package var isSuccess: Bool { (200...299).contains(status) }

  /// Whether the body is an error in a form of the service's own: an object with `code`, `message`
  /// or `error`.
  package var isServiceError: Bool {
    guard let json else { return false }
    return json["code"]?.string != nil || json["message"]?.string != nil
      || json["error"]?.string != nil || json["error"]?.object != nil
  }

  /// The refusal that it is.
  package var error: ServiceError {
    ServiceError(status: status, text: text, body: json, retryAfter: retryAfter)
  }

  /// What came, in a few words: `HTTP 503 with a page of HTML`.
  package var summary: String {
    if let flaw { return "HTTP \(status) with \(flaw.rawValue)\(excerpt)" }
    return "HTTP \(status) with JSON that names no generation\(excerpt)"
  }

  private var excerpt: String {
    let line = text.excerpt(limit: 200)
    return line.isEmpty || flaw == .html ? "" : ": \(line)"
  }
}

extension String {
  /// At most `limit` characters of the text on one line, without control characters.
  package func excerpt(limit: Int) -> String {
    var words: [String] = []
    var length = 0
    for word in prefix(limit * 4).split(whereSeparator: \.isWhitespace) {
      let clean = String(word.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F })
      words.append(clean)
      length += clean.count + 1
      if length > limit { break }
    }
    let line = words.joined(separator: " ")
    return line.count > limit ? line.prefix(limit) + "…" : line
  }
}
