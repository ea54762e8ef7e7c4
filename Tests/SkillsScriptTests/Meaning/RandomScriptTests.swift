import LosslessJSON
import Testing

@testable import SkillsScript

@Suite("Random scripts")
struct RandomScriptTests {
  private static let names = ["a", "b", "r1", "still", "last", "run", "clip"]
  private static let values = [
    "1", "2.0", "-3", "5s", "1500ms", "true", "null", "1..3", "16:9", "wide", "\"x\"",
    "\"${a}/${still.id}\"", "\"${run.n}\"", "[1, $a, \"x\"]", "{\"mode\": fast, \"k\": $b}",
    "@a.txt", "@a.json", "@*.png", "@https://a.b/c", "$a", "$b[0]", "$b.k", "$still", "$still[1]",
    "$still.files[0].url", "$r1.credits", "$last", "$last.data.x", "$run", "[", "\"", "kling-v2.6",
  ]
  private static let fields = [
    "prompt", "shape", "duration", "count", "tags", "tags[0]", "tags[3]", "camera", "camera.mode",
    "image_url", "image_urls", "video_url", "anything.x[0]", "promt", "seed", "media_url",
  ]
  private static let models = [
    "lab/clip", "lab/still", "lab/strict", "still", "lab/blank", "$a", "$still", "nothing",
    "lab/clip for i2v", "lab/clip for v2v", "lab/still for t2i",
  ]
  private static let options = [
    "output \"o/${run.n}\"", "output \"${a}.png\"", "output-root \"x\"", "jobs 2", "jobs $a",
    "unchecked allow", "timeout 5m", "on-error continue", "seed auto", "confirm 5", "nope 1",
  ]
  private static let clauses = [
    "as still", "as clip", "as a", "x 3", "to \"${run.label}.png\"", "x 0",
  ]

  /// Lines that are right behind `preamble`, in any order and number.
  private static let rightLines = [
    "set prompt \"x ${a}\"", "set prompt @a.txt", "set shape 16:9", "set duration 5s",
    "set count 2", "set tags [$a, \"b\"]", "set camera {\"mode\": fast}", "set camera.size 3",
    "set image_url $still[1]", "set image_urls $still",
    "set image_urls [$still[0], @https://a.b/c]",
    "set anything $still[0].data", "unset anything", "unset *", "print $still", "print $a",
    "print \"${still.credits} ${still.n}\"", "option jobs 1", "option on-error continue", "run",
    "sweep count in 1..3", "sweep $v in [\"x\", \"y\"]", "sweep image_url in $still",
    "set prompt \"${v}\"",
    "start", "start x 2", "wait", "wait $still", "expect $still.n == 2",
    "expect $still.files[0].width > 5", "save $still[0] to \"s.png\"",
    "run x 3", "run", "set camera {\"mode\": slow}", "use lab/clip",
  ]
  private static let preamble = [
    "let a = \"x\"", "use lab/still", "run as still x 2", "use lab/clip",
  ]

  private static func script(_ numbers: inout some RandomNumberGenerator) -> String {
    if Bool.random(using: &numbers) {
      let count = Int.random(in: 0...14, using: &numbers)
      return (preamble + (0..<count).compactMap { _ in rightLines.randomElement(using: &numbers) })
        .joined(separator: "\n")
    }
    var lines: [String] = []
    for _ in 0..<Int.random(in: 1...14, using: &numbers) {
      let value = values.randomElement(using: &numbers) ?? ""
      let field = fields.randomElement(using: &numbers) ?? ""
      let name = names.randomElement(using: &numbers) ?? ""
      switch Int.random(in: 0..<19, using: &numbers) {
      case 0, 1: lines.append("use " + (models.randomElement(using: &numbers) ?? ""))
      case 2: lines.append("let \(name) = \(value)")
      case 3: lines.append("option " + (options.randomElement(using: &numbers) ?? ""))
      case 4: lines.append("print \(value)")
      case 5: lines.append("unset \(field)")
      case 6, 7:
        let some = clauses.filter { _ in Int.random(in: 0..<4, using: &numbers) == 0 }
        lines.append("run " + some.joined(separator: " "))
      case 8: lines.append("sweep \(field) in \(value)")
      case 9: lines.append("sweep $\(name) in [\(value), \(value)]")
      case 10: lines.append("start " + (clauses.randomElement(using: &numbers) ?? ""))
      case 11:
        lines.append(
          ["wait", "wait $\(name)", "arg \(name) = \(value)"].randomElement(using: &numbers) ?? "")
      case 12: lines.append("expect $\(name).n == \(value)")
      case 13: lines.append("save $\(name) to \"s/${run.n}.${run.ext}\"")
      default: lines.append("set \(field) \(value)")
      }
    }
    return lines.joined(separator: Bool.random(using: &numbers) ? "\n" : "; ")
  }

  @Test(
    "whatever stands in a script, the findings are in order and the plan comes to its end",
    arguments: 0..<10)
  func soundness(_ block: Int) throws {
    let catalogue = try LabContract.catalogue()
    var numbers = SchedulePropertyTests.Numbers(state: UInt64(block))
    for _ in 0..<60 {
      let text = Self.script(&numbers)
      let checked = try CheckHarness.check(
        text, catalogue: catalogue, files: ["a.txt": "t", "a.json": "{\"mode\": \"fast\"}"])
      let starts = checked.diagnostics.map(\.primary.span.start)
      #expect(starts == starts.sorted(), "\(text)")
      let isClean = !checked.diagnostics.contains { $0.severity == .error }
      #expect((checked.program != nil) == isClean, "\(text)")
      for edit in checked.diagnostics.compactMap(\.fix).flatMap(\.edits) {
        #expect(edit.span.start >= 0 && edit.span.end <= text.utf8.count, "\(text)")
      }
      guard let program = checked.program else { continue }
      let plan = Planner.plan(program)
      #expect(plan.jobs.map(\.id.index) == Array(plan.jobs.indices), "\(text)")
      #expect(plan.jobs.allSatisfy { job in job.parents.allSatisfy { $0 < job.id } }, "\(text)")
      #expect(finishes(plan), "\(text)")
    }
  }

  private func finishes(_ plan: Plan) -> Bool {
    var schedule = Schedule(plan: plan)
    var actions = schedule.handle(.begin)
    var next = 0
    while next < actions.count {
      switch actions[next] {
      case .start(let job): actions += schedule.handle(.ended(job, .saved))
      case .perform(let step): actions += schedule.handle(.stepPerformed(step))
      case .skip, .pass, .finished: break
      }
      next += 1
    }
    let starts = actions.count { if case .start = $0 { true } else { false } }
    return actions.last == .finished && starts == plan.jobs.count
  }

  @Test("some of the random scripts are correct, and some run several jobs")
  func coverage() throws {
    let catalogue = try LabContract.catalogue()
    var numbers = SchedulePropertyTests.Numbers(state: 1)
    var clean = 0
    var codes: Set<String> = []
    for _ in 0..<500 {
      let text = Self.script(&numbers)
      let checked = try CheckHarness.check(text, catalogue: catalogue, files: ["a.txt": "t"])
      codes.formUnion(checked.diagnostics.map(\.code.rawValue))
      if let program = checked.program, !Planner.plan(program).jobs.isEmpty { clean += 1 }
    }
    #expect(clean > 100)
    #expect(codes.count > 40)
  }
}
