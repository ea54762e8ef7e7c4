import Contracts
import LosslessJSON
import SkillsScript
import SkillsVideo
import SkvInterpreter

/// A plan as `skv plan` prints it: a row a job, and what all of it comes to.
struct PlanTable {
  /// The plan.
  let plan: Plan
  /// What is to be done for each job, and what is known of its price.
  let outlook: PlanOutlook

  /// A headline and a line a job, none wider than `columns` where it is given.
  func lines(columns: Int?) -> [String] {
    let jobs = plan.jobs.filter(\.isWanted)
    guard !jobs.isEmpty else { return [] }
    let rows = jobs.map(row)
    let hasParents = jobs.contains { !$0.parents.isEmpty }
    let hasVariables = jobs.contains { !$0.variables.isEmpty || !$0.sweptFields.isEmpty }
    let all: [(ColumnTable.Column, isShown: Bool)] = [
      (.init("job", least: 8), true), (.init("what"), true),
      (.init("credits", isNumber: true), true), (.init("model", least: 8, isOptional: true), true),
      (.init("uses", least: 6, isOptional: true), hasParents),
      (.init("with", least: 6, isOptional: true), hasVariables),
      (.init("output", least: 8, isOptional: true), true),
    ]
    let shown = all.indices.filter { all[$0].isShown }
    let table = ColumnTable(
      columns: shown.map { all[$0].0 }, rows: rows.map { row in shown.map { row[$0] } })
    return table.lines(width: columns ?? .max / 2) ?? rows.map { "\($0[0]) \($0[1])" }
  }

  private func row(_ job: Job) -> [String] {
    [
      job.name.description, PlanOutlook.word(outlook.works[job.id] ?? .pay),
      price(job), job.model.name, parents(job),
      (job.variables + job.sweptFields).map { "\($0.name)=\(Self.short($0.value))" }
        .joined(separator: " "),
      job.destination.shown,
    ].map { DisplayWidth.shown(GivenSecrets.redacted($0)) }
  }

  /// The first line of a value, as far as it has room in a table.
  private static func short(_ value: String) -> String {
    let value = GivenSecrets.redacted(value)
    let line = value.prefix { !$0.isNewline }
    return line.count > 24 ? line.prefix(23) + "…" : line.count < value.count ? line + "…" : value
  }

  private func price(_ job: Job) -> String {
    guard outlook.isPayable(job.id) else { return "0" }
    return outlook.prices[job.id]?.text ?? "?"
  }

  /// The jobs whose results a job uses: `still`, or `grid[0]`, `grid[1]`, …
  private func parents(_ job: Job) -> String {
    let names = job.parents.filter { $0.index >= plan.firstJob }.map { plan[$0].name.description }
    return names.count > 3
      ? "\(names[0]) … \(names[names.count - 1])" : names.joined(separator: " ")
  }

  /// What all of it comes to, in a few lines.
  var totals: [String] {
    var counts: [(String, Int)] = []
    for work in ["pay", "reuse", "follow", "in doubt", "refused"] {
      let count = plan.jobs.count {
        $0.isWanted && PlanOutlook.word(outlook.works[$0.id] ?? .pay) == work
      }
      if count > 0 { counts.append((work, count)) }
    }
    let total = counts.reduce(0) { $0 + $1.1 }
    let parts = counts.map { "\($0.1) \($0.0)" }.joined(separator: ", ")
    var lines = ["\(total) \(total == 1 ? "job" : "jobs"): \(parts)"]
    if total == 0 { lines = ["nothing to make"] }
    if let price = priceLine { lines.append(price) }
    for cap in PlanOutlook.caps(plan.budget) {
      lines.append("budget: at most \(cap)")
    }
    if case .jobs(let most) = plan.confirmation, outlook.payable > most {
      lines.append("more than \(most) jobs are started by `--yes`, or when you say so")
    }
    return lines
  }

  private var priceLine: String? {
    guard outlook.payable > 0 else { return nil }
    let forecast = outlook.forecast
    let sum = forecast.credits?.text ?? "more than can be told"
    switch (forecast.unknown, forecast.jobs - forecast.unknown) {
    case (0, _): return "credits: \(sum), by the prices seen before"
    case (let unknown, 0):
      return "credits: not known, \(unknown == 1 ? "the job is" : "the jobs are") the first of "
        + "\(unknown == 1 ? "its" : "their") kind and the service documents no prices"
    case (let unknown, _):
      return "credits: \(sum) by the prices seen before, and \(unknown) "
        + "\(unknown == 1 ? "job" : "jobs") of unknown price (?)"
    }
  }
}
