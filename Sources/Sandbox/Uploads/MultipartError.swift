/// What is wrong with a `multipart/form-data` body.
enum MultipartError: Error, Hashable {
  case badContentType, noBoundary, badBoundary
  /// The boundary does not occur in the body.
  case noDelimiter
  /// A delimiter is followed by something else than a line's end.
  case badDelimiter(part: Int)
  case notClosed(part: Int)
  case largeHead(part: Int)
  case badHead(part: Int, String)
  case noName(part: Int)
  case tooManyParts
  case notText(String)

  /// What is wrong, as one sentence; parts are counted from 1.
  var message: String {
    switch self {
    case .badContentType: "The Content-Type cannot be read"
    case .noBoundary: "The Content-Type names no boundary"
    case .badBoundary:
      "The boundary must have 1 to 70 characters of RFC 2046 and must not end in a space"
    case .noDelimiter: "The body does not begin with the boundary that its Content-Type names"
    case .badDelimiter(let part): "The delimiter before part \(part) is not a line of its own"
    case .notClosed(let part):
      "The body ends in part \(part): the closing delimiter is missing"
    case .largeHead(let part):
      "The head of part \(part) does not end within \(MultipartParser.greatestHead) bytes"
    case .badHead(let part, let what): "The head of part \(part) cannot be read: \(what)"
    case .noName(let part): "Part \(part) has no name"
    case .tooManyParts: "The body has more than \(MultipartParser.mostParts) parts"
    case .notText(let name):
      "The part \(name.debugDescription) is no UTF-8 text, and has no file name either"
    }
  }
}
