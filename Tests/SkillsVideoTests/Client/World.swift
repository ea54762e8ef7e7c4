import LosslessJSON
import Synchronization
import Testing

@testable import SkillsVideo

/// A client in a simulation: a scripted service, a ledger and outputs in a folder of their own.
struct World: Sendable {
  let time: Simulation
  let tasks: SimulatedTasks
  let actors: SimulatedActors
  let folder: ScratchFolder
  let service: ScriptedService
  let events = EventLog()

  static let key = "sk-never-to-be-seen-42"
  static let imageURL = "https://media.example/out/1.png?sig=abc"
  static let image = Bytes.png(64, 48)

  /// Runs a test in a world of its own.
  static func run(
    submits: [ScriptedService.Play] = [], polls: [ScriptedService.Play] = [],
    media: [String: [ScriptedService.Play]] = [imageURL: [.media([image])]],
    credits: [ScriptedService.Play] = [], running: [ScriptedService.Play] = [],
    in folder: ScratchFolder = ScratchFolder(),
    _ body: @escaping @Sendable (World) async throws -> Void
  ) async throws {
    try await Simulation.run { time, tasks, actors in
      try await body(
        World(
          time: time, tasks: tasks, actors: actors, folder: folder,
          service: ScriptedService(
            time, submits: submits, polls: polls, media: media, credits: credits,
            running: running)))
    }
  }

  // MARK: - Parts

  var ledgerPath: String { folder["state/skv/ledger.sqlite"] }

  /// Opens the ledger as a process of its own; `observer` hears of each commit.
  func ledger(
    process: Int64 = 1, living: Set<Int64> = [1],
    observer: @escaping @Sendable (LedgerMoment) throws -> Void = { _ in }
  ) async throws -> Ledger {
    var surroundings = Ledger.Surroundings()
    surroundings.owner = ProcessIdentity(boot: "boot", process: process, start: process)
    surroundings.isRunning = { living.contains($0.process) }
    surroundings.wallClock = time.wallClock
    surroundings.executor = actors
    surroundings.busyTimeout = .zero
    surroundings.observer = observer
    return try await Ledger.open(path: ledgerPath, surroundings: surroundings)
  }

  func client(
    _ ledger: Ledger, key: String? = key, files: any FileAccess = PosixFileAccess()
  ) throws -> Client {
    var surroundings = Client.Surroundings()
    surroundings.time = time
    surroundings.wallClock = time.wallClock
    surroundings.random = { 1 }
    surroundings.files = files
    surroundings.fileExecutor = actors
    surroundings.executor = tasks
    return Client(
      configuration: try Configuration(
        baseURL: "https://service.example/api/v1", key: key.flatMap { Secret($0) },
        ledgerPath: ledgerPath),
      transport: service, ledger: ledger, surroundings: surroundings)
  }

  func request(
    stream: Bool = true, overwrite: Destination.Overwrite = .never, name: String = "fox",
    settings: FollowSettings = FollowSettings()
  ) -> GenerationRequest {
    GenerationRequest(
      model: "maker/model-1", body: ["prompt": "a red fox", "seed": 7], useStream: stream,
      label: "fox", script: "film.skv",
      destination: Destination(
        folder: folder["out"], pieces: [.text("\(name)."), .late(.ext)], overwrite: overwrite),
      settings: settings)
  }

  /// Generates once with a ledger of its own.
  @discardableResult
  func generate(_ request: GenerationRequest? = nil) async throws -> Outcome {
    try await client(ledger()).generate(request ?? self.request()) { [events] in events.hear($0) }
  }

  /// Begins a run as a task of its own and lets `moment` pass on the clock after its submit began.
  func begin(_ client: Client, until moment: Duration) async throws -> Task<Outcome, Never> {
    let request = request()
    let task = Task(executorPreference: tasks) { [events] in
      await client.generate(request) { events.hear($0) }
    }
    await events.begun()
    try await time.sleep(until: moment)
    return task
  }

  /// Generates once and cancels the task at a moment.
  func generateAndCancel(at moment: Duration) async throws -> Outcome {
    let task = try await begin(client(ledger()), until: moment)
    task.cancel()
    return await task.value
  }

  /// Takes the only run up as another process, when nobody of before is left.
  @discardableResult
  func resume(as process: Int64 = 2) async throws -> Outcome {
    let client = try await client(ledger(process: process, living: [process]))
    let record = try #require(try await client.runs().first)
    return await client.resume(record) { [events] in events.hear($0) }
  }

  /// The only run as a process reads it when nobody of before is left.
  func record() async throws -> RunRecord {
    try #require(try await ledger(process: 9, living: [9]).records().first)
  }

  /// The states that the only run went through.
  func states() async throws -> [RunState] {
    try await ledger(process: 9, living: [9]).transitions(of: 1)
  }

  /// The names of the outputs on disk.
  var outputs: [String] { folder.names(in: "out") }
}

extension Outcome {
  /// The record of a run that was saved; anything else fails the test.
  func saved() throws -> RunRecord {
    guard case .saved(let record) = self else {
      Issue.record("not saved: \(self)")
      throw EngineError(.nothingSent, "not saved")
    }
    return record
  }
}

extension String {
  /// The same state of another generation, with an output of its own name.
  func replacingID(_ id: String) -> String {
    split(separator: "gen-1", omittingEmptySubsequences: false).joined(separator: id)
  }
}

/// What a reporter heard.
final class EventLog: Sendable {
  private let heard = Mutex<[RunEvent]>([])
  private let waiting = Mutex<CheckedContinuation<Void, Never>?>(nil)

  func hear(_ event: RunEvent) {
    heard.withLock { $0.append(event) }
    waiting.withLock { waiting in
      defer { waiting = nil }
      return waiting
    }?.resume()
  }

  /// Waits until something is heard.
  func begun() async {
    await withCheckedContinuation { continuation in
      waiting.withLock { $0 = continuation }
    }
  }

  var all: [RunEvent] { heard.withLock { $0 } }

  /// The names of the events as the machine output has them.
  var names: [String] { all.compactMap { $0.json?["event"]?.string } }

  /// How many events tell the end.
  var endings: Int { names.count { ["terminal", "timeout", "error"].contains($0) } }
}

/// States of a generation as the service writes them.
enum Answers {
  static let id = "gen-1"
  static let queued = #"{"id":"gen-1","status":"IN_QUEUE","data":null,"usage":{"total":0}}"#
  static let running = #"{"id":"gen-1","status":"IN_PROGRESS","data":null,"usage":{"total":0}}"#
  static let completed = """
    {"id":"gen-1","status":"COMPLETED","input":{"prompt":"a red fox","seed":7},"data":{"images":\
    [{"url":"\(World.imageURL)","content_type":"image/png"}],"seed":7},"usage":{"total":2.50}}
    """
  static let failed = """
    {"id":"gen-1","status":"FAILED","data":null,"usage":{"total":0},\
    "code":"VIDEO_GENERATION_FAILED","message":"the model gave up"}
    """
  static let accepted = #"{"id":"gen-1","status":"IN_QUEUE","usage":{"total":2.5}}"#
  static let html = "<html><body>Service Unavailable</body></html>"

  static func error(_ code: String, _ message: String = "no") -> String {
    #"{"code":"\#(code)","message":"\#(message)","error":"\#(message)"}"#
  }
}
