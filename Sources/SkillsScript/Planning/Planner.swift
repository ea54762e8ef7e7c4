import Contracts
import LosslessJSON

/// Makes the plan of a program: its jobs, what each sends and hangs on, and the order of its steps.
package enum Planner {
  /// The plan of a program; the same program always gives the same plan.
  package static func plan(_ program: Program) -> Plan {
    var jobs: [Job] = []
    var steps: [Plan.Step] = []
    var takes: [String: Int] = [:]
    for step in program.steps {
      switch step {
      case .print(let value, let span): steps.append(.print(value, span))
      case .run(let run):
        let parents = run.request.neededJobs
        let key = run.model.path + "\n" + run.request.identity
        for (item, index) in run.items.enumerated() {
          takes[key, default: 0] += 1
          jobs.append(
            Job(
              id: JobID(index), label: run.label, item: item, itemCount: run.items.count,
              take: takes[key] ?? 1, model: run.model, request: run.request, parents: parents,
              destination: run.destinations[item], settings: run.settings, span: run.span))
        }
        steps.append(.run(label: run.label, jobs: run.items.map(JobID.init)))
      }
    }
    return Plan(
      jobs: jobs, firstJob: program.firstJob, steps: steps,
      concurrency: jobs.map(\.settings.concurrency).max() ?? program.settings.concurrency,
      onError: program.settings.onError, budget: program.budget,
      confirmation: program.confirmation)
  }
}

extension Expression {
  /// A text that two values share if and only if they ask for the same, whatever results bring.
  var identity: String {
    switch self {
    case .constant(let json): return json.canonicalForm
    case .result(let path): return "result \(path.identity)"
    case .media(let path, let kind):
      return "media \(kind?.rawValue ?? "any") \(path.identity)"
    case .allMedia(let path, let kind):
      return "all \(kind?.rawValue ?? "any") \(path.identity)"
    case .file(let media): return "file \(media.sha256)"
    case .text(let parts):
      let texts = parts.map { part in
        switch part {
        case .text(let text): JSON.string(text).canonicalForm
        case .value(let path): "result \(path.identity)"
        }
      }
      return "text(\(texts.joined(separator: " ")))"
    case .list(let elements):
      return "[\(elements.map(\.identity).joined(separator: ","))]"
    case .object(let members):
      let texts = members.sorted { $0.key < $1.key }.map { member in
        "\(JSON.string(member.key).canonicalForm):\(member.value.identity)"
      }
      return "{\(texts.joined(separator: ","))}"
    }
  }
}

extension ResultPath {
  /// The path without its label: which jobs, and which place in their results.
  fileprivate var identity: String {
    steps.reduce("\(items.lowerBound)-\(items.upperBound)") { $0 + "/" + Path.text(of: $1) }
  }
}
