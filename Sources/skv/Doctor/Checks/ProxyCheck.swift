import SkillsVideo

/// Through which proxy the service is asked; whom the proxy knows by a password is not told.
struct ProxyCheck: HealthCheck {
  let name = "proxy"
  /// The variables that count.
  let transport: TransportEnvironment
  /// What was learnt of the service.
  let contact: ServiceContact

  func examine() -> CheckResult? {
    guard let proxy = transport.proxy else { return .ok("none is set") }
    let shown = "\(ProxyAddress(proxy.value).masked) by \(proxy.variable)"
    let exceptions = transport.noProxy.map { "; none for \($0.value) by \($0.variable)" } ?? ""
    if let host = contact.host, host.isThisMachine {
      return .ok(shown + exceptions + "; not used for this machine")
    }
    if let error = contact.failure, error.code == .proxy {
      return .problem(
        "\(shown)\(exceptions): \(error.message)",
        advice: "check \(proxy.variable); no_proxy names hosts that need none")
    }
    return .ok(shown + exceptions)
  }
}
