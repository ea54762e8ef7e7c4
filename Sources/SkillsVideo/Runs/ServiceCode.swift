/// A documented code of the service: a family and a sub-code, `VIDEO_GENERATION_INVALID_INPUT`.
package struct ServiceCode: Sendable, Hashable {
  /// The documented sub-codes.
  package enum Trouble: String, Sendable, Hashable, CaseIterable {
    /// The generation failed (502).
    case failed = "FAILED"
    /// It took too long (504).
    case timeout = "TIMEOUT"
    /// Too many requests (429).
    case rateLimited = "RATE_LIMITED"
    /// What makes it is out of reach (503).
    case providerUnavailable = "PROVIDER_UNAVAILABLE"
    /// The model cannot do it (400).
    case unsupportedModel = "UNSUPPORTED_MODEL"
    /// The request is at fault (400).
    case invalidInput = "INVALID_INPUT"
    /// The balance does not cover it (402).
    case insufficientCredits = "INSUFFICIENT_CREDITS"
    /// The content is not allowed (422).
    case contentRejected = "CONTENT_REJECTED"
  }

  /// The sub-code.
  package let trouble: Trouble

  /// Reads a code; nil for one that is not documented.
  package init?(_ code: String) {
    for family in ["IMAGE_GENERATION_", "VIDEO_GENERATION_", "TTS_GENERATION_"]
    where code.hasPrefix(family) {
      guard let trouble = Trouble(rawValue: String(code.dropFirst(family.count))) else {
        return nil
      }
      self.trouble = trouble
      return
    }
    return nil
  }

  /// Whether the request itself is at fault, so that it would only be refused again.
  package var isAboutRequest: Bool { trouble == .invalidInput || trouble == .contentRejected }

  /// The category that the code decides.
  package var category: ServiceError.Category {
    switch trouble {
    case .failed, .timeout, .rateLimited, .providerUnavailable: .transient
    case .unsupportedModel, .invalidInput, .contentRejected: .validation
    case .insufficientCredits: .insufficientCredits
    }
  }
}
