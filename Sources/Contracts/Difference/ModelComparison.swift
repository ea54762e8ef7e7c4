import LosslessJSON

/// Finds what two contracts say differently of one model.
struct ModelComparison {
  private var changes: [ContractChange] = []
  private var isCut = false

  /// The changes from one model to another of the same path.
  ///
  /// Where nothing that is compared one by one differs, the rest is compared as a whole, so that a
  /// model without a change is one whose digest is the same.
  static func changes(from old: Model, to new: Model) -> [ContractChange] {
    let (oldText, newText) = (SchemaText(old), SchemaText(new))
    guard oldText != newText || old.output != new.output else { return [] }
    var comparison = ModelComparison()
    comparison.compare(old, new)
    if comparison.changes.isEmpty, old.modes.map(\.key) != new.modes.map(\.key) {
      comparison.note(.modes, old.modeWords, new.modeWords)
    }
    if comparison.changes.isEmpty, oldText.whole.canonicalForm != newText.whole.canonicalForm {
      let isWording = oldText.rules.canonicalForm == newText.rules.canonicalForm
      comparison.changes.append(
        ContractChange(isWording ? .wording : .rest, old: nil, new: nil))
    }
    if comparison.isCut {
      comparison.changes.append(ContractChange(.cut, old: nil, new: nil))
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
    let pairs = Self.pairs(olds, news)
    for (index, old) in olds.enumerated() {
      if let new = pairs[index] {
        compare(old.variant, news[new].variant, named: old.label)
      } else {
        changes.append(
          ContractChange(.variant, variant: old.label, old: old.summary, new: nil))
      }
    }
    let found = Set(pairs.values)
    for (index, new) in news.enumerated() where !found.contains(index) {
      changes.append(ContractChange(.variant, variant: new.label, old: nil, new: new.summary))
    }
  }

  /// For each old variant the new one that is the same: by its name, else by its constant, where
  /// one variant alone has that.
  private static func pairs(_ olds: [LabelledVariant], _ news: [LabelledVariant]) -> [Int: Int] {
    var pairs: [Int: Int] = [:]
    for (index, old) in olds.enumerated() {
      pairs[index] = news.firstIndex { $0.label == old.label }
    }
    let found = Set(pairs.values)
    for (index, old) in olds.enumerated() where pairs[index] == nil {
      guard let constant = old.variant.constant,
        olds.count(where: { $0.variant.constant == constant }) == 1
      else { continue }
      let same = news.indices.filter { news[$0].variant.constant == constant }
      if same.count == 1, !found.contains(same[0]) { pairs[index] = same[0] }
    }
    return pairs
  }

  private mutating func compare(_ old: Variant, _ new: Variant, named label: String?) {
    note(
      .documented, old.isDocumented ? "yes" : "no", new.isDocumented ? "yes" : "no",
      variant: label)
    var comparison = FieldComparison(variant: label)
    comparison.compare(old.fields, new.fields, within: "")
    changes += comparison.changes
    isCut = isCut || comparison.isCut
    note(
      .possiblyRequired, old.possiblyRequired.joined(separator: ", "),
      new.possiblyRequired.joined(separator: ", "), variant: label)
    if old.unnamedFields.map(\.after) != new.unnamedFields.map(\.after) {
      note(
        .unnamedFields, String(old.unnamedFields.count), String(new.unnamedFields.count),
        variant: label)
    }
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

extension ModeEvidence {
  fileprivate var key: [String] {
    [mode.rawValue, how.rawValue, variant.map(String.init) ?? ""]
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
