import LosslessJSON
import SkillsVideo
import SkvInterpreter

/// Prints every event as one line of JSON on standard output.
struct JSONReporter: Reporter {
  private let screen: Screen

  /// Creates a reporter that prints on `screen`.
  init(screen: Screen) {
    self.screen = screen
  }

  func hear(_ event: SessionEvent) {
    if let line = Self.json(event) { screen.result(line.printed(.spaced)) }
  }

  /// The line of an event; nil for what is only for live lines.
  static func json(_ event: SessionEvent) -> JSON? {
    switch event {
    case .planned(let jobs):
      [
        "event": "plan",
        "jobs": .array(jobs.map { job in ["run": run(job), "model": .string(job.model)] }),
      ]
    case .run(let name, let event):
      event.json.map { adding(run(name), to: $0) }
    case .skipped(let name, let reason):
      ["event": "skipped", "reason": .string(reason), "run": run(name)]
    case .printed(_, let value):
      ["event": "print", "value": value]
    case .notPrinted(let reason):
      ["event": "print", "error": .string(reason)]
    case .expected(let expectation): self.expectation(expectation)
    case .copied(let paths): ["event": "save", "paths": .array(paths.map(JSON.string))]
    case .notCopied(let reason): ["event": "save", "error": .string(reason)]
    case .finished(let summary):
      self.summary(summary)
    case .started, .ended: nil
    }
  }

  private static func expectation(_ expectation: ExpectationReport) -> JSON {
    [
      "event": "expectation",
      "text": .string(expectation.text),
      "holds": .bool(expectation.holds),
      "obstacle": expectation.obstacle.map(JSON.string) ?? .null,
      "items": .array(
        expectation.items.map { item in
          [
            "place": .string(item.place), "holds": .bool(item.holds),
            "found": item.found ?? .null,
          ]
        }),
    ]
  }

  private static func run(_ name: JobName) -> JSON {
    ["label": .string(name.label), "item": .number(JSONNumber(name.item))]
  }

  private static func adding(_ run: JSON, to event: JSON) -> JSON {
    guard case .object(var object) = event else { return event }
    object["run"] = run
    return .object(object)
  }

  private static func summary(_ summary: SessionSummary) -> JSON {
    [
      "event": "summary",
      "jobs": .number(JSONNumber(summary.ended.count + summary.skipped.count)),
      "saved": .number(JSONNumber(summary.savedCount)),
      "skipped": .number(JSONNumber(summary.skipped.count)),
      "runs": .array(summary.ended.map(outcome)),
      "expectations": .number(JSONNumber(summary.expectations.count)),
      "failed_expectations": .number(
        JSONNumber(summary.expectations.count { !$0.holds })),
      "credits": summary.credits.map(JSON.number) ?? .null,
      "budget": .array(summary.budget.map(standing)),
      "exit_code": .number(JSONNumber(Int(ExitStatus(summary).rawValue))),
    ]
  }

  private static func standing(_ standing: BudgetStanding) -> JSON {
    [
      "unit": .string(standing.unit.rawValue),
      "per_day": .bool(standing.isPerDay),
      "cap": .number(standing.cap),
      "spent": .number(standing.spent),
      "reserved": .number(standing.reserved),
      "kept": .number(standing.kept),
      "unknown_prices": .number(JSONNumber(standing.unknownPrices)),
    ]
  }

  /// How one job ended; `number` is what `skv resume` takes, null where nothing was noted.
  private static func outcome(_ ended: (name: JobName, outcome: Outcome)) -> JSON {
    let record = ended.outcome.record
    return [
      "run": run(ended.name),
      "number": record.map { .number(JSONNumber($0.number)) } ?? .null,
      "state": record.map { .string($0.state.rawValue) } ?? "not_sent",
      "generation_id": record?.generationID.map(JSON.string) ?? .null,
      "exit_code": .number(JSONNumber(Int(ended.outcome.exitCode))),
    ]
  }
}
