import Foundation
import LosslessJSON
import Testing

/// Budgets hold, over processes too, and what they refuse is told.
@Suite struct BudgetTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Three clips of five seconds, the sandbox takes 12.5 credits for each.
  private static let clips =
    #"use kling-ai/v3/video; set prompt "x"; set duration 5; run as a x 3"#

  private func run(
    _ text: String, _ flags: [String] = [], on sandbox: SandboxProcess
  ) async throws -> Skv.Result {
    try await Skv.run(
      ["run"] + flags + ["-c", text], in: folder, environment: sandbox.environment)
  }

  @Test("20 credits are one job of 12.5, though its price is not known before")
  func oneJob() async throws {
    let sandbox = try await SandboxProcess(in: folder)
    let result = try await run("budget 20 credits; " + Self.clips + "; run as b", on: sandbox)
    // The skipped run has a code of its own, and the budget is what needs an answer.
    #expect(result.status == 31, "\(result.errors)")
    #expect(result.errors.contains("b: not submitted"))
    #expect(try sandbox.submissions().count == 1)
    #expect(
      result.errors.hasPrefix(
        "budget: the price of 4 of 4 jobs is not known yet; such a job runs alone"))
    #expect(result.errors.contains("waits to run alone"))
    #expect(result.errors.contains("not sent: it needs 12.5 credits, more than the budget leaves"))
    #expect(result.errors.hasSuffix("budget: 12.5 of 20 credits spent\n"))
    // The next invocation has a budget of its own, and knows the price.
    let again = try await run(Self.clips, ["--budget", "30credits"], on: sandbox)
    #expect(again.status == 31)
    #expect(try sandbox.submissions().count == 3)
    #expect(!again.errors.contains("not known"))
    #expect(again.errors.hasSuffix("budget: 25 of 30 credits spent\n"))
  }

  @Test("a budget that suffices is no hindrance, and the last JSON line has it")
  func suffices() async throws {
    let sandbox = try await SandboxProcess(in: folder)
    let result = try await run(
      Self.clips, ["--json", "--budget", "40credits", "--budget", "90credits/day"], on: sandbox)
    #expect(result.status == 0, "\(result.errors)")
    #expect(try sandbox.submissions().count == 3)
    let events = try result.jsonLines()
    #expect(
      events.last?["budget"]?.printed() == """
        [{"unit":"credits","per_day":false,"cap":40,"spent":37.5,"reserved":0,"kept":0,\
        "unknown_prices":0},{"unit":"credits","per_day":true,"cap":90,"spent":37.5,"reserved":0,\
        "kept":0,"unknown_prices":0}]
        """)
    #expect(events.contains { $0["event"] == "budget_wait" })
  }

  @Test("the budget of a day holds over programs that run at the same moment")
  func severalPrograms() async throws {
    let sandbox = try await SandboxProcess(in: folder)
    let programs = try (1...4).map { number in
      try Skv.start(
        [
          "run", "--budget", "60credits/day", "--output", "\(number)/${run.n}.${run.ext}", "-c",
          "option on-error continue; " + Self.clips,
        ], in: folder, environment: sandbox.environment)
    }
    var statuses: Set<Int32> = []
    for program in programs { statuses.insert(try await program.ended().status) }
    #expect(statuses.contains(31))
    // 4 × 12.5 fit, and the one price that nobody knew may pass the cap once.
    #expect(try sandbox.submissions().count == 4)
    let late = try await run(Self.clips, ["--budget", "60credits/day"], on: sandbox)
    #expect(late.status == 31)
    #expect(late.output.isEmpty)
    #expect(late.errors.contains("50 of 60 credits of this day spent"), "\(late.errors)")
    #expect(try sandbox.submissions().count == 4)
  }

  @Test("a price that nobody knew passes the cap once, and no more")
  func passedOnce() async throws {
    let sandbox = try await SandboxProcess(in: folder)
    let first = try await run(Self.clips, ["--budget", "5credits/day"], on: sandbox)
    #expect(first.status == 31)
    #expect(try sandbox.submissions().count == 1)
    #expect(
      first.errors.hasSuffix(
        "budget: 12.5 of 5 credits of this day spent, more than the cap by a charge that was not "
          + "foreseen\n"), "\(first.errors)")
    let other = #"use seedream-4.5; set prompt "x"; run"#
    #expect(try await run(other, ["--budget", "5credits/day"], on: sandbox).status == 31)
    #expect(try sandbox.submissions().count == 1)
  }

  @Test("jobs of a day are counted over invocations")
  func jobsOfDay() async throws {
    let sandbox = try await SandboxProcess(in: folder)
    #expect(try await run(Self.clips, ["--budget", "4jobs/day"], on: sandbox).status == 0)
    let second = try await run(
      "option on-error continue; " + Self.clips, ["--budget", "4jobs/day"], on: sandbox)
    #expect(second.status == 31)
    #expect(try sandbox.submissions().count == 4)
    #expect(second.errors.contains("it is one job more than the budget leaves"))
  }

  @Test("what was made before costs nothing of a budget, and nobody is asked about it")
  func madeBefore() async throws {
    let sandbox = try await SandboxProcess(in: folder)
    let text =
      #"option confirm 1; option reuse on; use kling-ai/v3/video; set prompt "x"; set duration 5; run x 2"#
    #expect(try await run(text, ["--yes"], on: sandbox).status == 0)
    let again = try await run(
      text, ["--budget", "0credits", "--budget", "0jobs/day"], on: sandbox)
    #expect(again.status == 0, "\(again.errors)")
    #expect(!again.errors.contains("not known"))
    #expect(try sandbox.submissions().count == 2)
    // A third one is new, and one job is not more than `confirm` allows.
    let more = try await run(text.replacing("x 2", with: "x 3"), on: sandbox)
    #expect(more.status == 0, "\(more.errors)")
    #expect(try sandbox.submissions().count == 3)
  }

  @Test("a budget of jobs is an error of the script before anything is sent")
  func jobs() async throws {
    let sandbox = try await SandboxProcess(in: folder)
    let result = try await run(Self.clips, ["--budget", "2jobs"], on: sandbox)
    #expect(result.status == 65)
    #expect(result.errors.contains("error[E0601]: 3 jobs are more than the budget of 2"))
    let checked = try await Skv.run(["check", "--budget", "2jobs", "-c", Self.clips], in: folder)
    #expect(checked.status == 65)
    #expect(try sandbox.submissions().isEmpty)
    let wrong = try await Skv.run(["check", "--budget", "2 jobs", "-c", Self.clips], in: folder)
    #expect(wrong.status == 1)
    #expect(wrong.errors.contains("takes a cap such as 200credits"))
  }

  @Test("`unknown-price refuse` sends nothing of unknown price and says how to allow it")
  func unknownPrice() async throws {
    let sandbox = try await SandboxProcess(in: folder)
    let text = #"use seedream-4.5; set prompt "x"; run to "a.png""#
    let refused = try await run(text, ["--unknown-price", "refuse"], on: sandbox)
    #expect(refused.status == 31)
    #expect(refused.errors.contains("`--unknown-price allow` submits it"))
    #expect(try sandbox.submissions().isEmpty)
    #expect(try await run(text, on: sandbox).status == 0)
    let known = try await run(
      text, ["--unknown-price", "refuse", "--overwrite", "number"], on: sandbox)
    #expect(known.status == 0, "\(known.errors)")
  }

  @Test("more credits than `confirm`, or credits that nobody knows, need --yes: exit 31")
  func confirmation() async throws {
    let sandbox = try await SandboxProcess(in: folder)
    let text = "option confirm 30credits; " + Self.clips
    let unknown = try await run(text, on: sandbox)
    #expect(unknown.status == 31)
    #expect(
      unknown.errors
        == "3 jobs will be submitted, and their prices are not known yet; `--yes` starts them "
        + "without a terminal\n")
    #expect(try sandbox.submissions().isEmpty)
    #expect(try await run(text, ["--yes"], on: sandbox).status == 0)
    let known = try await run(text, on: sandbox)
    #expect(known.status == 31)
    #expect(known.errors.contains("3 jobs will be submitted for 37.5 credits, by the prices seen"))
    #expect(try sandbox.submissions().count == 3)
    let within = try await run(text.replacing("30credits", with: "38credits"), on: sandbox)
    #expect(within.status == 0, "\(within.errors)")
    #expect(try sandbox.submissions().count == 6)
  }
}
