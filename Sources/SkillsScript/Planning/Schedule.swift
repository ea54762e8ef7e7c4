/// Decides which job of a plan starts when, from what is heard of the others.
///
/// Steps are barriers: a step begins when the one before it is done. A run that is awaited is done when
/// its jobs have ended, one that is not at once: its jobs start as soon as their own parents have
/// ended, beside whatever comes behind it. Every job gets exactly one end: it ends after it was
/// started, or it is skipped. Nothing comes after `finished`, which comes when every job has its end.
/// The work of one event is proportional to what it brings about.
package struct Schedule: Sendable {
  private let graph: Graph
  /// The index of the first job's id; the graph counts from 0.
  private let firstJob: Int
  private var states: [State]
  private var waitingFor: [Int]
  private var openInStep: [Int]
  private var openJobs: Int
  /// How many jobs of the steps that were reached have no end yet.
  private var openSoFar = 0
  /// What the step at hand waits for before it is performed.
  private var wait = Wait.nothing
  private var isFinished = false
  private var ready: [Int] = []
  private var nextReady = 0
  private var step = -1
  private var inFlight = 0
  private var isStopped = false
  private var isInterrupted = false

  /// What happened.
  package enum Event: Sendable, Hashable {
    /// Jobs that were paid for before have ended already; it comes before the plan begins.
    case takenUp([JobID: Ending])
    /// The plan begins; nothing starts before.
    case begin
    /// A job that was started has ended.
    case ended(JobID, Ending)
    /// A step that was asked for with `perform` is done.
    case stepPerformed(Int)
    /// A step that was asked for with `perform` is done, and did not turn out as it should; the rest is
    /// skipped if that stops the script.
    case stepFailed(Int, stops: Bool)
    /// Nothing new may start; what is in flight still ends.
    case interrupted
  }

  /// How a job that was started has ended.
  package enum Ending: String, Sendable, Hashable, CaseIterable {
    /// Its outputs are on disk.
    case saved
    /// The generation failed or was canceled.
    case failed
    /// Whether it was paid for is not known; jobs that do not hang on it go on.
    case undecided
    /// It is paid for and not on disk: timed out, polling refused, download failed, interrupted.
    case unfinished
    /// The service did not take it.
    case refused
  }

  /// What is to be done.
  package enum Action: Sendable, Hashable {
    /// Submit the job and follow it.
    case start(JobID)
    /// The job is not submitted, and why.
    case skip(JobID, because: Cause)
    /// The step at this index of the plan's steps is not performed, since a job that it needs was
    /// skipped, or after an interrupt.
    case pass(step: Int)
    /// Perform the step at this index of the plan's steps; answer with `stepPerformed`.
    case perform(step: Int)
    /// Everything has ended.
    case finished
  }

  /// Why a job is not submitted.
  package enum Cause: Sendable, Hashable {
    /// Another job did not end well.
    case job(JobID)
    /// A step did not turn out as it should.
    case step(Int)
    /// The person has stopped the script.
    case interrupt
  }

  private enum Wait {
    case nothing
    case jobs(Set<Int>)
    case allSoFar
  }

  private enum State {
    case waiting, running, done, skipped
  }

  /// Creates the schedule of a plan.
  package init(plan: Plan) {
    self.init(graph: Graph(plan: plan), firstJob: plan.firstJob)
  }

  init(graph: Graph, firstJob: Int = 0) {
    self.graph = graph
    self.firstJob = firstJob
    states = graph.jobs.map { $0.isWanted ? .waiting : .skipped }
    waitingFor = graph.jobs.map(\.parents.count)
    openInStep = graph.steps.map {
      if case .run(let jobs, _) = $0 { jobs.count { graph.jobs[$0].isWanted } } else { 0 }
    }
    openJobs = graph.jobs.count { $0.isWanted }
  }

  /// Takes note of an event and says what to do now, in this order.
  ///
  /// An event that cannot be, such as the end of a job that does not run, brings nothing about.
  package mutating func handle(_ event: Event) -> [Action] {
    var actions: [Action] = []
    switch event {
    case .takenUp(let endings):
      guard step < 0 else { return [] }
      takeUp(endings, &actions)
    case .begin:
      guard step < 0 else { return [] }
      advance(&actions)
    case .stepPerformed(let index):
      guard isPerforming(index) else { return [] }
      advance(&actions)
    case .stepFailed(let index, let stops):
      guard isPerforming(index) else { return [] }
      if stops { stop(because: .step(index), &actions) }
      advance(&actions)
    case .ended(let job, let ending):
      let index = job.index - firstJob
      guard states.indices.contains(index), states[index] == .running else { return [] }
      end(index, ending, &actions)
      goOn(&actions)
    case .interrupted:
      guard !isFinished else { return [] }
      isInterrupted = true
      stop(because: .interrupt, &actions)
      if step >= 0 { goOn(&actions) }
    }
    return actions
  }

  /// Whether the step at hand was asked for with `perform` and is not done.
  private func isPerforming(_ index: Int) -> Bool {
    guard index == step, graph.steps.indices.contains(index), case .nothing = wait,
      case .perform = graph.steps[index]
    else { return false }
    return true
  }
}

