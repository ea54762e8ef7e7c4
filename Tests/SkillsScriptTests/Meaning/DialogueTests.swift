import Contracts
import LosslessJSON
import Testing

@testable import SkillsScript

/// A dialogue on the contract of the tests, which fails on findings that a test does not want.
struct TestDialogue {
  var dialogue: Dialogue

  init() throws {
    dialogue = Dialogue(catalogue: try LabContract.catalogue(), context: ScriptContext())
  }

  @discardableResult
  mutating func enter(
    _ text: String, finding codes: [String] = [],
    sourceLocation: SourceLocation = #_sourceLocation
  ) -> Dialogue.Entry {
    var surroundings = Surroundings()
    for read in dialogue.missingReads(of: text, in: surroundings) {
      surroundings[read] = CheckHarness.answer(to: read, in: ["fox.png": [1], "fox.txt": [0x61]])
    }
    let entry = dialogue.enter(text, surroundings: surroundings)
    #expect(CheckHarness.codes(entry.diagnostics) == codes, sourceLocation: sourceLocation)
    return entry
  }

  func request(of plan: Plan?) -> JSON? {
    try? plan?.jobs.last?.request.value(in: Results())
  }
}

@Suite("The language at a prompt")
struct DialogueTests {
  @Test("names, draft and settings last from entry to entry")
  func lasting() throws {
    var test = try TestDialogue()
    test.enter("let animal = \"fox\"")
    test.enter("use lab/clip")
    test.enter("option jobs 8")
    test.enter("set prompt \"a ${animal}\"; set count 2")
    let plan = test.enter("run").plan
    #expect(test.request(of: plan) == ["prompt": "a fox", "count": 2])
    #expect(plan?.jobs[0].settings.concurrency == 8)
    #expect(plan?.jobs[0].label == "r1")
  }

  @Test("an entry with an error changes nothing, however much of it was right")
  func wholeOrNotAtAll() throws {
    var test = try TestDialogue()
    test.enter("use lab/clip; set count 2")
    let refused = test.enter("set count 3; let a = 1; use lab/still; sett x 1", finding: ["E0131"])
    #expect(refused.plan == nil)
    test.enter("print $a", finding: ["E0204"])
    #expect(test.request(of: test.enter("run").plan) == ["count": 2])
  }

  @Test("a value is judged when it is set, and what is missing only when it is run")
  func judged() throws {
    var test = try TestDialogue()
    test.enter("use lab/strict")
    test.enter("set promt \"x\"", finding: ["E0203"])
    test.enter("set prompt \"x\"")
    test.enter("run", finding: ["E0303"])
    test.enter("set title \"y\"; run")
    test.enter("use lab/clip; set count 9", finding: ["E0304"])
  }

