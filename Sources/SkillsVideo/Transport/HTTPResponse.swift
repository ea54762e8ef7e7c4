/// The head of an answer, and its body still to come.
package struct HTTPResponse: Sendable {
  /// The status, from 200 to 599.
  package var status: Int
  /// The header fields.
  package var headers: HTTPHeaders
  /// The body; letting go of it ends the transfer.
  package var body: HTTPBody
  /// The address that answered, after redirects.
  package var url: String

  /// Makes an answer.
  package init(
    status: Int, headers: HTTPHeaders = HTTPHeaders(), body: HTTPBody = HTTPBody(chunks: []),
    url: String = ""
  ) {
    self.status = status
    self.headers = headers
    self.body = body
    self.url = url
  }
}
