import Contracts
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
  /// What other sessions of the same `invocation` spend counts for the budget of the plan too; nil is
  /// one of its own.
  package init(
    plan: Plan, client: Client, reporter: any Reporter, place: Place, gate: JobGate? = nil,
    invocation: String? = nil
  ) {
    self.gate = gate
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
    reporter.hear(.planned(plan.jobs.map(\.name)))
    var progress = await withTaskGroup(of: (JobID, Outcome).self) { group in
      var progress = Progress(schedule: Schedule(plan: plan), results: results)
      progress.actions = progress.schedule.handle(.begin)
      while true {
        while let action = progress.nextAction() {
          take(action, &progress, &group)
        }
        guard let (id, outcome) = await group.next() else { return progress }
        if Task.isCancelled && !progress.summary.wasInterrupted {
          progress.summary.wasInterrupted = true
          progress.actions += progress.schedule.handle(.interrupted)
        }
        note(outcome, of: id, &progress)
      }
    }
    progress.summary.results = plan.items(in: progress.results)
    if !plan.jobs.isEmpty {
      progress.summary.budget = (try? await client.standings(of: limit)) ?? []
    }
    reporter.hear(.finished(progress.summary))
    return (progress.summary, progress.results)
  }

  private struct Progress {
    var schedule: Schedule
    var results: Results
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
    _ group: inout TaskGroup<(JobID, Outcome)>
  ) {
    switch action {
    case .start(let id):
      start(plan[id], &progress, &group)
    case .skip(let id, let cause):
      let name = plan[id].name
      let reason = Self.reason(cause.map { plan[$0].name })
      progress.results.recordFailure(of: id)
      progress.summary.skipped.append((name, reason))
      reporter.hear(.skipped(name, reason: reason))
    case .perform(let step):
      if case .print(let value, _) = plan.steps[step] { print(value, &progress) }
      progress.actions += progress.schedule.handle(.stepPerformed(step))
    case .finished:
      break
    }
  }

  private static func reason(_ cause: JobName?) -> String {
    guard let cause else { return "nothing new is submitted after an interrupt" }
    return "\(cause) did not end well"
  }

  // MARK: - Jobs

  private func start(
    _ job: Job, _ progress: inout Progress, _ group: inout TaskGroup<(JobID, Outcome)>
  ) {
    let body: JSON
    if job.parents.contains(where: progress.results.isFailure) {
      // One of an earlier plan; the schedule has skipped what hangs on a job of this one.
      return skip(job, reason: "a result that it uses did not end well", &progress)
    }
    do {
      body = try job.request.value(in: progress.results) { Upload.mark(sha256: $0.sha256) }
    } catch {
      return skip(job, reason: "its input is missing: \(error.message)", &progress)
    }
    let request = GenerationRequest(
      model: job.model.path, body: body, uploads: uploads(of: job), useStream: job.model.hasStream,
      label: job.label,
      item: job.item, take: job.take, script: place.scriptName,
      destination: destination(of: job), limit: limit.starting(job.settings.startsUnknownPrice),
      settings: FollowSettings(
        retry: job.settings.retry, timeout: job.settings.timeout,
        pollInterval: job.settings.pollInterval))
    let name = job.name
    group.addTask { [client, reporter, gate] in
      await gate?.enter(atMost: job.settings.concurrency)
      reporter.hear(.started(name))
      let outcome = await client.generate(request) { reporter.hear(.run(name, $0)) }
      await gate?.leave()
      return (job.id, outcome)
    }
  }

  private func skip(_ job: Job, reason: String, _ progress: inout Progress) {
    progress.summary.skipped.append((job.name, reason))
    progress.results.recordFailure(of: job.id)
    reporter.hear(.skipped(job.name, reason: reason))
    progress.actions += progress.schedule.handle(.ended(job.id, .failed))
  }

  private func uploads(of job: Job) -> [Upload] {
    job.request.files.map { field, index, media in
      Upload(
        field: field, index: index,
        path: FilePath.absolute(media.path, from: place.workingDirectory),
        sha256: media.sha256, bytes: media.bytes,
        contentType: media.contentType ?? "application/octet-stream")
    }
  }

  private func destination(of job: Job) -> Destination {
    let scriptFolder = FilePath.absolute(place.scriptFolder, from: place.workingDirectory)
    return Destination(
      folder: FilePath.absolute(job.destination.root ?? "", from: scriptFolder),
      pieces: job.destination.pieces.map { piece in
        switch piece {
        case .text(let text): .text(text)
        case .late(let part): .late(Destination.LatePart(part))
        }
      },
      overwrite: Destination.Overwrite(job.settings.overwrite))
  }

  private func note(_ outcome: Outcome, of id: JobID, _ progress: inout Progress) {
    let name = plan[id].name
    progress.summary.ended.append((name, outcome))
    if let record = outcome.record {
      progress.results.record(
        ResultItem.json(record, relativeTo: place.workingDirectory), for: id)
    }
    if outcome.ending != .saved { progress.results.recordFailure(of: id) }
    reporter.hear(.ended(name, outcome))
    progress.actions += progress.schedule.handle(.ended(id, outcome.ending))
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

extension Destination.LatePart {
  init(_ part: OutputTemplate.LatePart) {
    self =
      switch part {
      case .ext: .ext
      case .file: .file
      case .seed: .seed
      case .id: .id
      case .date: .date
      case .time: .time
      }
  }
}

extension Destination.Overwrite {
  init(_ word: JobSettings.Overwrite) {
    self =
      switch word {
      case .never: .never
      case .number: .number
      case .always: .always
      }
  }
}
