/// The head of a part: what its `Content-Disposition` and `Content-Type` say (RFC 7578, 4).
struct PartHead: Hashable {
  var name: String
  var fileName: String?
  var type: String?

  /// Reads the lines of a head.
  ///
  /// - Parameters:
  ///   - lines: Without their ends.
  ///   - part: The number of the part, from 1, for the errors.
  /// - Throws: `.badHead` for lines that break the grammar, headers that come twice and the forms
  ///   that RFC 7578 forbids; `.noName` where there is no name or an empty one.
  init(lines: [ArraySlice<UInt8>], part: Int) throws(MultipartError) {
    var headers: [String: String] = [:]
    for line in lines {
      let header = try Self.header(line, part: part)
      guard headers.updateValue(header.value, forKey: header.name) == nil else {
        throw .badHead(part: part, "\(header.name) comes twice")
      }
    }
    guard let text = headers["content-disposition"] else {
      throw .badHead(part: part, "there is no Content-Disposition")
    }
    guard let disposition = HeaderValue(parsing: text, quoting: .form) else {
      throw .badHead(part: part, "its Content-Disposition breaks the grammar")
    }
    guard disposition.word == "form-data" else {
      throw .badHead(part: part, "its Content-Disposition is not form-data")
    }
    // RFC 7578, 4.2.
    if disposition["filename*"] != nil {
      throw .badHead(part: part, "a form has no filename*")
    }
    guard let name = disposition["name"], !name.isEmpty else { throw .noName(part: part) }
    self.name = name
    fileName = disposition["filename"]
    if let text = headers["content-type"] {
      guard let type = HeaderValue(parsing: text, quoting: .common), type.word.contains("/") else {
        throw .badHead(part: part, "its Content-Type breaks the grammar")
      }
      self.type = type.word
    }
    // RFC 7578, 4.7: parts are not encoded, and a service would take the encoding for the file.
    let encoding = headers["content-transfer-encoding"]?.lowercased()
    if let encoding, !["7bit", "8bit", "binary"].contains(encoding) {
      throw .badHead(part: part, "a form has no Content-Transfer-Encoding")
    }
  }

  private static func header(
    _ line: ArraySlice<UInt8>, part: Int
  ) throws(MultipartError) -> (name: String, value: String) {
    let name = line.prefix { HeaderValue.isToken($0) }
    let rest = line.dropFirst(name.count)
    guard !name.isEmpty, rest.first == UInt8(ascii: ":") else {
      throw .badHead(part: part, "a line is no header")
    }
    guard let value = String(validating: rest.dropFirst(), as: UTF8.self) else {
      throw .badHead(part: part, "a line is no UTF-8 text")
    }
    return (
      String(decoding: name, as: UTF8.self).lowercased(), value.trimming { $0 == " " || $0 == "\t" }
    )
  }
}

extension String {
  fileprivate func trimming(_ isBlank: (Character) -> Bool) -> String {
    guard let last = lastIndex(where: { !isBlank($0) }) else { return "" }
    return String(self[...last].drop(while: isBlank))
  }
}
