/// One question to the service, asked to see how far it gets; it costs nothing.
///
/// It asks for the balance, with the key if there is one: without one a refusal is an answer too.
package struct ServiceProbe: Sendable {
  private let configuration: Configuration
  private let transport: any Transport
  private let time: any TimeSource
  private let wallClock: WallClock

  /// Prepares the question.
  package init(
    _ configuration: Configuration, transport: any Transport, time: any TimeSource = SystemTime(),
    wallClock: @escaping WallClock = systemWallClock
  ) {
    self.configuration = configuration
    self.transport = transport
    self.time = time
    self.wallClock = wallClock
  }

  /// What came of it, after `limit` at most.
  package func sighting(within limit: Duration) async -> ServiceSighting {
    let start = time.now
    let answer = await withDeadline(limit, on: time) { await ask(within: limit) }
    var sighting = answer ?? ServiceSighting(outcome: .silent)
    sighting.elapsed = time.now - start
    return sighting
  }

  private func ask(within limit: Duration) async -> ServiceSighting {
    do throws(TransportError) {
      let response = try await transport.open(request(limit))
      let now = wallClock()
      let answer = try await ServiceAnswer(response, now: now, key: configuration.key)
      // An answer that a cache has kept tells an old time.
      let date = response.headers["Age"] == nil ? response.headers["Date"] : nil
      return ServiceSighting(
        outcome: .answered(answer),
        clockLead: date.flatMap { RetryAfter.unixTime(ofDate: $0[...]) }.map { now / 1_000 - $0 })
    } catch {
      return ServiceSighting(
        outcome: .failed(configuration.key.map { error.redacted(by: $0) } ?? error))
    }
  }

  private func request(_ limit: Duration) -> HTTPRequest {
    HTTPRequest(
      url: configuration.baseURL + "/credits", headers: [HTTPField("Accept", "application/json")],
      bearer: configuration.key, purpose: .read, connectTimeout: limit, idleTimeout: limit,
      responseLimit: Service.answerLimit)
  }
}

/// How far a question to the service got.
package struct ServiceSighting: Sendable, Hashable {
  /// The end of the question.
  package enum Outcome: Sendable, Hashable {
    /// A whole answer, whatever its status.
    case answered(ServiceAnswer)
    /// None, and why.
    case failed(TransportError)
    /// None in time.
    case silent
  }

  /// The end of the question.
  package var outcome: Outcome
  /// How long it took.
  package var elapsed: Duration
  /// By how many seconds this machine's clock is ahead of the service's `Date`, to a second; negative
  /// where it is behind, nil where no date came.
  package var clockLead: Int64?

  /// Notes an end.
  package init(outcome: Outcome, elapsed: Duration = .zero, clockLead: Int64? = nil) {
    self.outcome = outcome
    self.elapsed = elapsed
    self.clockLead = clockLead
  }
}

extension Configuration {
  /// The host of the service, and how it is reached; nil for an address that cannot be read.
  package var host: ServiceHost? {
    guard let address = try? Address(baseURL) else { return nil }
    return ServiceHost(
      name: address.host, isThisMachine: address.isLoopback, usesTLS: address.scheme == "https")
  }
}

/// Where the service is.
package struct ServiceHost: Sendable, Hashable {
  /// The name or number of the host; an IPv6 number stands in brackets.
  package var name: String
  /// Whether it can only be this machine, which needs no network, name or proxy.
  package var isThisMachine: Bool
  /// Whether it is asked by https.
  package var usesTLS: Bool

  /// Notes a host.
  package init(name: String, isThisMachine: Bool, usesTLS: Bool) {
    self.name = name
    self.isThisMachine = isThisMachine
    self.usesTLS = usesTLS
  }
}
