package import SkillsVideo

/// Takes up runs that an earlier process left unfinished, several at once.
package struct Resumption: Sendable {
  private let client: Client
  private let reporter: any Reporter

  /// Creates a resumption.
  package init(client: Client, reporter: any Reporter) {
    self.client = client
    self.reporter = reporter
  }

  /// Takes up each run and says how it ended; cancelling leaves them as they are.
  package func perform(_ records: [RunRecord], atOnce bound: Int = 4) async -> SessionSummary {
    reporter.hear(.planned(records.map(\.name)))
    let summary = await withTaskGroup(of: (JobName, Outcome).self) { group in
      var summary = SessionSummary()
      var waiting = records[...]
      func startNext() {
        guard !Task.isCancelled, let record = waiting.popFirst() else { return }
        group.addTask { [client, reporter] in
          let name = record.name
          reporter.hear(.started(name))
          return (name, await client.resume(record) { reporter.hear(.run(name, $0)) })
        }
      }
      for _ in 0..<bound { startNext() }
      while let (name, outcome) = await group.next() {
        summary.ended.append((name, outcome))
        reporter.hear(.ended(name, outcome))
        startNext()
      }
      summary.wasInterrupted = Task.isCancelled
      return summary
    }
    reporter.hear(.finished(summary))
    return summary
  }
}

extension RunRecord {
  fileprivate var name: JobName {
    JobName(label: "\(label)#\(number)", item: 0, itemCount: 1, model: model)
  }
}
