import Contracts
import LosslessJSON
import SkillsScript
import SkillsVideo
import SkvInterpreter

/// A plan as JSON, for machines; what is not known is null.
///
/// `jobs`: `id` (from 0, in the order of the script), `label`, `item`, `take`, `model`, `work` (`pay`,
/// `reuse`, `follow`, `in_doubt`, `refused`), `certain` (false where the job hangs on results that are
/// not there, so that it may turn out to be done already), `credits`, `run` and `generation_id` of what
/// is known before, `uses` (ids of jobs), `variables`, `request` (results as they are referred to, files
/// as `@path`), `files`, `output`. `steps`: `run` and `start` with their jobs, `wait`, `print`, `expect`,
/// `save`. `totals` and `budget`.
enum PlanJSON {
  /// The whole plan as one object.
  static func json(_ plan: Plan, _ outlook: PlanOutlook, script: String?) -> JSON {
    let jobs = plan.jobs.filter(\.isWanted)
    return [
      "script": script.map(JSON.string) ?? .null,
      "jobs": .array(jobs.map { job($0, outlook) }),
      "steps": .array(plan.steps.map(step)),
      "totals": totals(jobs, outlook),
      "budget": [
        "credits": number(plan.budget.credits), "jobs": number(plan.budget.jobs),
        "credits_per_day": number(plan.budget.creditsPerDay),
        "jobs_per_day": number(plan.budget.jobsPerDay),
      ],
    ]
  }

  private static func job(_ job: Job, _ outlook: PlanOutlook) -> JSON {
    let work = outlook.works[job.id] ?? .pay
    let record = work.record
    return [
      "id": number(job.id.index), "label": .string(job.label), "item": number(job.item),
      "take": number(job.take), "model": .string(job.model.path), "work": .string(word(work)),
      "certain": .bool(outlook.isCertain(job.id)),
      "credits": outlook.isPayable(job.id)
        ? outlook.prices[job.id].map(JSON.number) ?? .null : 0,
      "run": number(record?.number),
      "generation_id": record?.generationID.map(JSON.string) ?? .null,
      "uses": .array(job.parents.map { number($0.index) }),
      "variables": .object(
        JSONObject(job.variables.map { .init(key: $0.name, value: .string($0.value)) })),
      "request": job.request.sketch,
      "files": .array(
        job.request.files.map { file in
          [
            "field": .string(file.field), "path": .string(file.media.path),
            "sha256": .string(file.media.sha256), "bytes": number(file.media.bytes),
          ]
        }),
      "output": .string(job.destination.shown),
    ]
  }

  private static func word(_ work: Settlement.Work) -> String {
    PlanOutlook.word(work).replacing(" ", with: "_")
  }

  private static func step(_ step: Plan.Step) -> JSON {
    switch step {
    case .run(let label, let jobs, let isAwaited):
      [
        "kind": isAwaited ? "run" : "start", "label": .string(label),
        "jobs": .array(jobs.map { number($0.index) }),
      ]
    case .wait(let jobs, _):
      ["kind": "wait", "jobs": jobs.map { .array($0.map { number($0.index) }) } ?? .null]
    case .print(let value, _): ["kind": "print", "value": value.sketch]
    case .expect(let expectation): ["kind": "expect", "text": .string(expectation.text)]
    case .save(let copy): ["kind": "save", "text": .string(copy.text)]
    }
  }

  private static func totals(_ jobs: [Job], _ outlook: PlanOutlook) -> JSON {
    let words = jobs.map { word(outlook.works[$0.id] ?? .pay) }
    var members: [JSONObject.Member] = [.init(key: "jobs", value: number(jobs.count))]
    for name in ["pay", "reuse", "follow", "in_doubt", "refused"] {
      members.append(.init(key: name, value: number(words.count { $0 == name })))
    }
    members.append(.init(key: "credits", value: outlook.forecast.credits.map(JSON.number) ?? .null))
    members.append(.init(key: "unknown_prices", value: number(outlook.forecast.unknown)))
    return .object(JSONObject(members))
  }

  private static func number(_ value: Int?) -> JSON {
    value.map { .number(JSONNumber($0)) } ?? .null
  }
}

extension Settlement.Work {
  /// The run that is known of the job.
  fileprivate var record: RunRecord? {
    switch self {
    case .pay, .unknown: nil
    case .reuse(let record), .follow(let record), .inDoubt(let record), .refused(let record): record
    }
  }
}
