// MARK: - budget

extension Analysis {
  /// Adds a cap to those that stand; one that could not be read whole says nothing.
  mutating func budget(_ operands: BudgetOperands, _ statement: Statement) {
    guard let count = operands.count?.value, let unit = operands.unit?.value else { return }
    if unit == .jobs, !operands.isPerDay, count < budget.jobs ?? .max {
      jobBudgetSpan = statement.span
    }
    budget.lower(unit, perDay: operands.isPerDay, to: count)
  }

  /// Reports the first run whose jobs go beyond the budget.
  mutating func checkJobBudget() {
    guard let most = budget.jobs else { return }
    for case .run(let run) in program.steps where run.items.upperBound > most {
      let beyond = max(run.items.lowerBound, most) + 1
      let last = run.items.upperBound
      return report(
        Diagnostic(
          .tooManyJobs,
          "\(jobCount) \(jobCount == 1 ? "job is" : "jobs are") more than the budget of \(most)",
          at: run.span,
          label: beyond == last ? "makes job \(last)" : "makes jobs \(beyond) to \(last)",
          secondary: jobBudgetSpan.map { [.init(span: $0, text: "the budget")] } ?? [],
          help: jobBudgetSpan == nil ? ["the budget was given as `--budget \(most)jobs`"] : []))
    }
  }
}
