import SkillsVideo

/// Whether the record of runs can be used, and what of it waits for the person.
struct LedgerCheck: HealthCheck {
  let name = "ledger"
  /// Its path, nil where there is no place for one.
  let path: String?
  /// The command that takes runs up.
  let resume: String
  /// How paths are shown.
  let shown: ShownPath
  /// What the file holds.
  let report: @Sendable (String) throws(EngineError) -> LedgerReport?
  /// Whether the file can be written.
  let isWritable: @Sendable (String) -> Bool
  /// Whether its folder is there or can be made.
  var hasPlace: @Sendable () -> Bool = { true }
  /// The kind of network file system that a folder is on.
  let network: @Sendable (String) -> String?

  func examine() -> CheckResult? {
    guard let path else { return nil }
    let report: LedgerReport?
    do throws(EngineError) {
      report = try self.report(path)
    } catch {
      return .problem(shown.shortened(error.description), advice: "until then nothing is submitted")
    }
    guard let report else {
      guard hasPlace() else {
        return .problem("\(shown.text(path)) cannot be made", advice: "see state folder")
      }
      return .ok("\(shown.text(path)) is not there yet; the first run makes it")
    }
    return fault(report, path) ?? sound(report, path)
  }

  private func fault(_ report: LedgerReport, _ path: String) -> CheckResult? {
    let place = shown.text(path)
    if let fault = report.fault {
      return .problem(
        "\(place) is damaged: \(fault.excerpt(limit: 120))",
        advice: "move it away to start a new one, and keep it, since it knows what was paid for")
    }
    if report.version > LedgerReport.knownVersion {
      return .problem(
        "\(place) was written by a newer skv (version \(report.version), this one knows "
          + "\(LedgerReport.knownVersion))", advice: "use that one")
    }
    if !isWritable(path) {
      return .problem("\(place) is not writable", advice: "`chmod u+rw \(place)`")
    }
    return nil
  }

  private func sound(_ report: LedgerReport, _ path: String) -> CheckResult {
    var parts = [
      "\(shown.text(path))", counted(report.runs, "run"), "version \(report.version)",
      "\(report.journalMode) journal", "synchronous=\(LedgerReport.synchronous)",
    ]
    if report.followed > 0 { parts.append("\(report.followed) under way") }
    if report.elsewhere > 0 { parts.append("\(report.elsewhere) unfinished at other services") }
    if report.unfinished > 0 { parts.append("\(report.unfinished) unfinished") }
    if report.inDoubt > 0 { parts.append("\(report.inDoubt) in doubt") }
    let found = parts.joined(separator: ", ")
    if let network = network(path) {
      return .note(
        "\(found); on \(network)",
        advice: "a ledger on a network file system may be damaged by two machines at once: set "
          + "XDG_STATE_HOME to a folder of this machine")
    }
    if report.inDoubt > 0 {
      return .note(
        found,
        advice: "`\(resume)` lists them; https://skills.video/dashboard shows what the service has")
    }
    if report.unfinished > 0 {
      return .note(found, advice: "`\(resume)` takes them up and pays for nothing")
    }
    return .ok(found)
  }

  private func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}
