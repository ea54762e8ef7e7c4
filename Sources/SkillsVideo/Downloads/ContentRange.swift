/// The `Content-Range` of a partial answer (RFC 9110 §14.4), with a known whole length.
struct ContentRange: Hashable {
  /// The place of the first byte.
  let first: Int
  /// The place of the last byte.
  let last: Int
  /// The length of the whole file.
  let total: Int

  /// Reads the one field of that name; nil if it is missing, malformed, or of unknown length.
  init?(_ headers: HTTPHeaders) {
    let fields = headers.values(of: "Content-Range")
    guard fields.count == 1, let text = fields.first else { return nil }
    let words = text.split(separator: " ")
    guard words.count == 2, words[0].lowercased() == "bytes" else { return nil }
    let parts = words[1].split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let total = Self.number(parts[1]) else { return nil }
    let ends = parts[0].split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2, let first = Self.number(ends[0]), let last = Self.number(ends[1]),
      first <= last, last < total
    else { return nil }
    self.first = first
    self.last = last
    self.total = total
  }

  private static func number(_ text: Substring) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(text)
  }
}
