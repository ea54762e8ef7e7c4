import Synchronization

@testable import SkillsVideo

/// A world with a clock of its own, in which everything runs on one thread.
///
/// Whenever no task can go on, the clock jumps to the moment that the next sleeper waits for. So hours
/// pass in no time, nothing is timed, and the same script always runs the same way.
final class Simulation: TimeSource {
  private struct Sleeper {
    var id: Int
    var due: Duration
    var continuation: CheckedContinuation<Void, any Error>
  }

  private struct State {
    var jobs: [(job: UnownedJob, isActorJob: Bool)] = []
    var now = Duration.zero
    var nextID = 0
    var sleepers: [Sleeper] = []
    var cancelled: Set<Int> = []
    var isDone = false
    var isWaiting = false
  }

  private enum Step {
    case run(UnownedJob, isActorJob: Bool)
    case wake(CheckedContinuation<Void, any Error>)
    case wait
    case end
  }

  private let state = Mutex(State())
  private let gate = Gate()

  /// Performs a body and all that it starts on the simulation's thread.
  static func run<Value: Sendable>(
    _ body: @escaping @Sendable (Simulation, SimulatedTasks, SimulatedActors) async throws -> Value
  ) async throws -> Value {
    let simulation = Simulation()
    let tasks = SimulatedTasks(simulation)
    let actors = SimulatedActors(simulation)
    let task = Task(executorPreference: tasks) {
      defer { simulation.finish() }
      return try await body(simulation, tasks, actors)
    }
    await withCheckedContinuation { continuation in
      BlockingThread.start {
        simulation.loop(tasks, actors)
        continuation.resume()
      }
    }
    return try await task.value
  }

  // MARK: - The clock

  var now: Duration { state.withLock { $0.now } }

  /// The wall clock, which began on 23 November 2026.
  var wallClock: WallClock {
    { [self] in 1_795_412_304_000 + Int64(now.components.seconds) * 1_000 }
  }

  func sleep(until moment: Duration) async throws {
    let id = state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let isCancelled = state.withLock { state in
          guard !state.cancelled.contains(id) else { return true }
          state.sleepers.append(Sleeper(id: id, due: moment, continuation: continuation))
          return false
        }
        if isCancelled { continuation.resume(throwing: CancellationError()) }
      }
    } onCancel: {
      let sleeper = state.withLock { state -> Sleeper? in
        state.cancelled.insert(id)
        guard let index = state.sleepers.firstIndex(where: { $0.id == id }) else { return nil }
        return state.sleepers.remove(at: index)
      }
      sleeper?.continuation.resume(throwing: CancellationError())
    }
  }

  // MARK: - The thread

  func enqueue(_ job: UnownedJob, isActorJob: Bool) {
    let isWaiting = state.withLock { state in
      state.jobs.append((job, isActorJob))
      defer { state.isWaiting = false }
      return state.isWaiting
    }
    if isWaiting { gate.open() }
  }

  private func finish() {
    let isWaiting = state.withLock { state in
      state.isDone = true
      defer { state.isWaiting = false }
      return state.isWaiting
    }
    if isWaiting { gate.open() }
  }

  private func loop(_ tasks: SimulatedTasks, _ actors: SimulatedActors) {
    while true {
      switch nextStep() {
      case .run(let job, let isActorJob):
        if isActorJob {
          job.runSynchronously(on: actors.asUnownedSerialExecutor())
        } else {
          job.runSynchronously(on: tasks.asUnownedTaskExecutor())
        }
      case .wake(let continuation):
        continuation.resume()
      case .wait:
        gate.wait()
      case .end:
        return
      }
    }
  }

  private func nextStep() -> Step {
    state.withLock { state in
      if !state.jobs.isEmpty {
        let (job, isActorJob) = state.jobs.removeFirst()
        return .run(job, isActorJob: isActorJob)
      }
      if state.isDone { return .end }
      if let next = state.sleepers.min(by: { ($0.due, $0.id) < ($1.due, $1.id) }) {
        state.sleepers.removeAll { $0.id == next.id }
        state.now = max(state.now, next.due)
        return .wake(next.continuation)
      }
      state.isWaiting = true
      return .wait
    }
  }
}

/// Runs tasks on the thread of a simulation.
final class SimulatedTasks: TaskExecutor {
  private let simulation: Simulation

  init(_ simulation: Simulation) {
    self.simulation = simulation
  }

  func enqueue(_ job: consuming ExecutorJob) {
    simulation.enqueue(UnownedJob(job), isActorJob: false)
  }
}

/// Runs actors on the thread of a simulation.
final class SimulatedActors: SerialExecutor {
  private let simulation: Simulation

  init(_ simulation: Simulation) {
    self.simulation = simulation
  }

  func enqueue(_ job: consuming ExecutorJob) {
    simulation.enqueue(UnownedJob(job), isActorJob: true)
  }
}
