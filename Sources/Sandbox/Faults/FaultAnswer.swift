/// An answer that comes from no service: from a gateway before it, or one that was lost behind it.
package struct FaultAnswer: Sendable, Hashable {
  /// The form of the body.
  package enum Body: String, Sendable, CaseIterable {
    /// The service's own `{code, message, error}`.
    case json
    /// A page, as gateways send.
    case html
    case text, empty
  }

  /// `Retry-After`, whose two forms RFC 9110 §10.2.3 knows.
  package enum Delay: Sendable, Hashable {
    case seconds(Int)
    /// A date so many seconds ahead.
    case date(Int)
  }

  var status: Int
  var body: Body
  var retryAfter: Delay?

  /// The whole answer; the connection may be used again behind it unless `closes`.
  ///
  /// - Parameter now: Since 1970.
  func bytes(now: Duration, closes: Bool) -> [UInt8] {
    let content = content
    var lines = [
      "HTTP/1.1 \(status) \(phrase)", "Content-Length: \(content.text.utf8.count)",
    ]
    if let type = content.type { lines.append("Content-Type: \(type)") }
    switch retryAfter {
    case .seconds(let seconds): lines.append("Retry-After: \(seconds)")
    case .date(let ahead):
      lines.append("Retry-After: \(Timestamp.httpDate(now + .seconds(ahead)))")
    case nil: break
    }
    if closes { lines.append("Connection: close") }
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n" + content.text).utf8)
  }

  private var content: (type: String?, text: String) {
    switch body {
    case .json:
      Refusal(status: status, code: code, message: "\(phrase), as the fault plan asked").body(.full)
    case .html:
      (
        "text/html",
        "<html><head><title>\(status) \(phrase)</title></head><body><center><h1>\(status) \(phrase)"
          + "</h1></center><hr><center>gateway of the fault plan</center></body></html>\n"
      )
    case .text: ("text/plain", "\(phrase)\n")
    case .empty: (nil, "")
    }
  }

  /// The documented code of the status where there is one.
  private var code: String {
    let subcodes = [
      429: "RATE_LIMITED", 502: "FAILED", 503: "PROVIDER_UNAVAILABLE", 504: "TIMEOUT",
    ]
    return subcodes[status].map { OutputKind.video.codeFamily + $0 } ?? "INTERNAL_ERROR"
  }

  private var phrase: String {
    let phrases = [
      403: "Forbidden", 404: "Not Found", 410: "Gone", 429: "Too Many Requests",
      500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable",
      504: "Gateway Timeout",
    ]
    return phrases[status] ?? "Status"
  }
}
