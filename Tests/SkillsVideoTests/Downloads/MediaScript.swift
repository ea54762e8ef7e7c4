import Synchronization

@testable import SkillsVideo

/// A transport that gives one prepared answer after the other and keeps what it was asked.
final class MediaScript: Transport {
  /// One answer, or the error instead of it.
  typealias Answer = Result<HTTPResponse, TransportError>

  private struct State {
    var answers: [Answer]
    var requests: [HTTPRequest] = []
  }

  private let state: Mutex<State>

  init(_ answers: [Answer]) {
    state = Mutex(State(answers: answers))
  }

  var requests: [HTTPRequest] { state.withLock { $0.requests } }

  func open(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    let answer = state.withLock { state in
      state.requests.append(request)
      return state.answers.isEmpty ? nil : state.answers.removeFirst()
    }
    guard let answer else { throw TransportError(.badRequest, wasSent: false, "no answer is left") }
    return try answer.get()
  }
}

extension MediaScript.Answer {
  /// A good answer whose body is these texts, then perhaps an error.
  static func body(
    _ chunks: [String], _ headers: HTTPHeaders, failure: TransportError? = nil
  ) -> Self {
    status(200, chunks, headers, failure: failure)
  }

  /// A good answer whose body is these texts, with their length.
  static func body(_ chunks: [String], type: String? = nil) -> Self {
    var headers: HTTPHeaders = ["Content-Length": "\(chunks.reduce(0) { $0 + $1.utf8.count })"]
    if let type { headers.fields.append(HTTPField("Content-Type", type)) }
    return status(200, chunks, headers)
  }

  /// An answer of any status.
  static func status(
    _ status: Int, _ chunks: [String], _ headers: HTTPHeaders = [:],
    failure: TransportError? = nil
  ) -> Self {
    .success(
      HTTPResponse(
        status: status, headers: headers,
        body: HTTPBody(chunks: chunks.map { Array($0.utf8) }, failure: failure),
        url: "https://media.example/f"))
  }
}

extension HTTPRequest {
  /// The value of a field that is sent.
  func value(of name: String) -> String? {
    headers.first { $0.name == name }?.value
  }
}
