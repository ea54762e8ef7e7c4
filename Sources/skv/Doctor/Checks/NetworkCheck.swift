import SkillsVideo

/// Whether the service can be reached at all.
struct NetworkCheck: HealthCheck {
  let name = "network"
  /// What was learnt of the service.
  let contact: ServiceContact

  func examine() -> CheckResult? {
    if let fault = contact.addressFault {
      return .problem(
        fault,
        advice: "unset \(Configuration.baseURLVariable) for \(Configuration.serviceURL)")
    }
    guard let sighting = contact.sighting, let address = contact.baseURL else {
      return .note("not tried")
    }
    let service = contact.isImitation ? "the imitation inside skv" : address
    switch sighting.outcome {
    case .answered(let answer):
      return answered(answer, service, after: sighting.elapsed)
    case .silent:
      return .problem(
        "\(service) gives no answer within \(Self.seconds(sighting.elapsed))",
        advice: isHere
          ? "the server there hangs: restart it"
          : "the network, a firewall or the service swallows requests; https_proxy names a proxy "
            + "where one is needed")
    case .failed(let error):
      return failed(error, service)
    }
  }

  private func answered(
    _ answer: ServiceAnswer, _ service: String, after time: Duration
  ) -> CheckResult {
    let found = "\(service) answers (HTTP \(answer.status), \(Self.seconds(time)))"
    if answer.flaw == .html {
      return .note(
        found + ", with a page of HTML",
        advice: "that is not the service: look at \(Configuration.baseURLVariable), the proxy and "
          + "the network's login page")
    }
    if answer.status == 429 || answer.status >= 500 {
      return .note(found + ": trouble there", advice: "try again later")
    }
    return .ok(found)
  }

  private func failed(_ error: TransportError, _ service: String) -> CheckResult {
    let advice: String
    switch error.code {
    case .tls:
      return .note("\(service) was reached, but not trusted", advice: "see certificates")
    case .proxy: return .note("\(service) was not reached", advice: "see proxy")
    case .resolve:
      advice = "the name is not known here: check the network, DNS and the address"
    case .connect, .timeout, .stalled:
      advice =
        isHere
        ? "start the server there, or unset \(Configuration.baseURLVariable)"
        : "check the network and the firewall; https_proxy names a proxy where one is needed"
    case .badResponse, .tooLarge, .tooManyRedirects, .insecure, .badRequest, .truncated:
      advice = "what answers is not the service: check \(Configuration.baseURLVariable)"
    case .send, .receive, .reset, .cancelled, .system: advice = "try again"
    }
    return .problem("\(service): \(error.message)", advice: advice)
  }

  private var isHere: Bool { contact.host?.isThisMachine ?? false }

  private static func seconds(_ duration: Duration) -> String {
    let milliseconds =
      duration.components.seconds * 1_000 + duration.components.attoseconds / 1_000_000_000_000_000
    return milliseconds < 1_000
      ? "\(milliseconds) ms" : "\(milliseconds / 1_000).\(milliseconds / 100 % 10) s"
  }
}
