import Foundation
import LosslessJSON
import Synchronization
import Testing

/// What is in doubt, and what settles it, through the built program.
@Suite struct DoubtTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// What the service does; tests change it while it runs.
  private final class Mood: Sendable {
    struct State {
      /// What a submit is answered with; nil for no answer.
      var submit: String?
      var running = "[]"
      var state = "{}"
      var status = 200
    }
    private let state = Mutex(State())
    func set(_ change: (inout State) -> Void) { state.withLock { change(&$0) } }
    var now: State { state.withLock { $0 } }
  }

  private static func service(_ mood: Mood) throws -> ScriptedService {
    try ScriptedService { request in
      let now = mood.now
      if request.method == "POST" {
        return now.submit.map { .json(200, $0) } ?? .init(bytes: [])
      }
      if request.path.contains("/generations/running?limit=100") { return .json(200, now.running) }
      if request.path.contains("/generation/") {
        return .json(
          now.status, now.state == "completed" ? OddAnswerTests.completed(request) : now.state)
      }
      return .http(200, type: "video/mp4", OddAnswerTests.movie)
    }
  }

  private static let script = [
    "run", "--look-time", "0s", "-c",
    #"use kling-v2.6; set prompt "x"; run as fox to "fox.mp4""#,
  ]

  private static let list = #"[{"id":"gen_1","status":"IN_PROGRESS","input":{"prompt":"x"}}]"#

  private func skv(
    _ arguments: [String], _ service: ScriptedService
  ) async throws -> Skv.Result {
    try await Skv.run(arguments, in: folder, environment: service.environment)
  }

  /// A run in doubt, number 1, and the service that it was sent to.
  private func doubt(_ mood: Mood) async throws -> ScriptedService {
    let service = try Self.service(mood)
    let result = try await skv(Self.script, service)
    #expect(result.status == 32, "\(result.errors)")
    return service
  }

  @Test("what is told of a run in doubt names the three commands, with its number")
  func advice() async throws {
    let service = try Self.service(Mood())
    let result = try await skv(Self.script, service)
    #expect(result.status == 32)
    for words in [
      "fox: in doubt", "nothing that the service has running is certainly its own",
      "`skv resume 1 --adopt ID`", "`skv resume 1 --abandon`", "`skv resume 1 --again`",
      service.baseURL,
    ] {
      #expect(result.errors.contains(words), "\(words) in \(result.errors)")
    }
    #expect(!result.errors.contains("dashboard"))
    let shown = try await skv(["show", "fox"], service)
    #expect(shown.output.contains("`skv resume 1 --again`"))
    #expect(shown.output.contains("no id is known"))
    let listed = try await skv(["runs"], service)
    #expect(listed.output.contains("in doubt"))
    #expect(listed.errors.contains("run 1 is in doubt: `skv show 1`"))
  }

  @Test("a lost answer is found among what runs, followed and downloaded by the same call")
  func foundAtOnce() async throws {
    let mood = Mood()
    mood.set {
      $0.running = Self.list; $0.state = "completed"
    }
    let service = try Self.service(mood)
    let result = try await skv(Self.script, service)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output == "fox.mp4\n")
    #expect(result.errors.contains("fox: found as gen_1"))
    #expect(service.submitCount == 1)
    let shown = try await skv(["show", "1", "--json"], service)
    let run = try JSON(parsing: shown.output)
    let details = run["history"]?.array?.compactMap { $0["detail"]?.string } ?? []
    #expect(details.contains("adopted by input: gen_1"))
  }

  @Test("other jobs go on, and 32 is the exit code only of what stayed in doubt")
  func others() async throws {
    let mood = Mood()
    let count = Mutex(0)
    let service = try ScriptedService { request in
      if request.method == "POST" {
        let isFirst = count.withLock { count in
          count += 1
          return count == 1
        }
        return isFirst
          ? .init(bytes: []) : .events(Array("data: \(OddAnswerTests.completed(request))\n\n".utf8))
      }
      if request.path.contains("/running") { return .json(200, "[]") }
      if request.path.contains("/generation/") { return .json(404, "{}") }
      _ = mood
      return .http(200, type: "video/mp4", OddAnswerTests.movie)
    }
    let result = try await skv(
      [
        "run", "--look-time", "0s", "--jobs", "1", "--on-error", "continue", "-c",
        #"use kling-v2.6; set prompt "x"; run as a to "a.mp4"; run as b to "b.mp4""#,
      ], service)
    #expect(result.status == 32, "\(result.errors)")
    #expect(result.output == "b.mp4\n")
    #expect(service.submitCount == 2)
  }

  @Test("killed before an id came, `skv resume` finds it, follows and downloads it")
  func killedAndFound() async throws {
    let victim = Mutex<RunningProgram?>(nil)
    let service = try ScriptedService { request in
      if request.method == "POST" {
        victim.withLock { $0 }?.signal(SIGKILL)
        return .init(bytes: [], staysOpen: true)
      }
      if request.path.contains("/running") { return .json(200, Self.list) }
      if request.path.contains("/generation/") {
        return .json(200, OddAnswerTests.completed(request))
      }
      return .http(200, type: "video/mp4", OddAnswerTests.movie)
    }
    victim.withLock {
      $0 = try? Skv.start(Self.script, in: folder, environment: service.environment)
    }
    let program = try #require(victim.withLock { $0 })
    #expect(try await program.ended().status == 137)
    let resumed = try await skv(["resume", "--look-time", "0s"], service)
    #expect(resumed.status == 0, "\(resumed.errors)")
    #expect(resumed.output == "fox.mp4\n")
    #expect(service.submitCount == 1)
  }

  @Test("killed with the result known and nothing on disk, `skv resume` downloads it")
  func killedBeforeTheFile() async throws {
    let victim = Mutex<RunningProgram?>(nil)
    let isOver = Mutex(false)
    let service = try ScriptedService { request in
      if request.method == "POST" {
        return .events(Array("data: \(OddAnswerTests.completed(request))\n\n".utf8))
      }
      if isOver.withLock({ $0 }) { return .http(200, type: "video/mp4", OddAnswerTests.movie) }
      victim.withLock { $0 }?.signal(SIGKILL)
      var answer = ScriptedService.Answer.http(
        200, type: "video/mp4", Array(OddAnswerTests.movie.prefix(1_000)),
        length: OddAnswerTests.movie.count)
      answer.staysOpen = true
      return answer
    }
    victim.withLock {
      $0 = try? Skv.start(Self.script, in: folder, environment: service.environment)
    }
    let program = try #require(victim.withLock { $0 })
    #expect(try await program.ended().status == 137)
    #expect(folder.bytes(of: "fox.mp4") == nil)
    isOver.withLock { $0 = true }
    let resumed = try await skv(["resume"], service)
    #expect(resumed.status == 0, "\(resumed.errors)")
    #expect(folder.bytes(of: "fox.mp4") == OddAnswerTests.movie)
    #expect(service.submitCount == 1)
  }

  // MARK: - By hand

  @Test("--adopt gives it the generation that a person names, if the service agrees")
  func adopted() async throws {
    let mood = Mood()
    let service = try await doubt(mood)
    mood.set {
      $0.status = 404; $0.state = #"{"message":"unknown"}"#
    }
    let unknown = try await skv(["resume", "fox", "--adopt", "gen_1"], service)
    #expect(unknown.status == 32)
    #expect(unknown.errors.contains("does not give gen_1"), "\(unknown.errors)")
    mood.set {
      $0.status = 200; $0.state = #"{"id":"gen_1","input":{"prompt":"y"}}"#
    }
    let other = try await skv(["resume", "1", "--adopt", "gen_1", "--json"], service)
    #expect(other.status == 32)
    #expect(try other.jsonLines().last?["error"]?.string == "not_settled")
    mood.set { $0.state = "completed" }
    let right = try await skv(["resume", "1", "--adopt", "gen_1"], service)
    #expect(right.status == 0, "\(right.errors)")
    #expect(right.output == "fox.mp4\n")
    #expect(service.submitCount == 1)
    let again = try await skv(["resume", "1", "--adopt", "gen_2"], service)
    #expect(again.status == 1)
    #expect(again.errors == "skv: run 1 (fox) is saved, not in doubt\n")
  }

  @Test("a script that is run again looks for what is in doubt, and does not send it again")
  func lookedForBySameScript() async throws {
    let mood = Mood()
    let service = try Self.service(mood)
    let script = Array(Self.script.dropLast()) + ["option reuse on; " + Self.script[4]]
    #expect(try await skv(script, service).status == 32)
    mood.set { $0.submit = #"{"id":"gen_2","status":"IN_QUEUE"}"# }
    let still = try await skv(script, service)
    #expect(still.status == 32, "\(still.errors)")
    #expect(still.errors.contains("nothing that the service has running is certainly its own"))
    mood.set {
      $0.running = Self.list; $0.state = "completed"
    }
    let found = try await skv(script, service)
    #expect(found.status == 0, "\(found.errors)")
    #expect(found.errors.contains("fox: found as gen_1"))
    #expect(found.output == "fox.mp4\n")
    #expect(service.submitCount == 1)
  }

  @Test("several jobs in doubt are looked for together, three times in all")
  func lookedForTogether() async throws {
    let service = try Self.service(Mood())
    let script = [
      "run", "--look-time", "0s", "--on-error", "continue", "-c",
      #"option reuse on; use kling-v2.6; set prompt "x"; run as fox x 3 to "${run.n}.mp4""#,
    ]
    #expect(try await skv(script, service).status == 32)
    let looks = { service.requests.count { $0.path.contains("/running") } }
    let before = looks()
    #expect(service.submitCount == 3)
    #expect(try await skv(script, service).status == 32)
    #expect(looks() == before + 3)
    #expect(service.submitCount == 3)
  }

  @Test("--abandon ends it, and the same script pays again")
  func abandoned() async throws {
    let mood = Mood()
    let service = try await doubt(mood)
    let given = try await skv(["resume", "1", "--abandon"], service)
    #expect(given.status == 0, "\(given.errors)")
    #expect(given.errors.contains("run 1 (fox) is given up"))
    let rest = try await skv(["resume"], service)
    #expect(rest.status == 0)
    #expect(rest.errors == "nothing is unfinished\n")
    let listed = try await skv(["runs", "abandoned"], service)
    #expect(listed.output.contains("abandoned"))
    mood.set {
      $0.submit = #"{"id":"gen_2","status":"IN_QUEUE"}"#; $0.state = "completed"
    }
    let paid = try await skv(Self.script, service)
    #expect(paid.status == 0, "\(paid.errors)")
    #expect(service.submitCount == 2)
  }

  @Test("--again says the risk, sends once more, and follows it")
  func again() async throws {
    let mood = Mood()
    let service = try await doubt(mood)
    let failed = try await skv(["resume", "1", "--again", "--look-time", "0s"], service)
    #expect(failed.status == 32, "\(failed.errors)")
    #expect(failed.errors.contains("paid for twice"))
    #expect(service.submitCount == 2)
    mood.set {
      $0.submit = #"{"id":"gen_2","status":"IN_QUEUE"}"#; $0.state = "completed"
    }
    let sent = try await skv(["resume", "1", "--again"], service)
    #expect(sent.status == 0, "\(sent.errors)")
    #expect(sent.output == "fox.mp4\n")
    #expect(service.submitCount == 3)
    let bodies = Set(service.requests.filter { $0.method == "POST" }.map(\.body))
    #expect(bodies.count == 1)
  }

  @Test(
    "settling takes one run that is in doubt, and one way",
    arguments: [
      (["resume", "--abandon"], "name it"), (["resume", "1", "2", "--again"], "name it"),
      (["resume", "1", "--abandon", "--again"], "choose one of"),
      (["resume", "1", "--adopt", "x", "--abandon"], "choose one of"),
      (["resume", "7", "--abandon"], "no run is called 7"),
      (["resume", "1", "--adopt", ""], "takes the id"),
    ])
  func usage(arguments: [String], words: String) async throws {
    let service = try Self.service(Mood())
    let result = try await skv(arguments, service)
    #expect(result.status == 1)
    #expect(result.errors.contains(words), "\(result.errors)")
    #expect(service.requests.isEmpty)
  }

  @Test("a label of several runs in doubt settles none of them")
  func ambiguous() async throws {
    let service = try await doubt(Mood())
    _ = try await skv(Self.script, service)
    let result = try await skv(["resume", "fox", "--abandon"], service)
    #expect(result.status == 1)
    #expect(result.errors.contains("name one of 1, 2"), "\(result.errors)")
  }

  @Test("on the sandbox the words are the sandbox's, not the dashboard's")
  func sandboxWords() async throws {
    try await LeftRun(baseURL: "sandbox", folder: folder).leave(.submitting)
    let shown = try await Skv.run(["show", "--sandbox", "1"], in: folder)
    #expect(shown.output.contains("`skv resume --sandbox 1 --abandon`"), "\(shown.output)")
    #expect(shown.output.contains("on the sandbox nothing was paid for"))
    #expect(!shown.output.contains("dashboard"))
    let left = try await Skv.run(["resume", "--sandbox", "--look-time", "0s"], in: folder)
    #expect(left.status == 32, "\(left.errors)")
    #expect(left.errors.contains("`skv resume --sandbox 1 --adopt ID`"), "\(left.errors)")
    #expect(!left.errors.contains("dashboard"))
    let over = try await Skv.run(["resume", "--sandbox", "1", "--again"], in: folder)
    #expect(over.status == 0, "\(over.errors)")
    #expect(over.output == "fox.mp4\n")
  }
}
