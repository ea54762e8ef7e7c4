import FlyingFox
import FlyingSocks
import FoundationEssentials

/// Hands the server's requests to the routes and their answers to the server.
struct ServerRoutes: HTTPHandler {
  let routes: Routes

  func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
    // The body is read in any case: what stays unread would be taken for the next request.
    let body = try await Self.body(of: request)
    guard let question = Self.question(request, body) else {
      return HTTPResponse(statusCode: .badRequest)
    }
    return Self.response(await routes.answer(question), to: question, clock: routes.options.clock)
  }

  // MARK: - In

  private static func body(of request: HTTPRequest) async throws -> [UInt8] {
    let limit = SubmitBody.greatestSize(contentType: request.headers[.contentType])
    var bytes: [UInt8] = []
    for try await piece in request.bodySequence where bytes.count <= limit {
      bytes += piece
    }
    return bytes
  }

  /// nil where the address or the host is not readable.
  private static func question(_ request: HTTPRequest, _ body: [UInt8]) -> Question? {
    guard let host = request.headers[.host], !host.isEmpty,
      host.utf8.allSatisfy({ byte in
        byte.isLetterOrDigit || ".:-[]".utf8.contains(byte)
      })
    else { return nil }
    let segments = request.target.path().split(separator: "/").map { PercentEncoding.decoded($0) }
    let path = segments.compactMap { $0 }
    guard path.count == segments.count else { return nil }
    var query: [String: String] = [:]
    for pair in request.target.query().split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = PercentEncoding.decoded(parts[0]),
        let value = PercentEncoding.decoded(parts.count > 1 ? parts[1] : "")
      else { return nil }
      query[name] = value
    }
    let scheme = request.headers[HTTPHeader("X-Forwarded-Proto")] == "https" ? "https" : "http"
    return Question(
      method: request.method.rawValue, path: path, query: query, origin: "\(scheme)://\(host)",
      authorization: request.headers[.authorization],
      contentType: request.headers[.contentType], range: request.headers[.range],
      ifRange: request.headers[HTTPHeader("If-Range")], body: body)
  }

  // MARK: - Out

  private static func response(
    _ answer: Answer, to question: Question, clock: SandboxClock
  ) -> HTTPResponse {
    var headers = HTTPHeaders()
    for header in answer.headers { headers[HTTPHeader(header.name)] = header.value }
    let status = HTTPStatusCode(answer.status, phrase: phrase(answer.status))
    switch answer.body {
    case .bytes(let bytes):
      if question.method == "HEAD" {
        headers[.contentLength] = String(bytes.count)
        return HTTPResponse(statusCode: status, headers: headers)
      }
      return HTTPResponse(
        statusCode: status, headers: headers,
        body: HTTPBodySequence(data: Data(bytes), suggestedBufferSize: 65_536))
    case .timed(let pieces):
      return HTTPResponse(
        statusCode: status, headers: headers,
        body: HTTPBodySequence(from: TimedBody(pieces: pieces, clock: clock)))
    }
  }

  private static func phrase(_ status: Int) -> String {
    let phrases = [
      200: "OK", 202: "Accepted", 206: "Partial Content", 400: "Bad Request",
      401: "Unauthorized", 402: "Payment Required", 403: "Forbidden", 404: "Not Found",
      416: "Range Not Satisfiable", 422: "Unprocessable Content", 500: "Internal Server Error",
    ]
    return phrases[status] ?? "Status"
  }
}

extension UInt8 {
  fileprivate var isLetterOrDigit: Bool {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    default: false
    }
  }
}
