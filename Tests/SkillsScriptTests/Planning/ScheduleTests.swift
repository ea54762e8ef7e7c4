import Testing

@testable import SkillsScript

@Suite("Schedule")
struct ScheduleTests {
  /// A schedule of steps; each job is written as its parents.
  private func schedule(
    _ steps: [ScheduleSteps], bound: Int = 4, stops: Bool = true
  ) -> Schedule {
    Schedule(graph: ScheduleSteps.graph(steps, bound: bound, stops: stops))
  }

  @Test("jobs of a run start up to the bound, and the next when one ends")
  func bound() {
    var schedule = schedule([.run([[], [], []])], bound: 2)
    #expect(schedule.handle(.begin) == [.start(JobID(0)), .start(JobID(1))])
    #expect(schedule.handle(.ended(JobID(1), .saved)) == [.start(JobID(2))])
    #expect(schedule.handle(.ended(JobID(0), .saved)) == [])
    #expect(schedule.handle(.ended(JobID(2), .saved)) == [.finished])
  }

  @Test("jobs that have ended before are done, and those that hang on them go on")
  func takenUp() {
    var schedule = schedule([.run([[], []]), .print([1]), .run([[1]])], bound: 1)
    #expect(schedule.handle(.takenUp([JobID(1): .saved])) == [])
    #expect(schedule.handle(.begin) == [.start(JobID(0))])
    #expect(schedule.handle(.ended(JobID(1), .saved)) == [])
    #expect(schedule.handle(.takenUp([JobID(0): .saved])) == [])
    #expect(schedule.handle(.ended(JobID(0), .saved)) == [.perform(step: 1)])
    #expect(schedule.handle(.stepPerformed(1)) == [.start(JobID(2))])
    #expect(schedule.handle(.ended(JobID(2), .saved)) == [.finished])
  }

