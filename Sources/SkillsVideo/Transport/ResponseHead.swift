/// The head of an answer as its lines come.
///
/// Interim answers (1xx) are passed over. All lines together are bounded.
struct ResponseHead: Sendable, Hashable {
  /// The most bytes of all lines of all heads of one answer.
  static let limit = 1 << 18

  /// What a line led to.
  enum Step: Sendable, Hashable {
    /// More lines follow.
    case more
    /// The head is whole.
    case whole
    /// The lines are above the limit.
    case tooLarge
  }

  /// The status of the last status line.
  private(set) var status = 0
  /// The fields since then.
  private(set) var headers = HTTPHeaders()
  /// Whether a final head is whole; what follows are trailers.
  private(set) var isWhole = false
  private var length = 0

  /// Takes one line with its end.
  mutating func take(_ line: some Collection<UInt8>) -> Step {
    length += line.count
    guard length <= Self.limit else { return .tooLarge }
    guard !isWhole else { return .more }
    var content = Array(line)
    while let last = content.last, last == 0x0A || last == 0x0D { content.removeLast() }
    if content.starts(with: "HTTP/".utf8) {
      let words = content.split(separator: 0x20, omittingEmptySubsequences: true)
      status = words.count > 1 ? Int(String(decoding: words[1], as: UTF8.self)) ?? 0 : 0
      headers = HTTPHeaders()
      return .more
    }
    guard !content.isEmpty else {
      isWhole = status >= 200
      return isWhole ? .whole : .more
    }
    addField(content)
    return .more
  }

  private mutating func addField(_ line: [UInt8]) {
    let value: ArraySlice<UInt8>
    if line[0] == 0x20 || line[0] == 0x09 {
      // A folded line, which RFC 9112 §5.2 has a client read as a space.
      guard var last = headers.fields.popLast() else { return }
      last.value += " " + Self.text(line[...])
      headers.fields.append(last)
      return
    }
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return }
    value = line[(colon + 1)...]
    headers.fields.append(HTTPField(Self.text(line[..<colon]), Self.text(value)))
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
    var trimmed = bytes.drop(while: isSpace)
    while let last = trimmed.last, isSpace(last) { trimmed.removeLast() }
    return String(decoding: trimmed, as: UTF8.self)
  }
}
