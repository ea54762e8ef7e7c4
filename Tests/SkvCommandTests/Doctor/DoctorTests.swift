import Dispatch
import LosslessJSON
import SkillsVideo
import Testing

@testable import skv

@Suite("The doctor's report")
struct DoctorTests {
  private struct Fixed: HealthCheck {
    let name: String
    let result: CheckResult?

    func examine() -> CheckResult? { result }
  }

  private struct Hanging: HealthCheck {
    let name = "hanging"
    let end: DispatchSemaphore

    func examine() -> CheckResult? {
      end.wait()
      return nil
    }
  }

  /// A clock on which everything is over at once, or nothing ever.
  private struct Clock: TimeSource {
    let isOver: Bool
    var now: Duration { .zero }

    func sleep(until moment: Duration) async throws {
      if isOver { return }
      for await _ in AsyncStream<Never>.makeStream().stream {}
      throw CancellationError()
    }
  }

  @Test("has the results in the order of the checks, without those that say nothing")
  func order() async {
    let checks = (0..<20).map { number in
      Fixed(name: "\(number)", result: number % 3 == 0 ? nil : .ok("found \(number)"))
    }
    let results = await Doctor(
      checks: checks, limit: .seconds(1), time: Clock(isOver: false)
    ).results()
    #expect(results.map(\.name) == (0..<20).filter { $0 % 3 != 0 }.map(String.init))
    #expect(results.map(\.result.found) == results.map { "found \($0.name)" })
  }

  @Test("does not wait for a check that hangs")
  func hanging() async {
    let end = DispatchSemaphore(value: 0)
    let results = await Doctor(
      checks: [Hanging(end: end)], limit: .seconds(20), time: Clock(isOver: true)
    ).results()
    end.signal()
    #expect(results.first?.result.state == .problem)
    #expect(results.first?.result.found == "no result within 20 s")
  }

  private let report = HealthReport(results: [
    ("key", .ok("set")), ("proxy", .note("one \u{1B}[2J", advice: "look")),
    ("ledger", .problem("it is damaged", advice: "move the file away and keep it for later")),
  ])

  @Test("is a line a check where nobody's screen is narrow, with what is untrusted escaped")
  func lines() {
    #expect(
      report.lines(columns: nil, color: false) == [
        "ok       key     set", #"note     proxy   one \u{1b}[2J; look"#,
        "problem  ledger  it is damaged; move the file away and keep it for later",
        "1 problem keeps skv from working; 1 note",
      ])
  }

  @Test("is broken at spaces on a screen, in line with what was found")
  func narrow() {
    let lines = report.lines(columns: 40, color: false)
    #expect(
      lines[2...4] == [
        "problem  ledger  it is damaged; move the", "                 file away and keep it",
        "                 for later",
      ])
    let narrow = report.lines(columns: 20, color: true)
    #expect(narrow.prefix(2) == ["\u{1B}[32mok\u{1B}[0m key", "  set"])
    #expect(narrow.allSatisfy { $0.replacing(/\u{1B}\[[0-9]*m/, with: "").count <= 20 })
  }

  @Test("is one object for machines")
  func json() {
    #expect(
      report.json.printed() == #"""
        {"ok":false,"checks":[{"name":"key","state":"ok","found":"set","advice":null},\#
        {"name":"proxy","state":"note","found":"one \u001b[2J","advice":"look"},\#
        {"name":"ledger","state":"problem","found":"it is damaged",\#
        "advice":"move the file away and keep it for later"}]}
        """#)
    #expect(HealthReport(results: [("a", .note("b"))]).isSound)
    #expect(
      HealthReport(results: [("a", .ok("b"))]).lines(columns: nil, color: false).last
        == "nothing keeps skv from working")
  }
}
