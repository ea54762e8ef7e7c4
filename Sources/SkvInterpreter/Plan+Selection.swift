package import SkillsScript

extension Plan {
  /// The plan in which only the named runs or jobs are wanted, and the jobs whose results they use.
  package func selecting(_ names: Set<String>) -> Plan {
    var wanted: Set<JobID> = []
    var pending = jobs.filter { $0.isNamed(in: names) }.map(\.id)
    while let id = pending.popLast() {
      guard id.index >= firstJob, wanted.insert(id).inserted else { continue }
      pending += self[id].parents
    }
    var plan = self
    for index in plan.jobs.indices where !wanted.contains(plan.jobs[index].id) {
      plan.jobs[index].isWanted = false
    }
    return plan
  }
}
