package import SkillsVideo

/// Takes up runs that an earlier process left unfinished, several at once.
package struct Resumption: Sendable {
  private let client: Client
  private let reporter: any Reporter
  private let settings: FollowSettings

  /// Creates a resumption.
  package init(
    client: Client, reporter: any Reporter, settings: FollowSettings = FollowSettings()
  ) {
    self.client = client
    self.reporter = reporter
    self.settings = settings
  }

  /// Takes up each run and says how it ended; cancelling leaves them as they are.
  ///
  /// Runs in doubt are looked for first among what the service has running, while the others go on;
  /// those that are found are then followed too.
  package func perform(_ records: [RunRecord], atOnce bound: Int = 4) async -> SessionSummary {
    await perform(records, atOnce: bound) { [client, settings] record, report in
      await client.resume(record, settings: settings, report: report)
    }
  }

  /// Does with each run what `work` does, as ``perform(_:atOnce:)``; what is in doubt is looked for
  /// only if that is wanted.
  package func perform(
    _ records: [RunRecord], atOnce bound: Int = 4, looksForDoubts: Bool = true,
    _ work: @escaping @Sendable (RunRecord, @escaping @Sendable (RunEvent) -> Void) async -> Outcome
  ) async -> SessionSummary {
    reporter.hear(.planned(records.map(\.name)))
    let doubtful = records.filter {
      looksForDoubts && $0.state == .inDoubt && $0.generationID == nil
    }
    let summary = await withTaskGroup(of: Step.self) { group in
      var summary = SessionSummary()
      var waiting = records.filter { record in !doubtful.contains { $0.number == record.number } }
      var inFlight = 0
      var remark: String?
      func startNext() {
        guard inFlight < bound, !waiting.isEmpty, !Task.isCancelled else { return }
        inFlight += 1
        let (record, remark) = (waiting.removeFirst(), remark)
        group.addTask { [reporter] in
          let name = record.name
          reporter.hear(.started(name))
          let outcome = await work(record) { reporter.hear(.run(name, $0)) }
          return .ended(name, remark.map { outcome.explained(by: $0) } ?? outcome)
        }
      }
      if !doubtful.isEmpty { group.addTask { await look(for: doubtful) } }
      for _ in 0..<bound { startNext() }
      while let step = await group.next() {
        switch step {
        case .looked(let said):
          remark = said
          waiting += doubtful
          for _ in 0..<bound { startNext() }
        case .ended(let name, let outcome):
          inFlight -= 1
          summary.ended.append((name, outcome))
          reporter.hear(.ended(name, outcome))
          startNext()
        }
      }
      summary.wasInterrupted = Task.isCancelled
      return summary
    }
    reporter.hear(.finished(summary))
    return summary
  }

  private enum Step: Sendable {
    case looked(String?)
    case ended(JobName, Outcome)
  }

  private func look(for records: [RunRecord]) async -> Step {
    for record in records { reporter.hear(.run(record.name, .reconciling)) }
    guard let found = try? await client.reconcile() else { return .looked(nil) }
    for record in records {
      guard let id = found.adopted[record.number] else { continue }
      reporter.hear(.run(record.name, .adopted(generationID: id)))
    }
    return .looked(found.remark)
  }
}

extension Outcome {
  /// The outcome with why a run in doubt was not found.
  func explained(by remark: String) -> Outcome {
    guard case .inDoubt(let record, let reason) = self else { return self }
    return .inDoubt(record, reason: "\(reason); \(remark)")
  }
}

extension RunRecord {
  /// The name of the run where its number is what a person can go by.
  package var name: JobName {
    JobName(label: "\(label)#\(number)", item: 0, itemCount: 1, model: model)
  }
}
