import Contracts
package import LosslessJSON
package import SkillsScript
package import SkillsVideo

/// One job as it is compared with another: what it asks for, and what came of it.
package struct Subject: Sendable, Hashable {
  /// The label of its run, and its place in it where the run has several: `grid[2]`.
  package var name: String
  /// What it asks for and what came of it, by name, in the order in which it is shown.
  package var facts: [Fact]

  /// One thing that can differ.
  package struct Fact: Sendable, Hashable {
    /// Its name: `model`, `request.prompt`, `result.credits`.
    package var name: String
    /// Its value.
    package var value: JSON
  }

  /// A job of a plan; results that it uses are shown as references.
  package init(_ job: Job) {
    self.init(
      label: job.label, item: job.item, isAlone: job.itemCount == 1, model: job.model.path,
      request: job.request.sketch, take: job.take, result: [])
  }

  /// A job of a lock.
  package init(_ entry: LockEntry, isAlone: Bool) {
    self.init(
      label: entry.label, item: entry.item, isAlone: isAlone, model: entry.model,
      request: entry.request, take: entry.take,
      result: Self.result(
        state: entry.state, id: entry.generationID, credits: entry.credits, seed: entry.seed,
        digests: entry.outputs.map(\.deliveredSHA256)))
  }

  /// A run of the ledger.
  package init(_ record: RunRecord) {
    self.init(
      label: record.label, item: record.item, isAlone: true, model: record.model,
      request: record.request, take: record.take,
      result: Self.result(
        state: record.state, id: record.generationID, credits: record.credits,
        seed: record.seed, digests: record.files.map(\.deliveredSHA256)))
  }

  private init(
    label: String, item: Int, isAlone: Bool, model: String, request: JSON, take: Int,
    result: [Fact]
  ) {
    name = isAlone ? label : "\(label)[\(item)]"
    facts = [
      Fact(name: "model", value: .string(model)),
      Fact(name: "take", value: .number(JSONNumber(take))),
    ]
    facts += (request.object ?? JSONObject()).map {
      Fact(name: "request.\($0.key)", value: $0.value)
    }
    facts += result
  }

  private static func result(
    state: RunState, id: String?, credits: JSONNumber?, seed: JSON?, digests: [String]
  ) -> [Fact] {
    [
      Fact(name: "result.state", value: .string(state.rawValue)),
      Fact(name: "result.generation", value: id.map(JSON.string) ?? .null),
      Fact(name: "result.credits", value: credits.map(JSON.number) ?? .null),
      Fact(name: "result.seed", value: seed ?? .null),
      Fact(name: "result.sha256", value: .array(digests.map(JSON.string))),
    ]
  }
}

/// What differs between two lists of jobs.
package struct Comparison: Sendable, Hashable {
  /// The jobs that only the first has.
  package var removed: [String] = []
  /// The jobs that only the second has.
  package var added: [String] = []
  /// The jobs that both have and that differ, with what differs; nil where one has no such fact.
  package var changed: [(name: String, facts: [(name: String, before: JSON?, after: JSON?)])] {
    differences.map { ($0.name, $0.facts.map { ($0.name, $0.before, $0.after) }) }
  }

  private var differences: [Difference] = []

  private struct Difference: Sendable, Hashable {
    var name: String
    var facts: [FactDifference]
  }

  private struct FactDifference: Sendable, Hashable {
    var name: String
    var before: JSON?
    var after: JSON?
  }

  /// Whether nothing differs.
  package var isEmpty: Bool { removed.isEmpty && added.isEmpty && differences.isEmpty }

  /// Compares jobs by their names, and two single jobs whatever they are called.
  ///
  /// What came of them is compared only where both sides know it.
  package init(_ before: [Subject], _ after: [Subject]) {
    if before.count == 1, after.count == 1 {
      add(before[0], after[0])
      return
    }
    let others = Dictionary(after.map { ($0.name, $0) }) { $1 }
    let names = Set(before.map(\.name))
    for subject in before {
      if let other = others[subject.name] {
        add(subject, other)
      } else {
        removed.append(subject.name)
      }
    }
    added = after.map(\.name).filter { !names.contains($0) }
  }

  private mutating func add(_ before: Subject, _ after: Subject) {
    let old = Dictionary(before.facts.map { ($0.name, $0.value) }) { $1 }
    let new = Dictionary(after.facts.map { ($0.name, $0.value) }) { $1 }
    let knowsResults = old["result.state"] != nil && new["result.state"] != nil
    var names = before.facts.map(\.name)
    names += after.facts.map(\.name).filter { old[$0] == nil }
    let facts = names.compactMap { name -> FactDifference? in
      guard knowsResults || !name.hasPrefix("result."),
        old[name]?.canonicalForm != new[name]?.canonicalForm
      else { return nil }
      return FactDifference(name: name, before: old[name], after: new[name])
    }
    if !facts.isEmpty { differences.append(Difference(name: before.name, facts: facts)) }
  }
}
