import SkillsVideo

/// Performs checks side by side, each for a bounded time.
struct Doctor: Sendable {
  /// The checks, in the order of the report.
  let checks: [any HealthCheck]
  /// The longest time for one check: a file system that hangs must not hang the report.
  let limit: Duration
  /// The clock that the limit goes by.
  let time: any TimeSource

  /// The results of the checks that have something to say, by the names of the checks.
  func results() async -> [(name: String, result: CheckResult)] {
    await withTaskGroup(of: (Int, CheckResult?).self) { group in
      for (place, check) in checks.enumerated() {
        group.addTask { (place, await result(of: check)) }
      }
      var results: [CheckResult?] = checks.map { _ in nil }
      for await (place, result) in group { results[place] = result }
      return zip(checks, results).compactMap { check, result in
        result.map { (check.name, $0) }
      }
    }
  }

  private func result(of check: any HealthCheck) async -> CheckResult? {
    let result = await withDeadline(limit, on: time) {
      await Blocking.value { check.examine() }
    }
    guard let result else {
      return .problem(
        "no result within \(limit.components.seconds) s",
        advice: "the file system or the system may hang; try again")
    }
    return result
  }
}
