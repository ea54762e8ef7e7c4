import SkillsVideo

/// Which numbers the service's name stands for; nothing where none was found, which the network's check
/// tells, or where a proxy looks it up.
struct NameCheck: HealthCheck {
  let name = "name"
  /// What was learnt of the service.
  let contact: ServiceContact

  func examine() -> CheckResult? {
    guard let host = contact.host?.name, let numbers = contact.numbers, !numbers.isEmpty else {
      return nil
    }
    let shown = numbers.prefix(2).joined(separator: ", ")
    let rest = numbers.count > 2 ? " and \(numbers.count - 2) more" : ""
    let found = "\(host) is \(shown)\(rest)"
    let isBlocked = numbers.allSatisfy { $0 == "0.0.0.0" || $0 == "::" || $0.hasPrefix("127.") }
    return isBlocked
      ? .note(
        found + ", which is this machine",
        advice: "/etc/hosts or a blocker in DNS keeps the service away")
      : .ok(found)
  }
}
