import SkillsVideo
import Testing

@testable import skv

@Suite("The doctor looks at the ledger")
struct LedgerCheckTests {
  private func check(
    _ report: LedgerReport?, isWritable: Bool = true, hasPlace: Bool = true,
    network: String? = nil
  ) -> CheckResult? {
    LedgerCheck(
      path: "/home/me/s/ledger.sqlite", resume: "skv resume",
      shown: ShownPath(["HOME": "/home/me"]),
      report: { (_) throws(EngineError) in report }, isWritable: { _ in isWritable },
      hasPlace: { hasPlace }, network: { _ in network }
    ).examine()
  }

  private func report(unfinished: Int = 0, inDoubt: Int = 0) -> LedgerReport {
    var report = LedgerReport(bytes: 9, version: 1, journalMode: "wal")
    report.runs = 3
    report.unfinished = unfinished
    report.inDoubt = inDoubt
    return report
  }

  @Test("one that is sound is told with what it holds")
  func sound() {
    #expect(
      check(report())
        == .ok("~/s/ledger.sqlite, 3 runs, version 1, wal journal, synchronous=full"))
    #expect(check(nil)?.found == "~/s/ledger.sqlite is not there yet; the first run makes it")
  }

  @Test("one that has no place is a problem")
  func nowhere() {
    let result = check(nil, hasPlace: false)
    #expect(result?.state == .problem)
    #expect(result?.found == "~/s/ledger.sqlite cannot be made")
    #expect(check(report(), hasPlace: false)?.state == .ok)
  }

  @Test("runs that wait for the person are told with the command that takes them up")
  func waiting() {
    let unfinished = check(report(unfinished: 2))
    #expect(unfinished?.state == .note)
    #expect(unfinished?.advice?.hasPrefix("`skv resume` takes them up") == true)
    let doubtful = check(report(unfinished: 2, inDoubt: 1))
    #expect(doubtful?.found.hasSuffix("2 unfinished, 1 in doubt") == true)
    #expect(doubtful?.advice?.contains("https://skills.video/dashboard") == true)
  }

  @Test("one that cannot be used is a problem")
  func unusable() {
    var damaged = report()
    damaged.fault = "Page 5: error"
    #expect(check(damaged)?.advice?.contains("keep it") == true)
    var newer = report()
    newer.version = LedgerReport.knownVersion + 1
    for result in [check(damaged), check(newer), check(report(), isWritable: false)] {
      #expect(result?.state == .problem)
    }
    let locked = LedgerCheck(
      path: "/home/me/l", resume: "", shown: ShownPath(["HOME": "/home/me"]),
      report: { (path) throws(EngineError) in
        throw EngineError(.ledgerUnusable, "the ledger \(path) is locked")
      }, isWritable: { _ in true }, network: { _ in nil }
    ).examine()
    #expect(locked?.state == .problem)
    #expect(locked?.found == "the ledger ~/l is locked")
  }

  @Test("one on a file system of several machines is a note")
  func network() {
    let result = check(report(), network: "nfs4")
    #expect(result?.state == .note)
    #expect(result?.advice?.contains("XDG_STATE_HOME") == true)
  }
}
