import Testing

@testable import SkillsScript

@Suite("Schedule under random graphs and endings")
struct SchedulePropertyTests {
  /// A small generator that always gives the same numbers for the same seed.
  struct Numbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  /// One random plan performed to its end, with everything that was seen on the way.
  struct Performance {
    var steps: [ScheduleSteps] = []
    var parents: [[Int]] = []
    var stepOfJob: [Int] = []
    var bound = 1
    var stops = true
    var started: [Int] = []
    var skipped: [Int: Schedule.Cause] = [:]
    var awaited: Set<Int> = []
    var passed: [Int] = []
    var failedSteps: Set<Int> = []
    var endings: [Int: Schedule.Ending] = [:]
    var performed: [Int] = []
    var wasInterrupted = false
    var finishes = 0
    var complaints: [String] = []

    init(seed: UInt64) {
      var numbers = Numbers(state: seed)
      draw(&numbers)
      perform(&numbers)
    }

    private mutating func draw(_ numbers: inout Numbers) {
      bound = Int.random(in: 1...5, using: &numbers)
      stops = Bool.random(using: &numbers)
      for index in 0..<Int.random(in: 1...8, using: &numbers) {
        if Int.random(in: 0..<12, using: &numbers) == 0 {
          steps.append(.wait)
          continue
        }
        if Int.random(in: 0..<4, using: &numbers) == 0 {
          let needs = parents.indices.filter { _ in Int.random(in: 0..<4, using: &numbers) == 0 }
          steps.append(.print(needs))
          continue
        }
        var jobs: [[Int]] = []
        for _ in 0..<Int.random(in: 0...6, using: &numbers) {
          let chance = Int.random(in: 1...12, using: &numbers)
          let before = parents.indices.filter { _ in
            Int.random(in: 0..<chance, using: &numbers) == 0
          }
          jobs.append(Array(before.shuffled(using: &numbers).prefix(3)).sorted())
          parents.append(jobs[jobs.count - 1])
          stepOfJob.append(index)
        }
        if Bool.random(using: &numbers) {
          steps.append(.start(jobs))
        } else {
          steps.append(.run(jobs))
          awaited.insert(index)
        }
      }
    }

    private mutating func perform(_ numbers: inout Numbers) {
      var schedule = Schedule(graph: ScheduleSteps.graph(steps, bound: bound, stops: stops))
      var running: [Int] = []
      var pendingStep: Int?
      let badEnds = Int.random(in: 0..<3, using: &numbers)
      let interruptsAt =
        Int.random(in: 0..<5, using: &numbers) == 0 ? Int.random(in: 0..<20, using: &numbers) : -1
      var actions = schedule.handle(.begin)
      for tick in 0..<10_000 {
        for action in actions {
          if finishes > 0 { complaints.append("something came after finished") }
          note(action, &running, &pendingStep)
        }
        if tick == interruptsAt, finishes == 0 {
          wasInterrupted = true
          actions = schedule.handle(.interrupted)
        } else if let step = pendingStep {
          pendingStep = nil
          if Int.random(in: 0..<10, using: &numbers) == 0 {
            failedSteps.insert(step)
            actions = schedule.handle(.stepFailed(step, stops: stops))
          } else {
            actions = schedule.handle(.stepPerformed(step))
          }
        } else if let job = running.randomElement(using: &numbers) {
          running.removeAll { $0 == job }
          let isBad = Int.random(in: 0..<6, using: &numbers) < badEnds
          let ending =
            isBad ? Schedule.Ending.allCases.randomElement(using: &numbers) ?? .failed : .saved
          endings[job] = ending
          actions = schedule.handle(.ended(JobID(job), ending))
        } else {
          break
        }
      }
      if !running.isEmpty || pendingStep != nil { complaints.append("it never came to an end") }
    }

