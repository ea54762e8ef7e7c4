/// The machine.
struct SystemCheck: HealthCheck {
  let name = "system"
  /// What it says of itself.
  let facts: SystemFacts

  func examine() -> CheckResult? {
    let parts = [
      facts.distribution, facts.kernel,
      facts.processors == 1 ? "1 processor" : "\(facts.processors) processors",
    ]
    return .ok(parts.compactMap { $0 }.joined(separator: ", "))
  }
}