// MARK: - Jobs

extension Schedule {
  /// Ends jobs that were not started here. None of them is skipped because of another one.
  private mutating func takeUp(_ endings: [JobID: Ending], _ actions: inout [Action]) {
    let jobs = endings.map { (index: $0.key.index - firstJob, ending: $0.value) }
      .filter { states.indices.contains($0.index) && states[$0.index] == .waiting }
      .sorted { $0.index < $1.index }
    for job in jobs { states[job.index] = .running }
    inFlight += jobs.count
    for job in jobs { end(job.index, job.ending, &actions) }
  }

  private mutating func end(_ job: Int, _ ending: Ending, _ actions: inout [Action]) {
    states[job] = .done
    inFlight -= 1
    close(job)
    guard ending != .saved else {
      for child in graph.children[job] where states[child] == .waiting {
        waitingFor[child] -= 1
        if waitingFor[child] == 0, graph.jobs[child].step <= step { ready.append(child) }
      }
      return
    }
    skipDescendants(of: job, &actions)
    if ending != .undecided && graph.jobs[job].stopsOnFailure {
      stop(because: .job(id(job)), &actions)
    }
  }

  private mutating func skipDescendants(of job: Int, _ actions: inout [Action]) {
    var pending = graph.children[job]
    var lost: Set<Int> = []
    while let child = pending.popLast() {
      guard states[child] == .waiting, lost.insert(child).inserted else { continue }
      pending += graph.children[child]
    }
    for child in lost.sorted() { skip(child, because: .job(id(job)), &actions) }
  }

  private mutating func stop(because cause: Cause, _ actions: inout [Action]) {
    guard !isStopped else { return }
    isStopped = true
    for other in states.indices where states[other] == .waiting {
      skip(other, because: cause, &actions)
    }
  }

  private mutating func skip(_ job: Int, because cause: Cause, _ actions: inout [Action]) {
    states[job] = .skipped
    close(job)
    actions.append(.skip(id(job), because: cause))
  }

  private mutating func close(_ job: Int) {
    openInStep[graph.jobs[job].step] -= 1
    openJobs -= 1
    if graph.jobs[job].step <= step { openSoFar -= 1 }
    if case .jobs(var jobs) = wait {
      wait = .nothing
      jobs.remove(job)
      wait = .jobs(jobs)
    }
  }

  private func id(_ job: Int) -> JobID { JobID(job + firstJob) }
}

// MARK: - Steps

extension Schedule {
  /// Starts what can start, and leaves the step at hand if it is done.
  private mutating func goOn(_ actions: inout [Action]) {
    startReady(&actions)
    guard graph.steps.indices.contains(step) else { return finish(&actions) }
    switch graph.steps[step] {
    case .run(_, let isAwaited): if isAwaited, openInStep[step] == 0 { advance(&actions) }
    case .perform(let needed):
      switch wait {
      case .nothing: return
      case .jobs(let jobs): if !jobs.isEmpty { return }
      case .allSoFar: if openSoFar > 0 { return }
      }
      wait = .nothing
      if !performs(needed, &actions) { advance(&actions) }
    }
  }

