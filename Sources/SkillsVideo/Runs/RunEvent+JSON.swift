public import LosslessJSON

extension RunEvent {
  /// The event as one object of the machine output, `event` first; nil for live-only events.
  ///
  /// What is not known is null, so that the keys of an event are always the same.
  public var json: JSON? {
    guard let (name, members) = fields else { return nil }
    return .object(
      JSONObject([.init(key: "event", value: .string(name))] + members.map { .init($0.0, $0.1) }))
  }

  private var fields: (name: String, members: [(String, JSON)])? {
    switch self {
    case .start(let url, let mode):
      ("start", [("url", .string(url)), ("mode", .string(mode.rawValue))])
    case .sseOpen(let httpStatus, let url):
      ("sse_open", [("http_status", .number(JSONNumber(httpStatus))), ("url", .string(url))])
    case .sseEvent(let name, let id, let status, let statusKey, let terminal, let payload):
      (
        "sse_event",
        [
          ("sse_event_name", JSON(name)), ("generation_id", JSON(id)), ("status", JSON(status)),
          ("status_key", JSON(statusKey)), ("terminal", .bool(terminal)), ("payload", payload),
        ]
      )
    case .sseStreamEnded: ("sse_stream_ended", [])
    case .sseHTTPError(let httpStatus, let message, let payload):
      (
        "sse_http_error",
        [
          ("http_status", .number(JSONNumber(httpStatus))), ("message", .string(message)),
          ("payload", payload ?? .null),
        ]
      )
    case .sseTimeout: ("sse_timeout", [])
    case .sseConnectError: ("sse_connect_error", [])
    case .fallbackPollingStart: ("fallback_polling_start", [])
    case .poll(let id, let attempt, let httpStatus, let status, let statusKey, let terminal):
      (
        "poll",
        [
          ("generation_id", .string(id)), ("attempt", .number(JSONNumber(attempt))),
          ("http_status", .number(JSONNumber(httpStatus))), ("status", JSON(status)),
          ("status_key", JSON(statusKey)), ("terminal", .bool(terminal)),
        ]
      )
    case .pollError(let id, let attempt, let httpStatus, let transient, let message):
      (
        "poll_error",
        [
          ("generation_id", .string(id)), ("attempt", .number(JSONNumber(attempt))),
          ("http_status", httpStatus.map { .number(JSONNumber($0)) } ?? .null),
          ("transient", .bool(transient)), ("message", .string(message)),
        ]
      )
    case .timeout(let id, let elapsed, let lastStatus):
      (
        "timeout",
        [
          ("generation_id", .string(id)), ("elapsed_seconds", JSON(seconds: elapsed)),
          ("last_status", JSON(lastStatus)),
        ]
      )
    case .fallbackPollingEnd(let exitCode):
      ("fallback_polling_end", [("exit_code", .number(JSONNumber(Int(exitCode))))])
    case .retry(let attempt, let delay, let reason):
      (
        "retry",
        [
          ("attempt", .number(JSONNumber(attempt))), ("delay_seconds", JSON(seconds: delay)),
          ("reason", .string(reason)),
        ]
      )
    case .budgetWait(let message): ("budget_wait", [("message", .string(message))])
    case .download(let path, let url, let bytes, let sha256):
      (
        "download",
        [
          ("path", .string(path)), ("url", .string(url)), ("bytes", .number(JSONNumber(bytes))),
          ("sha256", .string(sha256)),
        ]
      )
    case .downloadError(let place, let url, let message):
      (
        "download_error",
        [
          ("place", .number(JSONNumber(place))), ("url", .string(url)),
          ("message", .string(message)),
        ]
      )
    case .terminal(let source, let ok, let id, let status, let response):
      (
        "terminal",
        [
          ("source", .string(source.rawValue)), ("ok", .bool(ok)), ("generation_id", JSON(id)),
          ("status", JSON(status)), ("response", response),
        ]
      )
    case .error(let code, let message):
      ("error", [("error", .string(code)), ("message", .string(message))])
    case .accepted, .reconciling, .adopted, .followedElsewhere, .downloadProgress, .uploadProgress:
      nil
    }
  }
}

extension JSONObject.Member {
  fileprivate init(_ key: String, _ value: JSON) {
    self.init(key: key, value: value)
  }
}

extension JSON {
  fileprivate init(_ text: String?) {
    self = text.map { .string($0) } ?? .null
  }

  /// A duration in seconds, to the millisecond, as a number without needless zeros.
  package init(seconds duration: Duration) {
    let (seconds, attoseconds) = duration.components
    let milliseconds = Int(seconds) * 1_000 + Int(attoseconds / 1_000_000_000_000_000)
    let rest = abs(milliseconds) % 1_000
    var text = "\(milliseconds < 0 ? "-" : "")\(abs(milliseconds) / 1_000)"
    if rest != 0 {
      var digits = String(rest + 1_000).dropFirst()
      while digits.hasSuffix("0") { digits.removeLast() }
      text += ".\(digits)"
    }
    self = JSONNumber(text).map { .number($0) } ?? .null
  }
}
