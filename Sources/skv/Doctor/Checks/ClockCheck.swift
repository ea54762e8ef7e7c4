import SkillsVideo

/// Whether this machine's clock agrees with the service's; nothing where the service told no time.
struct ClockCheck: HealthCheck {
  let name = "clock"
  /// What was learnt of the service.
  let contact: ServiceContact

  /// Up to so many seconds the clocks count as equal.
  static let tolerance: Int64 = 300

  func examine() -> CheckResult? {
    guard let lead = contact.sighting?.clockLead else { return nil }
    let amount = lead.magnitude
    guard amount > Self.tolerance else {
      return .ok(amount < 2 ? "agrees with the service's" : "\(amount) s from the service's")
    }
    return .note(
      "\(amount) s \(lead > 0 ? "ahead of" : "behind") the service's",
      advice: "set it: a wrong clock spoils certificates and pauses that the service asks for")
  }
}
