/// A documented code of the service: a family and a sub-code, `VIDEO_GENERATION_INVALID_INPUT`.
package struct ServiceCode: Sendable, Hashable {
  /// The documented sub-codes.
  package enum Trouble: String, Sendable, Hashable, CaseIterable {
    case failed = "FAILED"
    case timeout = "TIMEOUT"
    case rateLimited = "RATE_LIMITED"
    case providerUnavailable = "PROVIDER_UNAVAILABLE"
    case unsupportedModel = "UNSUPPORTED_MODEL"
    case invalidInput = "INVALID_INPUT"
    case insufficientCredits = "INSUFFICIENT_CREDITS"
    case contentRejected = "CONTENT_REJECTED"
  }

  /// The sub-code.
  package let trouble: Trouble

  /// Reads a code; nil for one that is not documented.
  package init?(_ code: String) {
    for family in ["IMAGE_GENERATION_", "VIDEO_GENERATION_", "TTS_GENERATION_"]
    where code.hasPrefix(family) {
      guard let trouble = Trouble(rawValue: String(code.dropFirst(family.count))) else { return nil }
      self.trouble = trouble
      return
    }
    return nil
  }

  /// The category that the code decides.
  package var category: ServiceError.Category {
    switch trouble {
    case .failed, .timeout, .rateLimited, .providerUnavailable: .transient
    case .unsupportedModel, .invalidInput, .contentRejected: .validation
    case .insufficientCredits: .insufficientCredits
    }
  }
}