    private mutating func note(
      _ action: Schedule.Action, _ running: inout [Int], _ pendingStep: inout Int?
    ) {
      switch action {
      case .start(let id):
        if started.contains(id.index) || skipped[id.index] != nil {
          complaints.append("job \(id.index) got two ends")
        }
        if wasInterrupted { complaints.append("job \(id.index) started after the interrupt") }
        if !parents[id.index].allSatisfy({ endings[$0] == .saved }) {
          complaints.append("job \(id.index) started before its parents")
        }
        let open = stepOfJob.indices.filter { job in
          stepOfJob[job] < stepOfJob[id.index] && awaited.contains(stepOfJob[job])
            && endings[job] == nil && skipped[job] == nil
        }
        if !open.isEmpty { complaints.append("job \(id.index) started over a barrier") }
        started.append(id.index)
        running.append(id.index)
        if running.count > bound { complaints.append("more than \(bound) in flight") }
      case .skip(let id, let cause):
        if started.contains(id.index) || skipped[id.index] != nil {
          complaints.append("job \(id.index) got two ends")
        }
        skipped[id.index] = cause
        switch cause {
        case .job(let cause):
          if endings[cause.index] == nil || endings[cause.index] == .saved {
            complaints.append("job \(id.index) was skipped for \(cause.index), which ended well")
          }
        case .step(let step):
          if !failedSteps.contains(step) { complaints.append("step \(step) did not fail") }
        case .interrupt:
          if !wasInterrupted { complaints.append("nothing was interrupted") }
        }
      case .perform(let step):
        if let last = performed.last, last >= step { complaints.append("prints out of order") }
        let needs: [Int] =
          switch steps[step] {
          case .print(let needs): needs
          default: stepOfJob.indices.filter { stepOfJob[$0] < step }
          }
        if needs.contains(where: { endings[$0] == nil && skipped[$0] == nil }) {
          complaints.append("step \(step) did not wait for what it needs")
        }
        performed.append(step)
        pendingStep = step
      case .pass(let step): passed.append(step)
      case .finished: finishes += 1
      }
    }
  }

  @Test("every job gets one end, parents come first, and the plan finishes", arguments: 0..<40)
  func everyJobEndsOnce(_ block: Int) {
    for seed in 0..<50 {
      let performance = Performance(seed: UInt64(block * 50 + seed))
      #expect(performance.complaints == [], "seed \(block * 50 + seed)")
      #expect(performance.finishes == 1)
      #expect(
        performance.started.count + performance.skipped.count == performance.parents.count)
      let runs = performance.steps.count {
        switch $0 {
        case .run, .start: true
        case .print, .wait: false
        }
      }
      #expect(
        performance.performed.count + performance.passed.count + runs == performance.steps.count)
    }
  }

  @Test("with on-error continue everything starts that can", arguments: 0..<40)
  func everythingPossible(_ block: Int) {
    for seed in 0..<50 {
      let performance = Performance(seed: UInt64(block * 50 + seed))
      guard !performance.wasInterrupted else { continue }
      let mustGoOn =
        !performance.stops
        || performance.failedSteps.isEmpty
          && performance.endings.values.allSatisfy { $0 == .saved || $0 == .undecided }
      guard mustGoOn else { continue }
      for (job, parents) in performance.parents.enumerated() {
        let isPossible = parents.allSatisfy { performance.endings[$0] == .saved }
        #expect(
          performance.started.contains(job) == isPossible, "job \(job), seed \(block * 50 + seed)")
      }
    }
  }

  @Test("the random plans hold chains, failures, interrupts and skips")
  func coverage() {
    let all = (0..<2_000).map { Performance(seed: UInt64($0)) }
    #expect(all.count { $0.wasInterrupted && !$0.skipped.isEmpty } > 50)
    #expect(all.count { !$0.stops && !$0.skipped.isEmpty } > 100)
    #expect(all.count { $0.stops && !$0.skipped.isEmpty } > 100)
    #expect(all.count { $0.parents.contains { $0.count > 1 } } > 500)
    #expect(all.count { $0.parents.count > 10 && $0.started.count == $0.parents.count } > 100)
  }
}