  @Test("jobs are counted on from entry to entry, and know the results that they wait for")
  func numbering() throws {
    var test = try TestDialogue()
    let first = try #require(test.enter("use lab/still; run as still x 2").plan)
    #expect(first.jobs.map(\.id) == [JobID(0), JobID(1)])
    #expect(first.firstJob == 0 && first.earlierJobs == [])
    let second = try #require(
      test.enter("use lab/clip; set image_urls [$still[1], $last[0]]; run as clip").plan)
    #expect(second.firstJob == 2 && second.jobs.map(\.id) == [JobID(2)])
    #expect(second.earlierJobs == [JobID(0), JobID(1)])
    #expect(second[JobID(2)].label == "clip")
    let third = try #require(test.enter("print $clip.credits").plan)
    #expect(third.earlierJobs == [JobID(2)])
    #expect(test.enter("run").plan?.jobs.map(\.label) == ["r3"])
  }

  @Test("a schedule of a later entry waits for none of the earlier jobs")
  func laterSchedule() throws {
    var test = try TestDialogue()
    test.enter("use lab/still; run as still")
    let plan = try #require(
      test.enter("use lab/clip; set image_url $still; run as clip; print $still.n").plan)
    var schedule = Schedule(plan: plan)
    #expect(schedule.handle(.begin) == [.start(JobID(1))])
    #expect(schedule.handle(.ended(JobID(0), .saved)) == [])
    #expect(schedule.handle(.ended(JobID(1), .saved)) == [.perform(step: 1)])
    #expect(schedule.handle(.stepPerformed(1)) == [.finished])
  }

  @Test("a name can be bound again, and the newest counts")
  func rebinding() throws {
    var test = try TestDialogue()
    test.enter("let a = 1")
    test.enter("let a = 2")
    test.enter("use lab/clip; set count $a")
    #expect(test.request(of: test.enter("run as a").plan) == ["count": 2])
    let plan = try #require(test.enter("run as a; print $a.n").plan)
    guard case .print(let value, _) = plan.steps[1] else { return #expect(Bool(false)) }
    #expect(value.neededJobs == [JobID(1)])
  }

  @Test("an entry that is withdrawn leaves names, draft and numbers as they were")
  func withdrawn() throws {
    var test = try TestDialogue()
    test.enter("use lab/clip; set count 2; run as a")
    test.enter("set count 3; let b = 1; run as a x 3")
    test.dialogue.withdraw()
    test.enter("print $b", finding: ["E0204"])
    let plan = try #require(test.enter("print $a.n; run").plan)
    #expect(plan.firstJob == 1)
    #expect(test.request(of: plan) == ["count": 2])
    guard case .print(let value, _) = plan.steps[0] else { return #expect(Bool(false)) }
    #expect(value.neededJobs == [JobID(0)])
  }

  @Test("a result of later on in an entry is named by the number that it will have")
  func laterLabel() throws {
    var test = try TestDialogue()
    test.enter("use lab/still; run; run")
    let entry = test.enter("print $r3; run", finding: ["E0401"])
    #expect(entry.diagnostics.first?.message.contains("used before its run") == true)
  }

  @Test("the same path is free again in the next entry")
  func paths() throws {
    var test = try TestDialogue()
    test.enter("use lab/still; run to \"a.png\"; run to \"a.png\"", finding: ["E0507"])
    test.enter("use lab/still; run to \"a.png\"")
    test.enter("run to \"a.png\"")
  }

  @Test("a finding about an earlier entry shows its line")
  func sources() throws {
    var test = try TestDialogue()
    test.enter("use lab/clip")
    let entry = test.enter("set promt \"x\"", finding: ["E0203"])
    let shown = DiagnosticRenderer(sources: test.dialogue.sources, color: false)
      .rendered(entry.diagnostics)
    #expect(shown.contains("set promt"))
    #expect(shown.contains("use lab/clip"))
  }

  @Test("files are read for each entry anew")
  func files() throws {
    var test = try TestDialogue()
    test.enter("use lab/clip; set image_url @fox.png; set prompt @fox.txt")
    test.enter("set image_url @gone.png", finding: ["E0501"])
    let plan = try #require(test.enter("run").plan)
    #expect(plan.jobs[0].request.files.count == 1)
  }
}

@Suite("Commands of the prompt")
struct PromptRequestTests {
  @Test("a script has none of them, and a prompt says which it does not have yet")
  func availability() throws {
    var test = try TestDialogue()
    for command in PromptCommand.all where command.action == nil {
      test.enter(command.keyword, finding: ["E0134"])
    }
    for command in PromptCommand.available {
      let script = Parser.parse(SourceText(name: "s", text: command.keyword))
      #expect(CheckHarness.codes(script.diagnostics) == ["E0133"])
    }
    test.enter("show it", finding: ["E0136"])
    test.enter("fields a b", finding: ["E0136"])
    test.enter("shwo", finding: ["E0131"])
  }

  @Test("credits asks for the balance, with or without a draft")
  func credits() throws {
    var test = try TestDialogue()
    for entry in ["credits", "use lab/strict; credits"] {
      let entered = test.enter(entry)
      #expect(entered.requests.count == 1)
      guard case .credits = entered.requests.first else { return #expect(Bool(false)) }
    }
    test.enter("credits now", finding: ["E0136"])
  }

  @Test("show tells what is set and what is missing")
  func show() throws {
    var test = try TestDialogue()
    guard case .show(nil) = test.enter("show").requests.first else { return #expect(Bool(false)) }
    test.enter("use lab/strict; set title \"t\"")
    guard case .show(let view?) = test.enter("show").requests.first else {
      return #expect(Bool(false))
    }
    #expect(view.model.path == "lab/strict")
    #expect(view.values.map(\.name) == ["title"])
    #expect(view.missing == ["prompt"])
  }

  @Test("plan says what run would, and leaves no trace")
  func plan() throws {
    var test = try TestDialogue()
    test.enter("plan", finding: ["E0210"])
    test.enter("use lab/strict; set title \"t\"")
    test.enter("plan", finding: ["E0303"])
    test.enter("set prompt \"p\"")
    guard case .plan(let jobs) = test.enter("plan").requests.first, let job = jobs.first else {
      return #expect(Bool(false))
    }
    #expect(job.request.sketch == ["title": "t", "prompt": "p"])
    #expect(test.enter("run").plan?.jobs.map(\.id) == [JobID(0)])
  }

  @Test("models are found by every text, by mode and by kind")
  func models() throws {
    var test = try TestDialogue()
    func found(_ words: String) -> [String] {
      guard case .models(let models, _) = test.enter("models \(words)").requests.first else {
        return ["none"]
      }
      return models.map(\.path)
    }
    #expect(found("still") == ["lab/still", "other/still"])
    #expect(found("STILL lab") == ["lab/still"])
    #expect(found("image") == ["lab/still", "other/still"])
    #expect(found("nothing-like-it") == [])
    #expect(found("i2v").contains("lab/clip"))
    #expect(!found("i2v").contains("lab/words"))
  }

  @Test("fields are those of the draft's model or of one that is named")
  func fields() throws {
    var test = try TestDialogue()
    test.enter("fields", finding: ["E0210"])
    test.enter("fields nix", finding: ["E0201"])
    guard case .fields(let named, nil) = test.enter("fields lab/clip").requests.first else {
      return #expect(Bool(false))
    }
    #expect(named.path == "lab/clip")
    test.enter("use lab/strict")
    guard case .fields(let own, nil) = test.enter("fields").requests.first else {
      return #expect(Bool(false))
    }
    #expect(own.path == "lab/strict")
  }

  @Test("help finds statements, commands, options, fields and models, and suggests")
  func help() throws {
    var test = try TestDialogue()
    test.enter("use lab/clip")
    func topic(_ word: String) -> HelpTopic? {
      guard case .help(let topic) = test.enter("help \(word)").requests.first else { return nil }
      return topic
    }
    guard case .overview = topic(""), case .statement(let form) = topic("run"),
      case .command(let command) = topic("exit"), case .option(let option) = topic("jobs"),
      case .field(let field, _) = topic("shape"), case .model(let model) = topic("lab/words"),
      case .values = topic("values")
    else { return #expect(Bool(false)) }
    #expect(form.keyword == "run" && command.keyword == "quit" && option.name == "jobs")
    #expect(field.name == "shape" && model.path == "lab/words")
    let entry = test.enter("help shpe", finding: ["E0214"])
    #expect(entry.diagnostics.first?.fix?.edits.first?.replacement == "shape")
  }
}
