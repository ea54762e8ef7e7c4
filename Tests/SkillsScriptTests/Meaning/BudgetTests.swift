import Testing

@testable import SkillsScript

@Suite("Budgets")
struct BudgetTests {
  private static func caps(_ budget: BudgetCaps) -> [Int?] {
    [budget.credits, budget.creditsPerDay, budget.jobs, budget.jobsPerDay]
  }

  @Test("a statement is a count, what it counts, and whether it holds for a day")
  func statements() {
    #expect(
      Outline.of("budget 200 credits; budget 40 jobs; budget 500 credits per day") == [
        "budget(200, credits)", "budget(40, jobs)", "budget(500, credits, per day)",
      ])
  }

  @Test("of each kind the lowest holds, wherever it stands")
  func lowest() throws {
    let plan = try CheckHarness.plan(
      """
      budget 200 credits; budget 500 credits per day; budget 9 jobs; budget 50 jobs per day
      use lab/still
      run
      budget 100 credits; budget 300 credits; budget 40 jobs per day; budget 8 jobs
      """)
    #expect(Self.caps(plan.budget) == [100, 500, 8, 40])
  }

  @Test("a script without one has none")
  func none() throws {
    #expect(try CheckHarness.plan("use lab/still; run").budget == BudgetCaps())
  }

  @Test("a flag joins them and raises none")
  func flag() throws {
    var caps = BudgetCaps()
    for word in ["150credits", "12jobs", "10jobs", "600credits/day", "7jobs/day"] {
      caps.join(try #require(BudgetCaps(word: word)))
    }
    let plan = try CheckHarness.plan(
      "budget 100 credits; budget 500 credits per day; use lab/still; run",
      context: ScriptContext(budget: caps))
    #expect(Self.caps(plan.budget) == [100, 500, 10, 7])
  }

  @Test("more jobs than a flag allows are an error that names the flag")
  func jobsOfFlag() throws {
    let context = ScriptContext(budget: try #require(BudgetCaps(word: "2jobs")))
    let checked = try CheckHarness.check("use lab/still; run x 3", context: context)
    #expect(CheckHarness.codes(checked.diagnostics) == ["E0601"])
    #expect(checked.diagnostics.first?.help == ["the budget was given as `--budget 2jobs`"])
    #expect(checked.diagnostics.first?.secondary == [])
    let own = try CheckHarness.check("budget 1 jobs; use lab/still; run x 3", context: context)
    #expect(own.diagnostics.first?.secondary.count == 1)
    #expect(own.diagnostics.first?.primary.text == "makes jobs 2 to 3")
  }

  @Test("the lowest cap is the one that is shown")
  func shownCap() throws {
    let text = "budget 9 jobs; budget 2 jobs; budget 5 jobs; use lab/still; run x 3"
    let label = try #require(try CheckHarness.check(text).diagnostics.first?.secondary.first)
    #expect(SourceText(name: "", text: text).text(of: label.span) == "budget 2 jobs")
  }

  @Test(
    "other words are no cap",
    arguments: [
      "", "5", "jobs", "5 jobs", "5job", "-5jobs", "+5jobs", "1.5credits", "5jobs/week", "/day",
      "5/day", "99999999999999999999jobs", "5jobs/day/day", "٥jobs",
    ])
  func otherWords(_ word: String) {
    #expect(BudgetCaps(word: word) == nil)
    let fault = BudgetCaps.fault(of: word) ?? ""
    #expect(fault.hasPrefix("`--budget` takes a cap such as 200credits, 40jobs or 500credits/day"))
  }

  @Test("at the prompt it holds for every entry, and one that goes beyond it is not taken")
  func prompt() throws {
    var dialogue = Dialogue(catalogue: try LabContract.catalogue(), context: ScriptContext())
    func enter(_ text: String) -> Dialogue.Entry {
      dialogue.enter(text, surroundings: Surroundings())
    }
    #expect(enter("budget 3 jobs; budget 20 credits; use lab/still; run x 2").plan?.jobs.count == 2)
    let refused = enter("run x 2")
    #expect(refused.plan == nil)
    #expect(refused.diagnostics.map(\.code) == [.tooManyJobs])
    #expect(refused.diagnostics.first?.message == "4 jobs are more than the budget of 3")
    let taken = enter("run")
    #expect(taken.plan?.jobs.count == 1)
    #expect(taken.plan?.budget.credits == 20)
    #expect(enter("run").plan == nil)
    #expect(enter("budget 1 jobs").diagnostics.isEmpty)
  }

  @Test("an entry that was withdrawn takes its caps with it")
  func withdrawn() throws {
    var dialogue = Dialogue(catalogue: try LabContract.catalogue(), context: ScriptContext())
    _ = dialogue.enter("budget 1 jobs; use lab/still; run", surroundings: Surroundings())
    dialogue.withdraw()
    let entry = dialogue.enter("use lab/still; run x 2", surroundings: Surroundings())
    #expect(entry.plan?.budget == BudgetCaps())
  }

  @Test("`confirm` takes jobs or credits, the last one holds")
  func confirmation() throws {
    let plan = try CheckHarness.plan("option confirm 50credits; use lab/still; run")
    #expect(plan.confirmation == .credits(50))
    let jobs = try CheckHarness.plan("option confirm 50credits; option confirm 3; print 1")
    #expect(jobs.confirmation == .jobs(3))
    #expect(try CheckHarness.plan("print 1").confirmation == .jobs(10))
  }

  @Test("`unknown-price` holds from its line on, and its flag wins")
  func unknownPrice() throws {
    let script = "use lab/still; run; option unknown-price refuse; run"
    let plan = try CheckHarness.plan(script)
    #expect(plan.jobs.map(\.settings.startsUnknownPrice) == [true, false])
    let flagged = try CheckHarness.plan(
      script, context: ScriptContext(overrides: ["unknown-price": "refuse"]))
    #expect(flagged.jobs.map(\.settings.startsUnknownPrice) == [false, false])
  }
}
