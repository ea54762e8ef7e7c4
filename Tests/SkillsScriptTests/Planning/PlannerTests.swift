import Contracts
import LosslessJSON
import Testing

@testable import SkillsScript

@Suite("Plans")
struct PlannerTests {
  @Test("a chain of two runs is two jobs, the second of which waits for the first")
  func chain() throws {
    let plan = try CheckHarness.plan(
      """
      use seedream-4.5
      set prompt "a keeper"
      run as still
      use kling-ai/v3/video
      set first_frame_url $still
      set prompt "lifts the lantern"
      set duration 5s
      run as clip
      print "credits: ${still.credits} + ${clip.credits}"
      """, catalogue: Catalogue.builtIn())
    #expect(plan.jobs.map(\.id.index) == [0, 1])
    #expect(plan.jobs.map(\.label) == ["still", "clip"])
    #expect(plan.jobs.map(\.model.path) == ["bytedance/seedream-4.5", "kling-ai/v3/video"])
    #expect(plan.jobs.map(\.parents) == [[], [JobID(0)]])
    #expect(plan.jobs[0].request == .constant(["prompt": "a keeper"]))
    let still = ResultPath(label: "still", items: 0..<1)
    #expect(
      plan.jobs[1].request
        == .object([
          .init(key: "first_frame_url", value: .media(of: still, kind: .image)),
          .init(key: "prompt", value: .constant("lifts the lantern")),
          .init(key: "duration", value: .constant(5)),
        ]))
    var results = Results()
    results.record(
      ["credits": 3, "files": [["url": "https://m/1.png", "type": "image/png"]]], for: JobID(0))
    #expect(
      try plan.jobs[1].request.value(in: results).canonicalForm
        == #"{"duration":5,"first_frame_url":"https://m/1.png","prompt":"lifts the lantern"}"#)
    results.record(["credits": 4.asNumber], for: JobID(1))
    guard case .print(let value, _) = plan.steps[2] else {
      Issue.record("no print")
      return
    }
    #expect(try value.printed(in: results).lines == ["credits: 3 + 4"])
  }

  @Test("takes are jobs of one run, and equal jobs of all runs are counted together")
  func takes() throws {
    let plan = try CheckHarness.plan(
      """
      use lab/still
      set prompt "x"
      run as a x 2
      run as b
      set seed 1
      run as c
      set seed 1
      run as d
      unset seed
      run as e
      """)
    #expect(plan.jobs.map(\.label) == ["a", "a", "b", "c", "d", "e"])
    #expect(plan.jobs.map(\.item) == [0, 1, 0, 0, 0, 0])
    #expect(plan.jobs.map(\.itemCount) == [2, 2, 1, 1, 1, 1])
    #expect(plan.jobs.map(\.take) == [1, 2, 3, 1, 2, 4])
    guard case .run("a", let jobs, true) = plan.steps[0] else {
      Issue.record("no run")
      return
    }
    #expect(jobs == [JobID(0), JobID(1)])
  }

  @Test("chained jobs are equal only if they hang on the same results")
  func chainedTakes() throws {
    let plan = try CheckHarness.plan(
      """
      use lab/still
      run as a x 2
      use lab/clip
      set image_url $a[0]
      run
      set image_url $a[1]
      run
      set image_url $a[0]
      run
      set image_urls $a
      run
      """)
    #expect(plan.jobs.map(\.take) == [1, 2, 1, 1, 2, 1])
    #expect(plan.jobs[2].parents == [JobID(0)])
    #expect(plan.jobs[5].parents == [JobID(0), JobID(1)])
  }

  @Test("the order of the lines makes no other job")
  func orderOfLines() throws {
    let plan = try CheckHarness.plan(
      """
      use lab/still
      run as a
      use lab/clip
      set image_url $a; set count 1; set anything {"x": 1.0, "y": $a.id}
      run
      unset *
      set anything {"y": $a.id, "x": 1}; set count 1; set image_url $a
      run
      """)
    #expect(plan.jobs.map(\.take) == [1, 1, 2])
  }

  @Test("unlabelled runs are called by their position, and $last is the newest")
  func labels() throws {
    let plan = try CheckHarness.plan(
      """
      use lab/still
      run
      run as named
      run
      use lab/clip
      set image_url $r1
      run
      set image_url $r3
      run
      use lab/slow
      set video_url $last
      run
      """)
    #expect(plan.jobs.map(\.label) == ["r1", "named", "r3", "r4", "r5", "r6"])
    #expect(plan.jobs.map(\.parents) == [[], [], [], [JobID(0)], [JobID(2)], [JobID(4)]])
  }

  @Test(
    "parts of results go where their form fits",
    arguments: [
      ("set prompt $still.id", "{\"prompt\":\"g\"}"),
      ("set prompt \"${still.seed}/${still.files[0].width}\"", "{\"prompt\":\"7/640\"}"),
      ("set count $still.n", "{\"count\":1}"),
      ("set weight $still.credits", "{\"weight\":1.5}"),
      ("set anything $still.data", "{\"anything\":{\"k\":1}}"),
      ("set note $still.files[0].path", "{\"note\":\"out/s.png\"}"),
      ("set image_url $still.files[0].url", "{\"image_url\":\"https://m/s\"}"),
      (
        "set image_urls [$still, @https://a.b/c]",
        "{\"image_urls\":[\"https://m/s\",\"https://a.b/c\"]}"
      ),
      ("set image_urls $still.files", "{\"image_urls\":[\"https://m/s\"]}"),
      ("set image_urls $still", "{\"image_urls\":[\"https://m/s\"]}"),
      (
        "set camera {\"mode\": fast, \"image_url\": $still}",
        "{\"camera\":{\"image_url\":\"https://m/s\",\"mode\":\"fast\"}}"
      ),
      ("set anything {\"a\": [$still.seed]}", "{\"anything\":{\"a\":[7]}}"),
    ])
  func parts(_ statement: String, _ request: String) throws {
    let plan = try CheckHarness.plan("use lab/still; run as still; use lab/clip; \(statement); run")
    var results = Results()
    let item = """
      {"id": "g", "seed": 7, "n": 1, "credits": 1.5, "data": {"k": 1}, "files": [
        {"url": "https://m/s", "type": "image/png", "width": 640, "path": "out/s.png"}]}
      """
    results.record(try JSON(parsing: item), for: JobID(0))
    #expect(try plan.jobs[1].request.value(in: results).canonicalForm == request)
  }

  @Test(
    "parts of results do not go where their form does not fit",
    arguments: [
      ("set prompt $still.n", "E0307"), ("set count $still.id", "E0301"),
      ("set count $still.credits", "E0301"), ("set flag $still.status", "E0301"),
      ("set video_url $still.files", "E0403"), ("set tags $still", "E0408"),
    ])
  func misfits(_ statement: String, _ code: String) throws {
    let checked = try CheckHarness.check(
      "use lab/still; run as still; use lab/clip; \(statement); run")
    #expect(CheckHarness.codes(checked.diagnostics) == [code])
  }

  @Test("the same script gives the same plan")
  func determinism() throws {
    let script = "use lab/still; set prompt \"x\"; run x 3; use lab/clip; set image_urls $r1; run"
    let plans = try (0..<2).map { _ in try CheckHarness.plan(script) }
    #expect(plans[0].jobs.map(\.request) == plans[1].jobs.map(\.request))
    #expect(plans[0].jobs.map(\.destination) == plans[1].jobs.map(\.destination))
  }

  @Test("an empty script is an empty plan")
  func empty() throws {
    let plan = try CheckHarness.plan("# nothing\n")
    #expect(plan.jobs.isEmpty && plan.steps.isEmpty)
    var schedule = Schedule(plan: plan)
    #expect(schedule.handle(.begin) == [.finished])
  }
}

extension Int {
  fileprivate var asNumber: JSON { .number(JSONNumber(self)) }
}
