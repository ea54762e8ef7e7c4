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
      case .wait(let items, let span):
        steps.append(.wait(items.map { $0.flatMap { $0.map(JobID.init) } }, span))
      case .expect(let expectation): steps.append(.expect(expectation))
      case .save(let copy): steps.append(.save(copy))
      case .run(let run):
        jobs += Self.jobs(of: run, &takes)
        steps.append(
          .run(
            label: run.label, jobs: run.items.map(JobID.init), isAwaited: run.isAwaited))
      }
    }
    return Plan(
      jobs: jobs, firstJob: program.firstJob, steps: steps,
      concurrency: jobs.map(\.settings.concurrency).max() ?? program.settings.concurrency,
      onError: program.settings.onError, budget: program.budget,
      confirmation: program.confirmation)
  }

  private static func jobs(of run: Program.Run, _ takes: inout [String: Int]) -> [Job] {
    var last: (request: Expression, key: String, parents: [JobID])?
    return run.jobs.enumerated().map { item, job in
      // The takes of one draft follow each other.
      let known: (request: Expression, key: String, parents: [JobID]) =
        last.flatMap { $0.request == job.request ? $0 : nil }
        ?? (
          job.request, run.model.path + "\n" + job.request.identity, job.request.neededJobs
        )
      last = known
      takes[known.key, default: 0] += 1
      return Job(
        id: JobID(run.items.lowerBound + item), label: run.label, item: item,
        itemCount: run.items.count, take: takes[known.key] ?? 1, model: run.model,
        request: job.request, parents: known.parents, variables: job.variables,
        sweptFields: job.sweptFields,
        destination: job.destination, settings: run.settings, span: run.span)
    }
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
