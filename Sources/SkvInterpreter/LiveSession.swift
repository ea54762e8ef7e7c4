package import SkillsScript
package import SkillsVideo
import Synchronization

/// Performs what is entered at a prompt: several entries side by side, each as a script of its own.
///
/// Within an entry a `run` waits for its own jobs, as in a file; the prompt waits for nothing. An
/// entry that uses results of earlier ones begins when those have ended.
package final class LiveSession: Sendable {
  private let interpreter: Interpreter
  private let client: Client
  private let place: Session.Place
  private let makeReporter: @Sendable () -> any Reporter
  private let gate = JobGate()
  private let invocation: String
  private let state: Mutex<State>

  private struct State {
    var dialogue: Dialogue
    var results = Results()
    var running: [Int: Running] = [:]
    var entries = 0
  }

  private struct Running {
    var jobs: Range<Int>
    var waiting: Int
    var inFlight = 0
    var task: Task<Void, Never>
  }

  /// Creates a session in which nothing has been entered; each entry gets a reporter of its own.
  package init(
    interpreter: Interpreter, context: ScriptContext, client: Client, place: Session.Place,
    makeReporter: @escaping @Sendable () -> any Reporter
  ) {
    self.interpreter = interpreter
    self.client = client
    invocation = client.newInvocation()
    self.place = place
    self.makeReporter = makeReporter
    state = Mutex(State(dialogue: Dialogue(catalogue: interpreter.catalogue, context: context)))
  }

  /// The language as it stands.
  package var dialogue: Dialogue { state.withLock { $0.dialogue } }

  /// How many jobs were submitted and have not ended, and how many wait to be submitted.
  package var openJobs: (inFlight: Int, waiting: Int) {
    state.withLock { state in
      state.running.values.reduce((0, 0)) { ($0.0 + $1.inFlight, $0.1 + $1.waiting) }
    }
  }

  /// Reads and checks an entry; nothing of it is performed. One entry at a time.
  package func enter(_ text: String) async -> Dialogue.Entry {
    let dialogue = dialogue
    let surroundings = await interpreter.surroundings { dialogue.missingReads(of: text, in: $0) }
    return state.withLock { $0.dialogue.enter(text, surroundings: surroundings) }
  }

  /// Asks the service for the balance; throws as `Client.credits()` does.
  package func credits() async throws(EngineError) -> CreditsAnswer {
    try await client.credits()
  }

  /// What the jobs of an entry will cost, as far as that is known.
  package func forecast(_ jobs: [Job]) async throws(EngineError) -> PriceForecast {
    try await PriceForecast.of(jobs, client)
  }

  /// Forgets the newest entry, which will not be performed: names and draft are as before it.
  package func withdraw() {
    state.withLock { $0.dialogue.withdraw() }
  }

  /// Begins to perform what an entry asks for; waits only for what has nothing to wait for itself,
  /// such as a `print` of a result that is there.
  package func perform(_ plan: Plan) async {
    guard !plan.steps.isEmpty else { return }
    await begin(plan)?.value
  }

  /// The task that performs a plan; nil if it will take time.
  private func begin(_ plan: Plan) -> Task<Void, Never>? {
    let jobs = plan.firstJob..<plan.firstJob + plan.jobs.count
    return state.withLock { state in
      let needed = plan.earlierJobs.map(\.index)
      let before = state.running.values.filter { needed.contains(where: $0.jobs.contains) }
        .map(\.task)
      let entry = state.entries
      state.entries += 1
      // Made here, so that reporters know the order of the entries.
      let reporter = Counter(next: makeReporter()) { self.note($0, in: entry) }
      let task = Task { [self] in
        for task in before { await task.value }
        let session = Session(
          plan: plan, client: client, reporter: reporter, place: place, gate: gate,
          invocation: invocation)
        let known = self.state.withLock { $0.results }
        let results = await session.perform(knowing: known).results
        self.state.withLock { state in
          state.results.merge(results)
          state.running[entry] = nil
        }
      }
      state.running[entry] = Running(jobs: jobs, waiting: jobs.count, task: task)
      return jobs.isEmpty && before.isEmpty ? task : nil
    }
  }

  private func note(_ event: SessionEvent, in entry: Int) {
    state.withLock { state in
      switch event {
      case .started:
        state.running[entry]?.waiting -= 1
        state.running[entry]?.inFlight += 1
      case .ended: state.running[entry]?.inFlight -= 1
      case .skipped: state.running[entry]?.waiting -= 1
      default: break
      }
    }
  }

  /// Takes note of each event, and passes it on.
  private struct Counter: Reporter {
    let next: any Reporter
    let note: @Sendable (SessionEvent) -> Void

    func hear(_ event: SessionEvent) {
      note(event)
      next.hear(event)
    }
  }

  /// Starts nothing new, leaves what is in flight to be taken up later, and waits for that.
  package func detach() async {
    let tasks = state.withLock { $0.running.values.map(\.task) }
    for task in tasks { task.cancel() }
    for task in tasks { await task.value }
  }
}
