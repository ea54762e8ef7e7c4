import LosslessJSON
import Testing

@testable import SkillsScript

@Suite("Options")
struct OptionTests {
  @Test("an option holds from its line on")
  func fromHereOn() throws {
    let plan = try CheckHarness.plan(
      """
      use lab/still
      run
      option jobs 8; option retry 0; option timeout 90s; option poll-interval 500ms
      option on-error continue; option overwrite always; option confirm 3
      run
      """)
    var expected = JobSettings()
    #expect(plan.jobs[0].settings == expected)
    expected.concurrency = 8
    expected.retry = 0
    expected.timeout = .seconds(90)
    expected.pollInterval = .milliseconds(500)
    expected.onError = .continue
    expected.overwrite = .always
    #expect(plan.jobs[1].settings == expected)
    #expect(plan.concurrency == 8)
    #expect(plan.onError == .continue)
    #expect(plan.confirmation == .jobs(3))
  }

  @Test("the defaults of the table are those of the settings")
  func defaults() throws {
    for origin in ScriptContext.Origin.allCases {
      var settings = RunnerSettings(origin: origin)
      let before = settings
      for form in OptionTable.all where form.kind != .template && form.kind != .folder {
        try settings.take(form.standard(for: origin), for: form)
      }
      #expect(settings.job == before.job)
      #expect(settings.confirmation == before.confirmation)
      #expect(settings.allowsUnchecked == before.allowsUnchecked)
      #expect(settings.job.overwrite == (origin == .file ? .never : .number))
    }
  }

  @Test("every option of the language stands in the table")
  func names() {
    #expect(
      OptionTable.all.map(\.name) == [
        "output", "output-root", "overwrite", "jobs", "retry", "timeout", "poll-interval",
        "on-error", "reuse", "confirm", "unknown-price", "unchecked", "seed", "embed",
      ])
  }

  @Test("a flag wins over the script, whose own line is still checked")
  func overrides() throws {
    let context = ScriptContext(overrides: [
      "jobs": "2", "output": "all/${run.label}-${run.index}.${run.ext}", "unchecked": "allow",
    ])
    let plan = try CheckHarness.plan(
      "option jobs 9; option output \"x.png\"; use lab/still; set odd 1; run", context: context)
    #expect(plan.jobs[0].settings.concurrency == 2)
    #expect(
      plan.jobs[0].destination.pieces == [.text("all/r1-0."), .late(.ext)])
    let checked = try CheckHarness.check("option jobs many", context: context)
    #expect(CheckHarness.codes(checked.diagnostics) == ["E0302"])
  }

  @Test(
    "a bad flag is told in one sentence, before there is a script",
    arguments: [
      ("jobs", "0", "`--jobs` takes a whole number from 1 to 10000, and not `0`"),
      (
        "timeout", "5",
        "`--timeout` takes a length of time such as 15m or 3s, and `5` has no unit"
      ),
      ("timeout", "0s", "`--timeout` takes a length of time such as 15m or 3s, and not `0s`"),
      (
        "on-error", "stopp",
        "`--on-error` takes stop or continue, and not `stopp`; did you mean `stop`?"
      ),
      ("embed", "yes", "`--embed` takes on or off, and not `yes`"),
      ("output-root", "", "`--output-root` takes a path of a folder, and not ``"),
      ("nothing", "1", "there is no option `nothing`"),
      (
        "output", "${run.nothing}",
        "`--output` takes a path with no other parts than ${run.label}, ${run.model}, ${run.n}, "
          + "${run.index}, ${run.take}, ${run.file}, ${run.seed}, ${run.date}, ${run.time}, "
          + "${run.id} or ${run.ext}"
      ),
    ])
  func badFlags(_ name: String, _ word: String, _ sentence: String) {
    #expect(OptionTable.fault(of: name, word: word) == sentence)
  }

  @Test(
    "a good flag has no fault",
    arguments: [
      ("jobs", "1"), ("timeout", "5s"), ("output", "a/${run.label}.png"), ("overwrite", "number"),
      ("confirm", "3"), ("output-root", "x"), ("seed", "as-is"),
    ])
  func goodFlags(_ name: String, _ word: String) {
    #expect(OptionTable.fault(of: name, word: word) == nil)
  }

  @Test("flags are trusted, so that no excerpt of the script speaks of them")
  func trustedFlags() throws {
    let plan = try CheckHarness.plan(
      "use lab/still\nrun", context: ScriptContext(overrides: ["jobs": "0", "nothing": "1"]))
    #expect(plan.jobs[0].settings == JobSettings())
  }

  @Test(
    "lengths of time are read exactly",
    arguments: [
      ("5s", "5"), ("1500ms", "1.5"), ("0.1m", "6"), ("2h", "7200"), ("5.0s", "5"), ("1e1s", "10"),
      ("15e-1s", "1.5"), ("-5s", "-5"), ("0s", "0"), ("1ms", "0.001"), ("0.5ms", "0.0005"),
      ("100000s", "100000"), ("-0s", "0"),
    ])
  func times(_ text: String, _ seconds: String) {
    #expect(TimeAmount(text)?.seconds?.text == seconds)
  }

  @Test(
    "what is no length of time is none",
    arguments: [
      "5", "s", "5kb", "5 s", "1e99s", "99999999999999999999s", "5ss", "", "+5s", "05s",
    ])
  func noTimes(_ text: String) {
    #expect(TimeAmount(text) == nil)
  }

  @Test("a duration has milliseconds and an end")
  func durations() {
    #expect(TimeAmount("0.5ms")?.duration == nil)
    #expect(TimeAmount("1500ms")?.duration == .milliseconds(1500))
    #expect(TimeAmount("10000h")?.duration == .seconds(36_000_000))
    #expect(TimeAmount("10001h")?.duration == nil)
  }
}