  @Test("what has failed before stops what was not begun, and nothing that has ended")
  func failedBefore() {
    var schedule = schedule([.run([[], [], []]), .print([1])])
    #expect(
      schedule.handle(.takenUp([JobID(0): .failed, JobID(1): .saved])) == [
        .skip(JobID(2), because: .job(JobID(0)))
      ])
    #expect(schedule.handle(.begin) == [.perform(step: 1)])
    #expect(schedule.handle(.stepPerformed(1)) == [.finished])
  }

  @Test("a step waits for the one before it")
  func barrier() {
    var schedule = schedule([.run([[], []]), .print([0]), .run([[]])])
    #expect(schedule.handle(.begin) == [.start(JobID(0)), .start(JobID(1))])
    #expect(schedule.handle(.ended(JobID(0), .saved)) == [])
    #expect(schedule.handle(.ended(JobID(1), .saved)) == [.perform(step: 1)])
    #expect(schedule.handle(.stepPerformed(1)) == [.start(JobID(2))])
    #expect(schedule.handle(.ended(JobID(2), .saved)) == [.finished])
  }

  @Test("a job of the same step starts when its parent is saved")
  func parentInStep() {
    var schedule = schedule([.run([[], [0]])])
    #expect(schedule.handle(.begin) == [.start(JobID(0))])
    #expect(schedule.handle(.ended(JobID(0), .saved)) == [.start(JobID(1))])
  }

  @Test(
    "after a failure nothing new starts, and what runs still ends",
    arguments: [
      Schedule.Ending.failed, .refused, .unfinished,
    ])
  func stop(_ ending: Schedule.Ending) {
    var schedule = schedule([.run([[], [], []]), .run([[]])], bound: 2)
    _ = schedule.handle(.begin)
    #expect(
      schedule.handle(.ended(JobID(0), ending)) == [
        .skip(JobID(2), because: .job(JobID(0))), .skip(JobID(3), because: .job(JobID(0))),
      ])
    #expect(schedule.handle(.ended(JobID(1), .saved)) == [.finished])
  }

  @Test("with on-error continue only what hangs on the failed job is skipped")
  func goOn() {
    var schedule = schedule([.run([[], []]), .run([[0]]), .run([[2], [1]])], stops: false)
    _ = schedule.handle(.begin)
    #expect(
      schedule.handle(.ended(JobID(0), .failed)) == [
        .skip(JobID(2), because: .job(JobID(0))), .skip(JobID(3), because: .job(JobID(0))),
      ])
    #expect(schedule.handle(.ended(JobID(1), .saved)) == [.start(JobID(4))])
    #expect(schedule.handle(.ended(JobID(4), .saved)) == [.finished])
  }

  @Test("a job in doubt lets what does not hang on it go on, whatever on-error says")
  func undecided() {
    var schedule = schedule([.run([[]]), .run([[0], []])])
    _ = schedule.handle(.begin)
    #expect(
      schedule.handle(.ended(JobID(0), .undecided)) == [
        .skip(JobID(1), because: .job(JobID(0))), .start(JobID(2)),
      ])
  }

  @Test("an interrupt starts nothing new and waits for what runs")
  func interrupt() {
    var schedule = schedule([.run([[], []]), .print([])], bound: 1)
    _ = schedule.handle(.begin)
    #expect(schedule.handle(.interrupted) == [.skip(JobID(1), because: .interrupt)])
    #expect(schedule.handle(.interrupted) == [])
    #expect(schedule.handle(.ended(JobID(0), .unfinished)) == [.pass(step: 1), .finished])
  }

  @Test("an interrupt before the beginning skips everything")
  func interruptFirst() {
    var schedule = schedule([.run([[]]), .print([])])
    #expect(schedule.handle(.interrupted) == [.skip(JobID(0), because: .interrupt)])
    #expect(schedule.handle(.begin) == [.pass(step: 1), .finished])
  }

  @Test("a print is performed after a failure, unless it needs what was skipped")
  func printAfterFailure() {
    var schedule = schedule([.run([[]]), .run([[]]), .print([1]), .print([0]), .print([])])
    _ = schedule.handle(.begin)
    #expect(
      schedule.handle(.ended(JobID(0), .failed)) == [
        .skip(JobID(1), because: .job(JobID(0))), .pass(step: 2), .perform(step: 3),
      ])
    #expect(schedule.handle(.stepPerformed(3)) == [.perform(step: 4)])
    #expect(schedule.handle(.stepPerformed(4)) == [.finished])
  }

  @Test("what is started does not hold up what comes behind it")
  func started() {
    var schedule = schedule([.start([[]]), .run([[]]), .print([0]), .run([[]])])
    #expect(schedule.handle(.begin) == [.start(JobID(0)), .start(JobID(1))])
    #expect(schedule.handle(.ended(JobID(1), .saved)) == [])
    #expect(schedule.handle(.ended(JobID(0), .saved)) == [.perform(step: 2)])
    #expect(schedule.handle(.stepPerformed(2)) == [.start(JobID(2))])
    #expect(schedule.handle(.ended(JobID(2), .saved)) == [.finished])
  }

  @Test("a chained job of a start begins as soon as its own parent has ended")
  func chainedStart() {
    var schedule = schedule([.start([[], []]), .start([[0], [1]]), .print([])])
    #expect(
      schedule.handle(.begin) == [.start(JobID(0)), .start(JobID(1)), .perform(step: 2)])
    #expect(schedule.handle(.ended(JobID(1), .saved)) == [.start(JobID(3))])
    #expect(schedule.handle(.stepPerformed(2)) == [])
    #expect(schedule.handle(.ended(JobID(0), .saved)) == [.start(JobID(2))])
    #expect(schedule.handle(.ended(JobID(3), .saved)) == [])
    #expect(schedule.handle(.ended(JobID(2), .saved)) == [.finished])
  }

  @Test("a wait holds until everything that was started so far has ended")
  func waitForAll() {
    var schedule = schedule([.start([[], []]), .wait, .run([[]])], bound: 1)
    #expect(schedule.handle(.begin) == [.start(JobID(0))])
    #expect(schedule.handle(.ended(JobID(0), .saved)) == [.start(JobID(1))])
    #expect(schedule.handle(.ended(JobID(1), .saved)) == [.perform(step: 1)])
    #expect(schedule.handle(.stepPerformed(1)) == [.start(JobID(2))])
  }

  @Test("a wait for everything is done although some of it was skipped")
  func waitAfterFailure() {
    var schedule = schedule([.start([[], [0]]), .wait, .print([])], stops: false)
    #expect(schedule.handle(.begin) == [.start(JobID(0))])
    #expect(
      schedule.handle(.ended(JobID(0), .failed)) == [
        .skip(JobID(1), because: .job(JobID(0))), .perform(step: 1),
      ])
  }

  @Test("the end of the script waits for what was started")
  func startAtTheEnd() {
    var schedule = schedule([.start([[]])])
    #expect(schedule.handle(.begin) == [.start(JobID(0))])
    #expect(schedule.handle(.ended(JobID(0), .failed)) == [.finished])
  }

  @Test("a step that fails stops the script, or lets it go on", arguments: [true, false])
  func failedStep(_ stops: Bool) {
    var schedule = schedule([.run([[]]), .print([0]), .run([[]])])
    _ = schedule.handle(.begin)
    #expect(schedule.handle(.ended(JobID(0), .saved)) == [.perform(step: 1)])
    #expect(
      schedule.handle(.stepFailed(1, stops: stops))
        == (stops ? [.skip(JobID(1), because: .step(1)), .finished] : [.start(JobID(1))]))
  }

  @Test("events that cannot be bring nothing about")
  func strayEvents() {
    var schedule = schedule([.run([[]]), .print([])])
    #expect(schedule.handle(.ended(JobID(0), .saved)) == [])
    #expect(schedule.handle(.stepPerformed(0)) == [])
    #expect(schedule.handle(.stepPerformed(-1)) == [])
    _ = schedule.handle(.begin)
    #expect(schedule.handle(.begin) == [])
    #expect(schedule.handle(.stepPerformed(1)) == [])
    #expect(schedule.handle(.ended(JobID(7), .saved)) == [])
    #expect(schedule.handle(.ended(JobID(0), .saved)) == [.perform(step: 1)])
    #expect(schedule.handle(.ended(JobID(0), .saved)) == [])
    #expect(schedule.handle(.stepPerformed(1)) == [.finished])
    #expect(schedule.handle(.interrupted) == [])
    #expect(schedule.handle(.stepPerformed(1)) == [])
    #expect(schedule.handle(.stepPerformed(2)) == [])
    #expect(schedule.handle(.begin) == [])
  }

  @Test("each job starts under the bound that held at its own run")
  func boundOfEachRun() {
    var graph = ScheduleSteps.graph([.run([[], []]), .run([[], []])], bound: 1, stops: true)
    graph.jobs[2].bound = 2
    graph.jobs[3].bound = 2
    var schedule = Schedule(graph: graph)
    #expect(schedule.handle(.begin) == [.start(JobID(0))])
    #expect(schedule.handle(.ended(JobID(0), .saved)) == [.start(JobID(1))])
    #expect(
      schedule.handle(.ended(JobID(1), .saved)) == [.start(JobID(2)), .start(JobID(3))])
  }
}

/// A step of a schedule in tests.
enum ScheduleSteps: Sendable {
  /// A run; each job by its parents, jobs counted over all steps.
  case run([[Int]])
  /// A start, in the same way.
  case start([[Int]])
  /// A print that needs some jobs.
  case print([Int])
  /// A wait for everything.
  case wait

  static func graph(_ steps: [ScheduleSteps], bound: Int, stops: Bool) -> Schedule.Graph {
    var jobs: [Schedule.Graph.Node] = []
    var graph: [Schedule.Graph.Step] = []
    for (index, step) in steps.enumerated() {
      switch step {
      case .print(let needs): graph.append(.perform(needs: needs))
      case .wait: graph.append(.perform(needs: nil))
      case .run(let parents), .start(let parents):
        let isAwaited = if case .run = step { true } else { false }
        graph.append(
          .run(Array(jobs.count..<jobs.count + parents.count), isAwaited: isAwaited))
        jobs += parents.map {
          Schedule.Graph.Node(parents: $0, step: index, bound: bound, stopsOnFailure: stops)
        }
      }
    }
    return Schedule.Graph(jobs: jobs, steps: graph)
  }
}
