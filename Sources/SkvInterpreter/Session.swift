import Contracts
import Glibc
import LosslessJSON
package import SkillsScript
package import SkillsVideo

/// Performs one plan with the engine: does what its schedule says, and nothing else.
///
/// Cancelling the task that performs it starts nothing new and detaches what is in flight.
package struct Session: Sendable {
  private let plan: Plan
  private let client: Client
  private let reporter: any Reporter
  private let place: Place
  private let gate: JobGate?
  private let record: JobRecord?
  private let limit: SpendingLimit

  /// Where a session stands.
  package struct Place: Sendable {
    /// The absolute working directory, which shown paths are relative to.
    package var workingDirectory: String
    /// The folder of the script; empty for the working directory. Output paths are relative to it.
    package var scriptFolder: String
    /// The name that is kept in the ledger with each run; nil for text that has no file.
    package var scriptName: String?

    /// Creates a place.
    package init(workingDirectory: String, scriptFolder: String, scriptName: String?) {
      self.workingDirectory = workingDirectory
      self.scriptFolder = scriptFolder
      self.scriptName = scriptName
    }
  }

  /// Creates a session; jobs pass the gate, if there is one, before they are submitted.
  ///
  /// With a `settlement` of the same plan, what was done before is taken over as `reproduction` says, and
  /// what is unfinished is followed to its end before anything new is submitted; without one every job
  /// is one of its own. What other sessions of the same `invocation` spend counts for the budget of the
  /// plan too; nil is one of its own.
  package init(
    plan: Plan, client: Client, reporter: any Reporter, place: Place, gate: JobGate? = nil,
    reproduction: Reproduction? = nil, settlement: Settlement = Settlement(),
    invocation: String? = nil
  ) {
    self.gate = gate
    record = reproduction.map {
      JobRecord(client: client, reproduction: $0, settlement: settlement)
    }
    limit = SpendingLimit(plan.budget, invocation: invocation ?? client.newInvocation())
    self.plan = plan
    self.client = client
    self.reporter = reporter
    self.place = place
  }

  /// Performs every step of the plan and says how each job ended.
  package func perform() async -> SessionSummary {
    await perform(knowing: Results()).summary
  }

  /// Performs every step of the plan, which may use results of earlier plans; the results are those
  /// and its own.
  package func perform(
    knowing results: Results
  ) async -> (summary: SessionSummary, results: Results) {
    reporter.hear(.planned(plan.jobs.filter(\.isWanted).map(\.name)))
    do {
      try await record?.begin()
    } catch {
      return (refused(error), results)
    }
    var beginning = Progress(
      schedule: Schedule(plan: plan), results: results, maker: JobRequest(place: place))
    await takeUp(&beginning)
    var progress = await withTaskGroup(of: Ended.self) { [beginning] group in
      var progress = beginning
      progress.actions += progress.schedule.handle(.begin)
      while true {
        while let action = progress.nextAction() {
          take(action, &progress, &group)
        }
        guard let ended = await group.next() else { return progress }
        noteInterrupt(&progress)
        switch ended {
        case .job(let id, let outcome):
          note(outcome, of: id, &progress)
          progress.actions += progress.schedule.handle(.ended(id, outcome.ending))
        case .copy(let step, let result): note(result, of: step, &progress)
        }
      }
    }
    if let trouble = await record?.finish() {
      progress.summary.unkept = trouble
    }
    progress.summary.results = plan.items(in: progress.results)
    if !plan.jobs.isEmpty {
      progress.summary.budget = (try? await client.standings(of: limit)) ?? []
    }
    reporter.hear(.finished(progress.summary))
    return (progress.summary, progress.results)
  }

  private enum Ended: Sendable {
    case job(JobID, Outcome)
    case copy(step: Int, Result<[String], CopyTrouble>)
  }

  private struct Progress {
    var schedule: Schedule
    var results: Results
    var maker: JobRequest
    var actions: [Schedule.Action] = []
    var next = 0
    var summary = SessionSummary()

    mutating func nextAction() -> Schedule.Action? {
      guard next < actions.count else { return nil }
      next += 1
      return actions[next - 1]
    }
  }

  private func take(
    _ action: Schedule.Action, _ progress: inout Progress,
    _ group: inout TaskGroup<Ended>
  ) {
    switch action {
    case .start(let id):
      start(plan[id], &progress, &group)
    case .skip(let id, let cause):
      let name = plan[id].name
      let reason = reason(cause)
      progress.results.recordFailure(of: id)
      progress.summary.skipped.append((name, reason))
      if case .step = cause { progress.summary.skippedByExpectations += 1 }
      reporter.hear(.skipped(name, reason: reason))
    case .perform(let step): perform(step, &progress, &group)
    case .pass(let step): pass(step, &progress)
    case .finished:
      break
    }
  }

  private func reason(_ cause: Schedule.Cause) -> String {
    switch cause {
    case .job(let id): return "\(plan[id].name) did not end well"
    case .step(let step):
      guard case .expect(let expectation) = plan.steps[step] else { return "a step failed" }
      return "`\(expectation.text)` does not hold"
    case .interrupt: return "nothing new is submitted after an interrupt"
    }
  }

  // MARK: - Steps

  private func perform(
    _ step: Int, _ progress: inout Progress, _ group: inout TaskGroup<Ended>
  ) {
    switch plan.steps[step] {
    case .run, .wait: break
    case .print(let value, _): print(value, &progress)
    case .expect(let expectation):
      guard expect(expectation, &progress) else {
        progress.actions += progress.schedule.handle(
          .stepFailed(step, stops: expectation.onError == .stop))
        return
      }
    case .save(let copy):
      let copying = Copying(copy, client: client, place: place, results: progress.results)
      group.addTask { .copy(step: step, await copying.perform()) }
      return
    }
    progress.actions += progress.schedule.handle(.stepPerformed(step))
  }

  private func pass(_ step: Int, _ progress: inout Progress) {
    let step = plan.steps[step]
    // What was left out on purpose is not missed.
    if step.needs.contains(where: { $0.index >= plan.firstJob && !plan[$0].isWanted }) { return }
    switch step {
    case .run, .wait, .print: break
    case .expect(let expectation):
      report(
        ExpectationReport(
          text: expectation.text, obstacle: "a result that it needs is not there"), &progress)
    case .save(let copy):
      progress.summary.uncopied += 1
      reporter.hear(.notCopied(reason: "`\(copy.text)`: a result that it needs is not there"))
    }
  }

  private func expect(_ expectation: Expectation, _ progress: inout Progress) -> Bool {
    let verdicts = expectation.verdicts(in: progress.results) { path in
      access(FilePath.absolute(path, from: place.workingDirectory), F_OK) == 0
    }
    let result = ExpectationReport(
      text: expectation.text,
      items: verdicts.map { .init(place: $0.place, holds: $0.holds, found: $0.found) })
    report(result, &progress)
    return result.holds
  }

  private func report(_ expectation: ExpectationReport, _ progress: inout Progress) {
    progress.summary.expectations.append(expectation)
    reporter.hear(.expected(expectation))
  }

  private func note(
    _ result: Result<[String], CopyTrouble>, of step: Int, _ progress: inout Progress
  ) {
    switch result {
    case .success(let paths):
      reporter.hear(.copied(paths: paths.map { FilePath.shown($0, from: place.workingDirectory) }))
    case .failure(let trouble):
      progress.summary.uncopied += 1
      reporter.hear(.notCopied(reason: trouble.reason))
    }
    progress.actions += progress.schedule.handle(.stepPerformed(step))
  }

  // MARK: - Jobs

  private func start(
    _ job: Job, _ progress: inout Progress, _ group: inout TaskGroup<Ended>
  ) {
    if job.parents.contains(where: progress.results.isFailure) {
      // One of an earlier plan; the schedule has skipped what hangs on a job of this one.
      return skip(job, reason: "a result that it uses did not end well", &progress)
    }
    let request: GenerationRequest
    do {
      request = try progress.maker.request(for: job, progress.results, reuse: .off)
    } catch {
      return skip(job, reason: error.reason, &progress)
    }
    group.addTask { [gate] in
      await gate?.enter(atMost: job.settings.concurrency)
      let outcome = await perform(job, request)
      await gate?.leave()
      return .job(job.id, outcome)
    }
  }

  private func perform(_ job: Job, _ request: GenerationRequest) async -> Outcome {
    let name = job.name
    var request = request
    request.limit = limit.starting(job.settings.startsUnknownPrice)
    reporter.hear(.started(name))
    guard let record, job.settings.reuse else {
      return await client.generate(request) { [reporter] in reporter.hear(.run(name, $0)) }
    }
    return await record.perform(job, request) { [reporter] in reporter.hear(.run(name, $0)) }
  }

  /// Follows what was paid for before and is unfinished, before anything new is submitted.
  private func takeUp(_ progress: inout Progress) async {
    let open = await record?.open ?? []
    guard !open.isEmpty else { return }
    let (endings, taken) = await withTaskGroup(of: (JobID, Outcome).self) { [progress] group in
      var waiting = open[...]
      func startNext() {
        guard let (id, request, record) = waiting.popFirst() else { return }
        let job = plan[id]
        group.addTask {
          guard Task.isCancelled else { return (id, await perform(job, request)) }
          reporter.hear(.started(job.name))
          return (id, .detached(record))
        }
      }
      for _ in 0..<max(1, plan.concurrency) { startNext() }
      var progress = progress
      var endings: [JobID: Schedule.Ending] = [:]
      while let (id, outcome) = await group.next() {
        note(outcome, of: id, &progress)
        endings[id] = outcome.ending
        startNext()
      }
      return (endings, progress)
    }
    progress = taken
    progress.actions += progress.schedule.handle(.takenUp(endings))
    noteInterrupt(&progress)
  }

  private func noteInterrupt(_ progress: inout Progress) {
    guard Task.isCancelled, !progress.summary.wasInterrupted else { return }
    progress.summary.wasInterrupted = true
    progress.actions += progress.schedule.handle(.interrupted)
  }

  /// The summary of a session that could not begin: nothing was sent.
  private func refused(_ error: EngineError) -> SessionSummary {
    var summary = SessionSummary()
    let wanted = plan.jobs.filter(\.isWanted).map(\.name)
    summary.ended = wanted.prefix(1).map {
      ($0, error.code == .ledgerUnusable ? .ledgerUnusable(error) : .notSent(error))
    }
    for (name, outcome) in summary.ended {
      reporter.hear(.started(name))
      reporter.hear(.ended(name, outcome))
    }
    summary.skipped = wanted.dropFirst().map { ($0, "nothing was sent") }
    for (name, reason) in summary.skipped { reporter.hear(.skipped(name, reason: reason)) }
    reporter.hear(.finished(summary))
    return summary
  }

  private func skip(_ job: Job, reason: String, _ progress: inout Progress) {
    progress.summary.skipped.append((job.name, reason))
    progress.results.recordFailure(of: job.id)
    reporter.hear(.skipped(job.name, reason: reason))
    progress.actions += progress.schedule.handle(.ended(job.id, .failed))
  }

  private func note(_ outcome: Outcome, of id: JobID, _ progress: inout Progress) {
    let name = plan[id].name
    progress.summary.ended.append((name, outcome))
    if let record = outcome.record {
      progress.results.record(
        ResultItem.json(record, relativeTo: place.workingDirectory), for: id,
        run: record.number)
      if self.record != nil {
        // Without a memory every address is one that this session has just been given.
        let isCurrent = if case .saved = outcome { true } else { false }
        progress.maker.note(record, isCurrent: isCurrent)
      }
    }
    if outcome.ending != .saved { progress.results.recordFailure(of: id) }
    reporter.hear(.ended(name, outcome))
  }

  private func print(_ value: Expression, _ progress: inout Progress) {
    do {
      let (lines, json) = try value.printed(in: progress.results)
      reporter.hear(.printed(lines: lines, value: json))
    } catch {
      progress.summary.unprinted += 1
      reporter.hear(.notPrinted(reason: error.message))
    }
  }
}

extension Job {
  /// The job's name for reporters.
  package var name: JobName {
    JobName(label: label, item: item, itemCount: itemCount, model: model.path)
  }
}