  private mutating func startReady(_ actions: inout [Action]) {
    while nextReady < ready.count {
      let job = ready[nextReady]
      guard states[job] == .waiting else {
        nextReady += 1
        continue
      }
      guard inFlight < graph.jobs[job].bound else { return }
      nextReady += 1
      states[job] = .running
      inFlight += 1
      actions.append(.start(id(job)))
    }
  }

  private mutating func advance(_ actions: inout [Action]) {
    while true {
      step += 1
      guard graph.steps.indices.contains(step) else { return finish(&actions) }
      switch graph.steps[step] {
      case .run(let jobs, let isAwaited):
        openSoFar += openInStep[step]
        ready += jobs.filter { states[$0] == .waiting && waitingFor[$0] == 0 }
        startReady(&actions)
        if isAwaited, openInStep[step] > 0 { return }
      case .perform(let needed):
        let open = needed.map { $0.filter(isOpen) }
        if open?.isEmpty ?? (openSoFar == 0) {
          if performs(needed, &actions) { return }
        } else {
          wait = open.map { .jobs(Set($0)) } ?? .allSoFar
          return
        }
      }
    }
  }

  /// Asks for the step at hand, and says whether it did; a step that cannot be performed is passed over.
  private func performs(_ needed: [Int]?, _ actions: inout [Action]) -> Bool {
    let isReady = !isInterrupted && (needed ?? []).allSatisfy { states[$0] == .done }
    actions.append(isReady ? .perform(step: step) : .pass(step: step))
    return isReady
  }

  /// Whether a job that was reached has no end yet.
  private func isOpen(_ job: Int) -> Bool {
    graph.jobs[job].step <= step && (states[job] == .waiting || states[job] == .running)
  }

  private mutating func finish(_ actions: inout [Action]) {
    guard openJobs == 0, !isFinished else { return }
    isFinished = true
    actions.append(.finished)
  }
}

// MARK: - The graph

extension Schedule {
  /// What a schedule needs to know of a plan.
  struct Graph: Sendable {
    var jobs: [Node]
    var steps: [Step]
    var children: [[Int]]

    struct Node: Sendable {
      var parents: [Int]
      var step: Int
      var bound: Int
      var stopsOnFailure: Bool
      /// Jobs that are not wanted count as left out from the beginning.
      var isWanted = true
    }

    enum Step: Sendable {
      case run([Int], isAwaited: Bool)
      /// Performed when the jobs it needs have ended, nil for all so far; passed over if one that it
      /// names was skipped, and after an interrupt.
      case perform(needs: [Int]?)
    }

    init(jobs: [Node], steps: [Step]) {
      self.jobs = jobs
      self.steps = steps
      children = Array(repeating: [], count: jobs.count)
      for (index, job) in jobs.enumerated() {
        for parent in job.parents { children[parent].append(index) }
      }
    }

    /// Jobs of earlier plans are left out: whoever begins the schedule has waited for them.
    init(plan: Plan) {
      func places(_ jobs: [JobID]) -> [Int] {
        jobs.map { $0.index - plan.firstJob }.filter { $0 >= 0 }
      }
      var stepOfJob = Array(repeating: 0, count: plan.jobs.count)
      var steps: [Step] = []
      for (index, step) in plan.steps.enumerated() {
        switch step {
        case .run(_, let jobs, let isAwaited):
          for job in places(jobs) { stepOfJob[job] = index }
          steps.append(.run(places(jobs), isAwaited: isAwaited))
        case .wait(nil, _): steps.append(.perform(needs: nil))
        case .wait, .print, .expect, .save: steps.append(.perform(needs: places(step.needs)))
        }
      }
      let nodes = plan.jobs.enumerated().map { index, job in
        Node(
          parents: places(job.parents), step: stepOfJob[index],
          bound: max(1, job.settings.concurrency),
          stopsOnFailure: job.settings.onError == .stop, isWanted: job.isWanted)
      }
      self.init(jobs: nodes, steps: steps)
    }
  }
}
