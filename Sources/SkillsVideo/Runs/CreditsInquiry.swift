/// Asks for the balance, and again while the trouble may pass.
///
/// Repeated is what the platform's pages call transient, which are 429 and 5xx, and time-outs and
/// resets: at most `retries` times, after 1, 2 and 4 seconds less jitter, or after what `Retry-After`
/// asks for. A service that asks for more than `longestPause` is not waited for.
package struct CreditsInquiry: Sendable {
  /// How often the question is repeated.
  package static let retries = 3
  /// The longest pause that is kept because the service asks for it.
  package static let longestPause = Duration.seconds(60)

  private let service: Service
  private let transport: any Transport
  private let surroundings: Client.Surroundings

  /// Prepares the question; throws `.missingAPIKey` without a key.
  package init(
    _ configuration: Configuration, transport: any Transport,
    surroundings: Client.Surroundings = Client.Surroundings()
  ) throws(EngineError) {
    service = Service(
      baseURL: configuration.baseURL, key: try configuration.requiredKey())
    self.transport = transport
    self.surroundings = surroundings
  }

  /// What the service says; throws as ``Client/credits()`` does.
  package func answer() async throws(EngineError) -> CreditsAnswer {
    var delays = RetryDelays(random: surroundings.random).makeIterator()
    for _ in 0..<Self.retries {
      switch await ask() {
      case .success(let answer):
        let asked = answer.retryAfter ?? .zero
        guard answer.status == 429 || answer.status >= 500, asked <= Self.longestPause else {
          return try Self.reading(answer)
        }
        try await pause(max(delays.pause(), asked))
      case .failure(let error):
        guard error.isTransient else { throw Self.failure(error) }
        try await pause(delays.pause())
      }
    }
    return switch await ask() {
    case .success(let answer): try Self.reading(answer)
    case .failure(let error): throw Self.failure(error)
    }
  }

  private func pause(_ pause: Duration) async throws(EngineError) {
    do {
      try await surroundings.time.sleep(until: surroundings.time.now + pause)
    } catch {
      throw EngineError(.interrupted, "stopped before the balance came")
    }
  }

  private func ask() async -> Result<ServiceAnswer, TransportError> {
    do throws(TransportError) {
      let response = try await transport.open(service.credits(settings: FollowSettings()))
      return .success(
        try await ServiceAnswer(response, now: surroundings.wallClock(), key: service.key))
    } catch {
      return .failure(error.redacted(by: service.key))
    }
  }

  private static func reading(_ answer: ServiceAnswer) throws(EngineError) -> CreditsAnswer {
    guard answer.isSuccess else { return .refused(answer.error) }
    if let json = answer.json { return .json(json) }
    switch answer.flaw {
    case .empty: return .empty
    case .html, .notUTF8:
      throw EngineError(
        .unreadableAnswer,
        "the balance came as \(answer.summary); what answered is not the service: look at "
          + "\(Configuration.baseURLVariable), the proxy and the network's login page")
    case .notJSON, nil: return .text(answer.text)
    }
  }

  private static func failure(_ error: TransportError) -> EngineError {
    error.code == .cancelled
      ? EngineError(.interrupted, "stopped before the balance came")
      : EngineError(.notReached, "the balance could not be read", cause: error.message)
  }
}

extension TransportError {
  /// Whether the same reading may get through a moment later.
  fileprivate var isTransient: Bool {
    switch code {
    case .timeout, .stalled, .reset, .truncated: true
    default: false
    }
  }
}
