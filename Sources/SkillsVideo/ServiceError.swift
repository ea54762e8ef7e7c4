public import LosslessJSON

/// A refusal in the service's own words.
///
/// Bodies are `{code, message, error}`; older ones hold `message` only, `error: {message}`, or plain
/// text, and all of these are read.
public struct ServiceError: Error, Sendable, Hashable {
  /// The HTTP status, nil for a generation that failed after it had been accepted.
  public var status: Int?
  /// The service's code, such as `VIDEO_GENERATION_INVALID_INPUT`.
  public var code: String?
  /// The service's message, else the body as it came.
  public var message: String
  /// The body if it was JSON.
  public var body: JSON?
  /// How long the service asks to wait.
  public var retryAfter: Duration?
  /// What kind of refusal it is.
  public var category: Category

  /// Reads a refusal out of an answer; `text` is the body as it came.
  public init(status: Int?, text: String, body: JSON?, retryAfter: Duration? = nil) {
    self.status = status
    self.body = body
    self.retryAfter = retryAfter
    code = body?["code"]?.string
    message =
      body?["message"]?.string ?? body?["error"]?["message"]?.string
      ?? (text.isEmpty ? "the service gave no message" : text)
    category = Category(status: status, code: code, text: text)
  }

  /// Reads the trouble of a generation that failed, out of its last state.
  public init(state: JSON) {
    self.init(status: nil, text: state.printed(), body: state)
    if state["message"]?.string == nil, state["error"]?["message"]?.string == nil {
      message = "the generation failed without a message"
    }
  }
}

extension ServiceError {
  /// What kind of refusal it is, and with it what a person does next.
  public enum Category: String, Sendable, Hashable, CaseIterable {
    /// The balance does not cover the generation.
    case insufficientCredits = "insufficient_credits"
    /// The key is missing, wrong or not allowed to do this.
    case auth
    /// The request itself is at fault.
    case validation
    /// The endpoint, the model or the id is not known.
    case notFound = "not_found"
    /// Rate limits, and trouble of the server or behind it.
    case transient
    /// None of the others.
    case unknown

    /// The exit code of the category, 20 to 25.
    public var exitCode: Int32 {
      switch self {
      case .insufficientCredits: 20
      case .auth: 21
      case .validation: 22
      case .notFound: 23
      case .transient: 24
      case .unknown: 25
      }
    }

    /// Whether the same reading may succeed a moment later.
    public var mayPass: Bool { self == .transient }

    /// Decides by the first rule that holds: a documented code, then status and words of the body.
    public init(status: Int?, code: String?, text: String) {
      if let code, let documented = ServiceCode(code) {
        self = documented.category
        return
      }
      let text = text.lowercased()
      let isDebt = [
        "insufficient credit", "not enough credit", "insufficient balance",
        "credit balance", "top up", "recharge",
      ].contains { text.contains($0) }
      if status == 402 || isDebt {
        self = .insufficientCredits
      } else if status == 401 || status == 403 || text.contains("unauthorized") {
        self = .auth
      } else if status == 422 || text.contains("validation") {
        self = .validation
      } else if status == 404 {
        self = .notFound
      } else if let status, status == 429 || status >= 500 {
        self = .transient
      } else {
        self = .unknown
      }
    }
  }
}

extension ServiceError: CustomStringConvertible {
  /// The status, the code and the message in one line.
  public var description: String {
    [status.map { "HTTP \($0)" }, code, message].compactMap { $0 }.joined(separator: ": ")
  }
}
