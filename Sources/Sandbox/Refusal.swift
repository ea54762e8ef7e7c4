import LosslessJSON

/// A request that the service turns down: its HTTP status, code and words.
struct Refusal: Error, Hashable {
  var status: Int
  var code: String
  var message: String

  /// 401: no key, or one that is not known.
  static let unauthorized = Refusal(
    status: 401, code: "UNAUTHORIZED", message: "Missing or invalid API key")
  /// 403: a known key that may not do this.
  static let forbidden = Refusal(status: 403, code: "FORBIDDEN", message: "Access forbidden")

  /// 404: unknown endpoint, model or id.
  static func notFound(_ what: String) -> Refusal {
    Refusal(status: 404, code: "NOT_FOUND", message: what)
  }

  /// 400: what was sent cannot be read.
  static func unreadable(_ message: String, _ kind: OutputKind) -> Refusal {
    Refusal(status: 400, code: kind.codeFamily + "INVALID_INPUT", message: message)
  }

  /// A body that breaks the contract; the two statuses of `Shapes.Invalid`.
  static func invalid(_ message: String, _ kind: OutputKind, _ shape: Shapes.Invalid) -> Refusal {
    switch shape {
    case .unprocessable:
      // The documented codes name none for this: INVALID_INPUT goes with 400.
      Refusal(status: 422, code: "VALIDATION_FAILED", message: message)
    case .badRequest:
      Refusal(status: 400, code: kind.codeFamily + "INVALID_INPUT", message: message)
    }
  }

  /// 422: what was asked for may not be made.
  static func contentRejected(_ kind: OutputKind) -> Refusal {
    Refusal(
      status: 422, code: kind.codeFamily + "CONTENT_REJECTED",
      message: "The request was rejected by the content policy")
  }

  /// 402: the balance is too small.
  static func insufficientCredits(_ kind: OutputKind) -> Refusal {
    Refusal(
      status: 402, code: kind.codeFamily + "INSUFFICIENT_CREDITS",
      message: "Insufficient credits. Recharge to go on")
  }

  /// The body's bytes and their media type.
  ///
  /// The pages know four forms: `{code, message, error}`, and of older answers `{message}`,
  /// `{error: {message}}` and plain text. `error` is the older name of `code` and may differ.
  func body(_ shape: Shapes.Errors) -> (type: String, text: String) {
    let text = JSON.string(message)
    switch shape {
    case .full:
      let body: JSON = [
        "code": .string(code), "message": text, "error": .string(code.lowercased()),
      ]
      return ("application/json", body.printed())
    case .message: return ("application/json", (["message": text] as JSON).printed())
    case .nested: return ("application/json", (["error": ["message": text]] as JSON).printed())
    case .text: return ("text/plain; charset=utf-8", message)
    }
  }
}
