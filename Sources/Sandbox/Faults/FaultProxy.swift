/// A front of its own before a server on this machine that passes bytes on and spoils some of them.
///
/// It listens on 127.0.0.1, beside plain HTTP with TLS if it has an identity; the server is told of
/// TLS by `X-Forwarded-Proto`. One thread moves all bytes, so it holds thousands of connections and
/// keeps none of the threads that tasks run on. It works until `stop`.
package final class FaultProxy: Sendable {
  /// What a proxy needs to know.
  package struct Settings: Sendable {
    /// The port of the server on 127.0.0.1.
    package var server: UInt16
    /// The port to listen on; 0 takes any free one.
    package var port: UInt16
    /// Which faults there are.
    package var plan: FaultPlan
    /// What chance begins with.
    package var seed: UInt64
    /// A certificate for a second port, which speaks TLS; nil for none.
    package var identity: TLSIdentity?
    /// Where the time of pauses comes from.
    package var clock: SandboxClock

    /// Settings without TLS, on any port, unless said otherwise.
    ///
    /// - Parameter server: The base URL of a server on 127.0.0.1, as `SandboxServer.start` gives it.
    package init(
      server: String, port: UInt16 = 0, plan: FaultPlan = FaultPlan(), seed: UInt64 = 0,
      identity: TLSIdentity? = nil, clock: SandboxClock = .system
    ) {
      let place = server.dropFirst("http://127.0.0.1:".count).prefix { $0 != "/" }
      self.server = UInt16(place) ?? 0
      self.port = port
      self.plan = plan
      self.seed = seed
      self.identity = identity
      self.clock = clock
    }
  }

  /// The port of plain HTTP.
  package let port: UInt16
  /// The port of TLS; nil without an identity.
  package let securePort: UInt16?
  private let inbox: ProxyInbox

  /// Starts to listen.
  ///
  /// - Parameter report: Hears of each fault when it takes place, on the proxy's thread.
  /// - Throws: `SandboxError` with `cannotListen` or `badCertificate`.
  package init(
    _ settings: Settings, report: @escaping @Sendable (InjectedFault) -> Void = { _ in }
  ) throws(SandboxError) {
    DescriptorLimit.raise()
    let inbox = try ProxyInbox()
    let plain = try ReservedPort(settings.port)
    let secure: ReservedPort?
    if let identity = settings.identity {
      guard TLSContext(identity) != nil else {
        throw SandboxError(
          .badCertificate, "certificate and key cannot be read as PEM, or do not belong together")
      }
      secure = try ReservedPort(0)
    } else {
      secure = nil
    }
    port = plain.number
    securePort = secure?.number
    self.inbox = inbox
    // Whoever has a proxy can connect at once.
    let isRefused = FaultDice(plan: settings.plan, seed: settings.seed).beginning() != nil
    let plainFile = isRefused ? nil : try plain.listener()
    let secureFile = isRefused ? nil : try secure?.listener()
    try ProxyThread.start {
      var listeners = [ProxyListener(plain, file: plainFile, tls: nil)]
      if let secure, let tls = settings.identity.flatMap(TLSContext.init) {
        listeners.append(ProxyListener(secure, file: secureFile, tls: tls))
      }
      ProxyLoop(inbox: inbox, listeners: listeners, settings: settings, report: report).run()
    }
  }

  /// The base URL through the proxy: `http://127.0.0.1:PORT/api/v1`.
  package var baseURL: String { "http://127.0.0.1:\(port)/api/v1" }

  /// The base URL of the TLS front for a host that means this machine; nil without an identity.
  package func secureBaseURL(host: String = "localhost") -> String? {
    securePort.map { "https://\(host):\($0)/api/v1" }
  }

  /// Ends the thread and cuts every connection.
  package func stop() async {
    await withCheckedContinuation { inbox.post(.stop($0)) }
  }
}
