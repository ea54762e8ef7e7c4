import LosslessJSON

/// Finds what two contracts say differently of one model.
struct ModelComparison {
  private var changes: [ContractChange] = []

  /// The changes from one model to another of the same path.
  ///
  /// Where nothing that is compared one by one differs, the rest is compared as a whole, so that a
  /// model without a change is one whose digest is the same.
  static func changes(from old: Model, to new: Model) -> [ContractChange] {
    let (oldText, newText) = (old.schemaDigestable, new.schemaDigestable)
    guard oldText != newText || old.output != new.output else { return [] }
    var comparison = ModelComparison()
    comparison.compare(old, new)
    if comparison.changes.isEmpty, oldText.canonicalForm != newText.canonicalForm {
      comparison.changes.append(ContractChange(.wording, old: nil, new: nil))
    }
    return comparison.changes
  }

  private mutating func compare(_ old: Model, _ new: Model) {
    note(.output, old.output.rawValue, new.output.rawValue)
    note(.stream, old.hasStream ? "yes" : "no", new.hasStream ? "yes" : "no")
    note(
      .contentTypes, old.contentTypes.joined(separator: ", "),
      new.contentTypes.joined(separator: ", "))
    let olds = LabelledVariant.all(of: old)
    let news = LabelledVariant.all(of: new)
    if olds.count == 1, news.count == 1, let old = olds.first, let new = news.first {
      return compare(old.variant, new.variant, named: nil)
    }
    for old in olds {
      if let new = news.first(where: { $0.label == old.label }) {
        compare(old.variant, new.variant, named: old.label)
      } else {
        changes.append(
          ContractChange(.variant, variant: old.label, old: old.summary, new: nil))
      }
    }
    for new in news where !olds.contains(where: { $0.label == new.label }) {
      changes.append(ContractChange(.variant, variant: new.label, old: nil, new: new.summary))
    }
  }

  private mutating func compare(_ old: Variant, _ new: Variant, named label: String?) {
    note(
      .documented, old.isDocumented ? "yes" : "no", new.isDocumented ? "yes" : "no",
      variant: label)
    var comparison = FieldComparison(variant: label)
    comparison.compare(old.fields, new.fields, within: "")
    changes += comparison.changes
  }

  private mutating func note(
    _ subject: ContractChange.Subject, _ old: String, _ new: String, variant: String? = nil
  ) {
    guard old != new else { return }
    changes.append(
      ContractChange(
        subject, variant: variant, old: old.isEmpty ? nil : old, new: new.isEmpty ? nil : new))
  }
}

/// A variant with the name by which it is found again in another contract.
private struct LabelledVariant {
  let label: String
  let variant: Variant

  /// The variants of a model: by title, else by constant, else by number; those that share a name
  /// are numbered.
  static func all(of model: Model) -> [LabelledVariant] {
    var seen: [String: Int] = [:]
    return model.variants.enumerated().map { index, variant in
      let constant = variant.constant.map { "\($0.field) \($0.value.printed())" }
      let label = variant.title ?? constant ?? "variant \(index + 1)"
      seen[label, default: 0] += 1
      let count = seen[label] ?? 1
      return LabelledVariant(label: count == 1 ? label : "\(label) (\(count))", variant: variant)
    }
  }

  var summary: String {
    guard variant.isDocumented else { return "fields not documented" }
    return variant.fields.count == 1 ? "1 field" : "\(variant.fields.count) fields"
  }
}
