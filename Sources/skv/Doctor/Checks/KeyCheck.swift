import SkillsVideo

/// Whether there is a key, and whether the service takes it; the key itself, and how long it is, is
/// told nowhere.
struct KeyCheck: HealthCheck {
  let name = "key"
  /// The variable's value, as it is.
  let variable: String?
  /// What was learnt of the service.
  let contact: ServiceContact

  func examine() -> CheckResult? {
    let scalars = (variable ?? "").unicodeScalars
    guard let first = scalars.first(where: { !$0.properties.isWhitespace }) else {
      return contact.isImitation
        ? .ok("\(Configuration.keyVariable) is not set; the imitation needs none")
        : .problem(
          "\(Configuration.keyVariable) is not set",
          advice: "make a key at https://skills.video/dashboard/developer and "
            + "`export \(Configuration.keyVariable)=…`; `--sandbox` needs none")
    }
    if let fault = contact.keyFault {
      return .problem(fault, advice: "set \(Configuration.keyVariable) again")
    }
    if contact.isImitation {
      return .ok("\(Configuration.keyVariable) is set; the imitation does not get it")
    }
    let hasSpace =
      first != scalars.first || scalars.last?.properties.isWhitespace ?? false
    let verdict = verdict
    guard hasSpace, verdict.state != .problem else { return verdict }
    return .note(
      verdict.found + "; the white space around it is dropped", advice: verdict.advice)
  }

  private var verdict: CheckResult {
    guard let answer = contact.answer else {
      return .note("set; not tried, since the service gave no answer")
    }
    if answer.isSuccess, let flaw = answer.flaw {
      return .problem(
        "set; whether the service takes it is not known, since HTTP \(answer.status) came with "
          + flaw.rawValue,
        advice:
          "what answers is not the service: check \(Configuration.baseURLVariable), the proxy "
          + "and the network's login page")
    }
    if answer.isSuccess { return .ok("set, and the service takes it") }
    let error = answer.error
    let reason = "HTTP \(answer.status): \(error.message.excerpt(limit: 200))"
    switch error.category {
    case .auth:
      return .problem(
        "set, but the service refuses it (\(reason))",
        advice: "copy it again from https://skills.video/dashboard/developer")
    case .insufficientCredits:
      return .note(
        "set, and the service takes it (\(reason))",
        advice: "recharge at https://skills.video/dashboard")
    case .validation, .notFound:
      return .note(
        "set; whether the service takes it is not known (\(reason))",
        advice: "check \(Configuration.baseURLVariable)")
    case .transient, .unknown:
      return .note(
        "set; whether the service takes it is not known (\(reason))",
        advice: "try again later")
    }
  }
}
