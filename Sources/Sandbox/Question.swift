/// A request as the routes see it, without the server's own types.
struct Question: Sendable {
  var method: String
  /// The decoded segments of the path.
  var path: [String]
  var query: [String: String]
  /// `http://` and the host that the client asked for; `https://` where a front ends TLS.
  var origin: String
  var authorization: String?
  var contentType: String?
  var range: String?
  var ifRange: String?
  var body: [UInt8]
}
