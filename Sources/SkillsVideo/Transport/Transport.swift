/// What carries a request to a server and brings its answer back.
///
/// ``CurlTransport`` is the one that meets the network; tests give answers of their own. A transport
/// never repeats a request by itself.
package protocol Transport: Sendable {
  /// Sends a request and returns as soon as the head of the answer has arrived.
  ///
  /// Every status is an answer, errors too. The body follows by ``HTTPResponse/body``. Cancelling the
  /// task ends the transfer and throws `.cancelled`. Throws ``TransportError``, whose `wasSent` tells
  /// whether anything of the request may have left.
  func open(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse
}
