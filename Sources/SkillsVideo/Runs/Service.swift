package import LosslessJSON

/// The service's addresses and the requests that go to them.
package struct Service: Sendable {
  /// The address without a trailing slash.
  package let baseURL: String
  /// The key that every request carries.
  package let key: Secret

  /// Creates a service.
  package init(baseURL: String, key: Secret) {
    self.baseURL = baseURL
    self.key = key
  }

  /// The most bytes that an answer may have.
  package static let answerLimit = 16 << 20

  /// The address of a submit.
  package func submitURL(_ model: String, mode: RunEvent.Mode) -> String {
    let path = model.split(separator: "/").map(\.percentEncoded).joined(separator: "/")
    return "\(baseURL)/generation/\(mode == .stream ? "sse/" : "")\(path)"
  }

  /// The submit itself; silence in its answer is watched by whoever follows it, not by the transport.
  package func submit(
    _ body: JSON, to model: String, mode: RunEvent.Mode, settings: FollowSettings
  ) -> HTTPRequest {
    HTTPRequest(
      method: "POST", url: submitURL(model, mode: mode),
      headers: [
        HTTPField("Content-Type", "application/json"),
        HTTPField("Accept", mode == .stream ? "text/event-stream" : "application/json"),
      ],
      bearer: key, body: .bytes(Array(body.printed().utf8)), purpose: .submit,
      connectTimeout: settings.connectTimeout, idleTimeout: nil)
  }

  /// The submit of a request with files, for which there is the plain endpoint alone.
  package func submit(
    _ parts: [HTTPRequest.Part], to model: String, settings: FollowSettings
  ) -> HTTPRequest {
    HTTPRequest(
      method: "POST", url: submitURL(model, mode: .polling),
      headers: [HTTPField("Accept", "application/json")], bearer: key, body: .multipart(parts),
      purpose: .submit, connectTimeout: settings.connectTimeout, idleTimeout: nil)
  }

  /// Asks for the state of a generation.
  package func poll(_ id: String, settings: FollowSettings) -> HTTPRequest {
    read("/generation/\(id[...].percentEncoded)", settings: settings)
  }

  /// Asks for the generations that are queued or in progress; `limit` is 1 to 100.
  package func running(limit: Int, timeout: Duration) -> HTTPRequest {
    var settings = FollowSettings()
    settings.pollTimeout = timeout
    return read("/generations/running?limit=\(limit)", settings: settings)
  }

  /// Asks for the balance.
  package func credits(settings: FollowSettings) -> HTTPRequest {
    read("/credits", settings: settings)
  }

  private func read(_ path: String, settings: FollowSettings) -> HTTPRequest {
    HTTPRequest(
      url: baseURL + path, headers: [HTTPField("Accept", "application/json")], bearer: key,
      purpose: .read, connectTimeout: settings.connectTimeout, idleTimeout: settings.pollTimeout,
      totalTimeout: settings.pollTimeout, responseLimit: Self.answerLimit)
  }
}

extension ServiceAnswer {
  /// Reads the rest of a response; `now` is the wall clock in milliseconds since 1970. What it quotes
  /// of `key` is `***` from here on.
  package init(
    _ response: HTTPResponse, now: Int64, key: Secret?
  ) async throws(TransportError) {
    let bytes = try await response.body.collected(upTo: Service.answerLimit)
    self.init(
      status: response.status, bytes: bytes, contentType: response.headers["Content-Type"],
      retryAfter: response.headers["Retry-After"].flatMap {
        RetryAfter.pause($0, now: now / 1_000)
      }, key: key)
  }
}

extension ServerSentEvent {
  /// The event with `***` for what it quotes of a key.
  package func redacted(by key: Secret) -> ServerSentEvent {
    var event = self
    event.name = name.map { key.redacted($0) }
    event.id = id.map { key.redacted($0) }
    event.data = key.redacted(data)
    if event.data.utf8.contains(UInt8(ascii: "\\")), let json = try? JSON(parsing: event.data) {
      let clean = key.redacted(json)
      if clean != json { event.data = clean.printed() }
    }
    return event
  }
}

extension TransportError {
  /// The error with `***` for what it quotes of a key.
  package func redacted(by key: Secret) -> TransportError {
    TransportError(code, wasSent: wasSent, key.redacted(message))
  }
}

extension Substring {
  /// The text as one segment of a path (RFC 3986 §3.3): all but unreserved bytes are encoded, and a
  /// segment of dots alone is too, since it would lead elsewhere.
  fileprivate var percentEncoded: String {
    let isDots = self == "." || self == ".."
    var bytes: [UInt8] = []
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        bytes.append(byte)
      case UInt8(ascii: ".") where !isDots:
        bytes.append(byte)
      default:
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
