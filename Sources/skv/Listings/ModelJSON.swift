import Contracts
import LosslessJSON

/// A model as JSON, for machines.
enum ModelJSON {
  /// What `skv models --json` prints: path, name, title, output, modes and evidence.
  static func summary(of model: Model) -> JSON {
    .object(JSONObject(head(model, modes: model.modes)))
  }

  /// What `skv fields --json` prints: the summary, and all that is known of the body; with a mode only
  /// of the variants that have it. The number of a variant is its place in the contract.
  static func full(_ model: Model, mode: Mode? = nil) -> JSON {
    let shown = model.modes.filter { mode == nil || $0.mode == mode }
    let numbers = mode == nil ? Array(model.variants.indices) : shown.compactMap(\.variant)
    var members = head(model, modes: shown)
    var fields = FieldJSON()
    var variants: [JSON] = []
    for number in numbers { variants.append(variant(model.variants[number], number, &fields)) }
    members += [
      .init(key: "note", value: text(model.note)),
      .init(key: "page", value: text(model.source)),
      .init(key: "content_types", value: .array(model.contentTypes.map(JSON.string))),
      .init(key: "accepts_files", value: .bool(model.acceptsFiles)),
      .init(key: "has_stream", value: .bool(model.hasStream)),
      .init(key: "variants", value: .array(variants)),
      .init(key: "faults", value: .array(model.faults.map { .string($0.message) })),
    ]
    if model.outputIsGuessed {
      members.append(.init(key: "output_is_guessed", value: true))
    }
    return .object(JSONObject(members))
  }

  private static func head(_ model: Model, modes: [ModeEvidence]) -> [JSONObject.Member] {
    [
      .init(key: "model", value: .string(model.path)),
      .init(key: "name", value: .string(model.name)),
      .init(key: "title", value: .string(model.summary)),
      .init(key: "output", value: .string(model.output.rawValue)),
      .init(key: "evidence", value: .string(model.evidence.rawValue)),
      .init(key: "modes", value: .array(modes.map(mode))),
    ]
  }

  private static func mode(_ evidence: ModeEvidence) -> JSON {
    [
      "mode": .string(evidence.mode.rawValue),
      "variant": evidence.variant.map { .number(JSONNumber($0)) } ?? .null,
      "known": .string(evidence.how.rawValue), "evidence": .string(evidence.explanation),
    ]
  }

  private static func variant(
    _ variant: Variant, _ number: Int, _ json: inout FieldJSON
  ) -> JSON {
    var fields: [JSON] = []
    for field in variant.fields { fields.append(json.field(field)) }
    return [
      "number": .number(JSONNumber(number)),
      "title": text(variant.title),
      "constant": variant.constant.map { ["field": .string($0.field), "value": $0.value] } ?? .null,
      "documented": .bool(variant.isDocumented),
      "fields": .array(fields),
      "possibly_required": .array(variant.possiblyRequired.map(JSON.string)),
      "unnamed_fields": .array(
        variant.unnamedFields.map { ["after": text($0.after), "summary": text($0.summary)] }),
    ]
  }

  private static func text(_ text: String?) -> JSON { text.map(JSON.string) ?? .null }
}
