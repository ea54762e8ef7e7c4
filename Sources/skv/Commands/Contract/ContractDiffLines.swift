import Contracts
import LosslessJSON
import SkillsScript
import SkvInterpreter

/// The difference of two contracts, as lines for a person.
struct ContractDiffLines {
  /// The difference.
  let diff: ContractDiff
  /// The contract that removed models are described by.
  let old: ContractInUse
  /// The contract that added models are described by.
  let new: ContractInUse
  /// The width of a line.
  let columns: Int

  /// How many models were added, removed and changed.
  var summary: String {
    let parts = ModelDifference.Kind.allCases.compactMap { kind -> String? in
      let count = diff.count(kind)
      return count == 0 ? nil : "\(count) \(count == 1 ? "model" : "models") \(kind.rawValue)"
    }
    return parts.joined(separator: ", ")
  }

  /// A line a model: whether it came, went, or in how many ways it changed.
  func overview(most: Int) -> [String] {
    let lines = diff.models.prefix(most).map { model in
      guard model.kind == .changed else { return headline(model) }
      return model.changes.count == 1
        ? "\(model.path): \(Self.text(model.changes[0]))"
        : "\(model.path): \(model.changes.count) changes"
    }.flatMap { Self.wrapped($0, columns) }
    let rest = diff.models.count - most
    return rest > 0 ? lines + ["  and \(rest) more"] : lines
  }

  /// Every difference, grouped by model.
  var whole: [String] {
    diff.models.flatMap { model in
      [headline(model)]
        + model.changes.flatMap { Self.wrapped(Self.text($0), columns) }
    }
  }

  /// The locks that hold jobs of models that differ.
  func locks(_ search: LockSearch) -> [String] {
    let paths = diff.models.map(\.path)
    let touched = search.locks.compactMap { lock -> String? in
      let models = paths.filter(lock.models.contains)
      guard !models.isEmpty else { return nil }
      return "\(Self.shown(lock.path)): \(models.joined(separator: ", "))"
    }
    let found =
      touched.isEmpty
      ? ["no lock holds a job of these models"]
      : ["locks with jobs of these models:"] + touched.flatMap { Self.wrapped($0, columns) }
    let omitted = Self.omissions(search)
    guard !omitted.isEmpty else { return found }
    return found + ["not searched for locks:"] + omitted.flatMap { Self.wrapped($0, columns) }
  }

  /// A line for each place that was not searched, and one for those beyond the first ten.
  static func omissions(_ search: LockSearch) -> [String] {
    let most = 10
    let rest = search.omissions.count - most
    return search.omissions.prefix(most).map { "\(shown($0.path)): \(shown($0.reason))" }
      + (rest > 0 ? ["and \(rest) more"] : [])
  }

  private static func wrapped(_ text: String, _ columns: Int) -> [String] {
    TextWrap.lines(text, columns: columns, first: "  ", rest: "    ")
  }

  private func headline(_ model: ModelDifference) -> String {
    switch model.kind {
    case .added: "\(model.path): added, \(Self.brief(model.path, in: new))"
    case .removed: "\(model.path): removed, \(Self.brief(model.path, in: old))"
    case .changed: model.path
    }
  }

  private static func brief(_ path: String, in contract: ContractInUse) -> String {
    guard case .found(let model) = contract.catalogue.lookUp(path) else { return "" }
    let fields = model.fieldNames.count
    let known =
      model.hasDocumentedBody
      ? "\(fields) \(fields == 1 ? "field" : "fields")" : "fields not documented"
    return "\(model.modeWords), \(known)\(model.hasStream ? "" : ", no event stream")"
  }

  // MARK: - One change

  private static func text(_ change: ContractChange) -> String {
    let place = change.field.map(shown) ?? ""
    let variant = change.variant.map { "[\(shown($0))] " } ?? ""
    switch change.subject {
    case .field:
      let sign = change.old == nil ? "+" : "-"
      return "\(sign) \(variant)\(place): \(shown(change.new ?? change.old ?? ""))"
    case .variant:
      let sign = change.old == nil ? "+" : "-"
      return "\(sign) variant \(shown(change.variant ?? "")): "
        + shown(change.new ?? change.old ?? "")
    case .words:
      let signed = [("-", change.old), ("+", change.new)].compactMap { sign, list in
        list.map { "\(sign) \(shown($0))" }
      }
      return "\(variant)\(place): words \(signed.joined(separator: ", "))"
    case .wording:
      return "the same fields; descriptions, examples or the way it is written differ"
    case .rest:
      return variant + (place.isEmpty ? "" : "\(place): ") + "something else in its schema differs"
    case .cut:
      return "there is too much of it to compare one by one; what is not listed may differ too"
    default:
      let values = "\(shown(change.old ?? "none")) → \(shown(change.new ?? "none"))"
      let words = words(for: change.subject)
      return variant + (place.isEmpty ? "\(words): \(values)" : "\(place): \(words) \(values)")
    }
  }

  private static func words(for subject: ContractChange.Subject) -> String {
    switch subject {
    case .output: "makes"
    case .stream: "event stream"
    case .contentTypes: "content types"
    case .documented: "fields documented"
    case .furtherWords: "further words possible"
    case .exclusiveMinimum: "above"
    case .exclusiveMaximum: "below"
    case .multipleOf: "steps of"
    case .minLength: "least length"
    case .maxLength: "greatest length"
    case .minItems: "least number of items"
    case .maxItems: "greatest number of items"
    case .furtherMembers: "further members allowed"
    case .uniqueItems: "items differ from each other"
    case .memberSchema: "further members"
    case .possiblyRequired: "possibly required"
    case .unnamedFields: "fields without a printed name"
    case .forms: "number of forms"
    case .variant, .field, .type, .required, .defaultValue, .words, .minimum, .maximum, .pattern,
      .format, .items, .modes, .rest, .cut, .wording:
      subject.rawValue
    }
  }

  private static func shown(_ text: String) -> String {
    TerminalText.clipped(TerminalText.escaped(text), to: 240)
  }

  // MARK: - For machines

  /// One model that differs, with the locks that hold jobs of it.
  static func json(_ model: ModelDifference, locks: [String]) -> JSON {
    let changes = model.changes.map { change -> JSON in
      [
        "what": .string(change.subject.rawValue),
        "variant": change.variant.map(JSON.string) ?? .null,
        "field": change.field.map(JSON.string) ?? .null,
        "old": change.old.map(JSON.string) ?? .null, "new": change.new.map(JSON.string) ?? .null,
      ]
    }
    return [
      "model": .string(model.path), "change": .string(model.kind.rawValue),
      "changes": .array(changes), "locks": .array(locks.map(JSON.string)),
    ]
  }
}
