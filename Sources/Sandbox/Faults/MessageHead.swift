/// The first part of an HTTP message (RFC 9112 §2.1): a line, and fields.
struct MessageHead: Sendable, Hashable {
  struct Field: Sendable, Hashable {
    var name: String
    var value: String
  }

  /// How the end of the body is found (RFC 9112 §6.3).
  enum Framing: Sendable, Hashable {
    case none
    case length(Int)
    case chunked
    case untilClose
  }

  /// The request line or the status line.
  var line: String
  var fields: [Field]

  /// Reads a head up to and with its empty line; nil for what is none.
  init?(_ bytes: some Collection<UInt8>) {
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
    guard let first = lines.first, first.contains(" "), first.contains("HTTP/1.") else {
      return nil
    }
    line = String(first)
    fields = []
    for text in lines.dropFirst() {
      guard let colon = text.firstIndex(of: ":") else { return nil }
      fields.append(
        Field(
          name: String(text[..<colon]),
          value: String(text[text.index(after: colon)...].trimmingBlanks)))
    }
  }

  /// The value of the first field of a name, compared without case.
  func value(_ name: String) -> String? {
    fields.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  /// The head as it is sent.
  var bytes: [UInt8] {
    let lines = [line] + fields.map { "\($0.name): \($0.value)" }
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
  }

  /// Gives the first field of a name another value.
  mutating func replace(_ name: String, with value: String) {
    guard let index = fields.firstIndex(where: { $0.name.lowercased() == name.lowercased() })
    else { return }
    fields[index].value = value
  }

  private var isChunked: Bool {
    value("Transfer-Encoding")?.lowercased().hasSuffix("chunked") == true
  }

  private var length: Int? { value("Content-Length").flatMap { Int($0) }.flatMap { max(0, $0) } }

  // MARK: - Requests

  var method: String { String(line.prefix { $0 != " " }) }

  var target: String {
    let words = line.split(separator: " ")
    return words.count > 1 ? String(words[1]) : ""
  }

  var requestFraming: Framing {
    if isChunked { return .chunked }
    return length.map { $0 == 0 ? .none : .length($0) } ?? .none
  }

  // MARK: - Answers

  var status: Int {
    let words = line.split(separator: " ")
    return words.count > 1 ? Int(words[1]) ?? 0 : 0
  }

  /// - Parameter isToHead: Whether the request's method was HEAD.
  func answerFraming(isToHead: Bool) -> Framing {
    if isToHead || (100..<200).contains(status) || status == 204 || status == 304 { return .none }
    if isChunked { return .chunked }
    guard let length else { return .untilClose }
    return length == 0 ? .none : .length(length)
  }

  var isEventStream: Bool {
    status == 200 && value("Content-Type")?.lowercased().hasPrefix("text/event-stream") == true
  }
}

extension Substring {
  fileprivate var trimmingBlanks: Substring {
    var text = self
    while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return text
  }
}
