/// A file as it is handed out: whole, or the range that was asked for.
struct FileAnswer: Sendable {
  var bytes: [UInt8]
  var contentType: String
  /// A strong validator, in quotes.
  var tag: String

  func answer(to question: Question) -> Answer {
    var headers: [(name: String, value: String)] = [
      ("Content-Type", contentType), ("ETag", tag), ("Accept-Ranges", "bytes"),
    ]
    let range = ByteRange(
      question.range, ifRange: question.ifRange, tag: tag, length: bytes.count)
    switch range {
    case .whole: return Answer(status: 200, headers: headers, body: .bytes(bytes))
    case .part(let part):
      headers.append(
        ("Content-Range", "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(bytes.count)"))
      return Answer(status: 206, headers: headers, body: .bytes(Array(bytes[part])))
    case .unsatisfiable:
      headers[0].value = "text/plain"
      headers.append(("Content-Range", "bytes */\(bytes.count)"))
      return Answer(status: 416, headers: headers, body: .bytes([]))
    }
  }
}
