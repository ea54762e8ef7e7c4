import LosslessJSON
import SkillsVideo

/// A run as JSON, for machines; what is not known is null.
enum RunJSON {
  /// What `skv runs --json` prints of a run.
  static func summary(_ record: RunRecord, isUnfinished: Bool) -> JSON {
    .object(JSONObject(head(record, isUnfinished)))
  }

  /// What `skv show --json` prints: everything that the ledger knows of it.
  static func full(
    _ record: RunRecord, isUnfinished: Bool, history: [RunChange], outputs: [LedgerOutput]
  ) -> JSON {
    .object(
      JSONObject(
        head(record, isUnfinished) + [
          .init(key: "take", value: .number(JSONNumber(record.take))),
          .init(key: "status", value: text(record.status)),
          .init(key: "seed", value: record.seed ?? .null),
          .init(key: "request", value: record.request),
          .init(key: "accepted_at", value: moment(record.acceptedAt)),
          .init(key: "ended_at", value: moment(record.endedAt)),
          .init(key: "history", value: .array(history.map(change))),
          .init(key: "outputs", value: .array(outputs.map(output))),
          .init(key: "data", value: record.data ?? .null),
        ]))
  }

  private static func head(_ record: RunRecord, _ isUnfinished: Bool) -> [JSONObject.Member] {
    [
      .init(key: "number", value: .number(JSONNumber(record.number))),
      .init(key: "state", value: .string(record.state.rawValue)),
      .init(key: "unfinished", value: .bool(isUnfinished)),
      .init(key: "label", value: .string(record.label)),
      .init(key: "item", value: .number(JSONNumber(record.item))),
      .init(key: "model", value: .string(record.model)),
      .init(key: "generation_id", value: text(record.generationID)),
      .init(key: "credits", value: record.credits.map(JSON.number) ?? .null),
      .init(key: "script", value: text(record.script)),
      .init(key: "service", value: .string(record.baseURL)),
      .init(key: "planned_at", value: moment(record.plannedAt)),
      .init(key: "submitted_at", value: moment(record.submittedAt)),
      .init(key: "files", value: .array(record.files.map { .string($0.path) })),
      .init(
        key: "error",
        value: record.errorCode == nil && record.errorMessage == nil
          ? .null : ["code": text(record.errorCode), "message": text(record.errorMessage)]),
    ]
  }

  private static func change(_ change: RunChange) -> JSON {
    [
      "state": .string(change.state.rawValue), "at": .string(Moment.stamp(change.at)),
      "detail": text(change.detail),
    ]
  }

  private static func output(_ output: LedgerOutput) -> JSON {
    [
      "place": .number(JSONNumber(output.place + 1)),
      "state": .string(output.state.rawValue),
      "path": text(output.path), "url": .string(output.url), "type": text(output.contentType),
      "bytes": number(output.bytes), "sha256": text(output.filedDigest),
      "delivered_sha256": text(output.deliveredDigest), "width": number(output.width),
      "height": number(output.height),
      "duration": output.duration.flatMap { JSONNumber("\($0)") }.map(JSON.number) ?? .null,
    ]
  }

  private static func text(_ text: String?) -> JSON { text.map(JSON.string) ?? .null }

  private static func number(_ number: Int?) -> JSON {
    number.map { .number(JSONNumber($0)) } ?? .null
  }

  private static func moment(_ milliseconds: Int64?) -> JSON {
    milliseconds.map { .string(Moment.stamp($0)) } ?? .null
  }
}
