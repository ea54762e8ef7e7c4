import LosslessJSON

/// Finds what two contracts say differently of fields, and of those within them.
struct FieldComparison {
  /// How many schemas are compared; schemas that share parts multiply without end.
  static let maximumSteps = 20_000

  /// Whether there was more than was compared.
  var isCut: Bool { steps <= 0 }

  /// What differs, in the order of the old fields, then of those that are new.
  private(set) var changes: [ContractChange] = []

  private let variant: String?
  private var steps = Self.maximumSteps

  /// Creates one for the fields of a variant; nil for those of a model's only variant.
  init(variant: String?) {
    self.variant = variant
  }

  /// Compares fields that stand in the same place; `prefix` is that place, such as `camera.`.
  mutating func compare(_ olds: [Field], _ news: [Field], within prefix: String) {
    let newByName = Dictionary(news.map { (ExactName($0.name), $0) }) { first, _ in first }
    let oldNames = Set(olds.map { ExactName($0.name) })
    for old in olds {
      let place = prefix + old.name
      guard let new = newByName[ExactName(old.name)] else {
        note(.field, place, old.brief, nil)
        continue
      }
      note(.required, place, Self.word(old.isRequired), Self.word(new.isRequired))
      compare(old.schema, new.schema, at: place)
    }
    for new in news where !oldNames.contains(ExactName(new.name)) {
      note(.field, prefix + new.name, nil, new.brief)
    }
  }

  private mutating func compare(
    _ old: FieldSchema, _ new: FieldSchema, at place: String, comparesKind: Bool = true
  ) {
    steps -= 1
    guard steps > 0 else { return }
    let before = changes.count
    if comparesKind { compareKind(old, new, at: place) }
    // A change of what sums up the forms is not told of each of them again.
    let isTold = !comparesKind || changes.count > before
    compareLimits(old, new, at: place)
    if old.choices.map(\.count) == new.choices.map(\.count) {
      for (old, new) in zip(old.choices.joined(), new.choices.joined()) {
        compare(old, new, at: place, comparesKind: !isTold)
      }
    } else {
      note(
        .forms, place, String(old.choices.joined().count), String(new.choices.joined().count))
    }
    compareParts(old, new, at: place)
    guard comparesKind, changes.count == before, steps > 0, old.rules != new.rules else { return }
    changes.append(ContractChange(.rest, variant: variant, field: place, old: nil, new: nil))
  }

  private mutating func compareKind(_ old: FieldSchema, _ new: FieldSchema, at place: String) {
    note(.type, place, old.typeWords, new.typeWords)
    compareWords(old, new, at: place)
    note(.defaultValue, place, old.defaultText, new.defaultText)
  }

  private mutating func compareParts(_ old: FieldSchema, _ new: FieldSchema, at place: String) {
    if let oldItems = old.checkedItems, let newItems = new.checkedItems {
      compare(oldItems, newItems, at: place + "[]")
    } else {
      note(.items, place, old.checkedItems?.brief, new.checkedItems?.brief)
    }
    if let oldMembers = old.additionalMembers, let newMembers = new.additionalMembers {
      compare(oldMembers, newMembers, at: place + ".*")
    } else {
      note(.memberSchema, place, old.additionalMembers?.brief, new.additionalMembers?.brief)
    }
    compare(old.properties, new.properties, within: place + ".")
    let named = Set((old.properties + new.properties).map { ExactName($0.name) })
    let olds = Set(old.required.map(ExactName.init))
    let news = Set(new.required.map(ExactName.init))
    for name in old.required.union(new.required) where !named.contains(ExactName(name)) {
      let (old, new) = (olds.contains(ExactName(name)), news.contains(ExactName(name)))
      note(.required, place + "." + name, Self.word(old), Self.word(new))
    }
  }

  private mutating func compareWords(_ old: FieldSchema, _ new: FieldSchema, at place: String) {
    let olds = Set(old.allowed.map(\.canonicalForm))
    let news = Set(new.allowed.map(\.canonicalForm))
    let gone = old.allowed.filter { !news.contains($0.canonicalForm) }
    let come = new.allowed.filter { !olds.contains($0.canonicalForm) }
    if !gone.isEmpty || !come.isEmpty {
      note(.words, place, FieldSchema.list(gone), FieldSchema.list(come))
    }
    guard !old.allowed.isEmpty, !new.allowed.isEmpty else { return }
    note(.furtherWords, place, Self.word(old.allowedIsOpen), Self.word(new.allowedIsOpen))
  }

  private mutating func compareLimits(_ old: FieldSchema, _ new: FieldSchema, at place: String) {
    note(.minimum, place, old.minimum, new.minimum)
    note(.exclusiveMinimum, place, old.exclusiveMinimum, new.exclusiveMinimum)
    note(.maximum, place, old.maximum, new.maximum)
    note(.exclusiveMaximum, place, old.exclusiveMaximum, new.exclusiveMaximum)
    note(.multipleOf, place, old.multipleOf, new.multipleOf)
    note(.minLength, place, old.minLength.map(String.init), new.minLength.map(String.init))
    note(.maxLength, place, old.maxLength.map(String.init), new.maxLength.map(String.init))
    note(.minItems, place, old.minItems.map(String.init), new.minItems.map(String.init))
    note(.maxItems, place, old.maxItems.map(String.init), new.maxItems.map(String.init))
    note(.uniqueItems, place, Self.word(old.itemsAreUnique), Self.word(new.itemsAreUnique))
    note(.pattern, place, old.patterns, new.patterns)
    note(.format, place, old.format, new.format)
    if !old.properties.isEmpty, !new.properties.isEmpty {
      note(.furtherMembers, place, Self.word(!old.isClosed), Self.word(!new.isClosed))
    }
  }

  private mutating func note(
    _ subject: ContractChange.Subject, _ place: String, _ old: JSONNumber?, _ new: JSONNumber?
  ) {
    if let old, let new, old.compared(to: new) == 0 { return }
    note(subject, place, old?.text, new?.text)
  }

  private mutating func note(
    _ subject: ContractChange.Subject, _ place: String, _ old: String?, _ new: String?
  ) {
    guard old.map(ExactName.init) != new.map(ExactName.init) else { return }
    changes.append(ContractChange(subject, variant: variant, field: place, old: old, new: new))
  }

  private static func word(_ holds: Bool) -> String { holds ? "yes" : "no" }
}

/// A text that is compared by its bytes, as names of fields are.
private struct ExactName: Hashable {
  private let bytes: [UInt8]

  init(_ text: String) {
    bytes = Array(text.utf8)
  }
}

// MARK: - In a few words

extension Field {
  /// What the field takes, for a line that says that it came or went.
  fileprivate var brief: String { schema.brief(isRequired: isRequired) }
}

extension FieldSchema {
  /// What is taken, with the limits by their names in JSON Schema.
  fileprivate var brief: String { brief(isRequired: false) }

  fileprivate func brief(isRequired: Bool) -> String {
    var parts = [typeWords]
    if isRequired { parts.append("required") }
    if let words = Self.list(allowed) { parts.append(words + (allowedIsOpen ? " and others" : "")) }
    if let text = defaultText { parts.append("default \(text)") }
    let limits: [(String, String?)] = [
      ("minimum", minimum?.text), ("above", exclusiveMinimum?.text), ("maximum", maximum?.text),
      ("below", exclusiveMaximum?.text), ("steps of", multipleOf?.text),
      ("least length", minLength.map(String.init)), ("greatest length", maxLength.map(String.init)),
      ("least number of items", minItems.map(String.init)),
      ("greatest number of items", maxItems.map(String.init)), ("pattern", patterns),
      ("format", format),
    ]
    parts += limits.compactMap { name, text in text.map { "\(name) \($0)" } }
    if itemsAreUnique { parts.append("unique items") }
    return parts.joined(separator: "; ")
  }

  /// The patterns, of which `allOf` can ask for several.
  fileprivate var patterns: String? {
    let all = [pattern].compactMap(\.self) + conditions.compactMap(\.pattern)
    return all.isEmpty ? nil : all.joined(separator: " and ")
  }

  /// The schema without its texts for people, and without what is compared one by one.
  fileprivate var rules: FieldSchema {
    var rules = self
    rules.minimum = nil
    rules.exclusiveMinimum = nil
    rules.maximum = nil
    rules.exclusiveMaximum = nil
    rules.multipleOf = nil
    rules.defaultValue = nil
    rules.required = required.sorted()
    // Numbers are equal by value, and the order of words says nothing.
    rules.allowed = allowed.map(\.canonicalForm).sorted().map(JSON.string)
    rules.constant = constant.map { .string($0.canonicalForm) }
    rules.types = FieldType.allCases.filter(types.contains)
    rules.title = nil
    rules.summary = nil
    rules.examples = []
    rules.items = items?.rules
    rules.additionalMembers = additionalMembers?.rules
    rules.properties = properties.map {
      Field(name: $0.name, schema: $0.schema.rules, isRequired: $0.isRequired)
    }
    rules.choices = choices.map { $0.map(\.rules) }
    rules.conditions = conditions.map(\.rules)
    return rules
  }

  /// The types by their names in JSON Schema.
  fileprivate var typeWords: String {
    guard typeIsDocumented else { return "type not documented" }
    let names =
      FieldType.allCases.filter(types.contains).map(\.rawValue) + (nullable ? ["null"] : [])
    return names.isEmpty ? "nothing" : names.joined(separator: " or ")
  }

  fileprivate var defaultText: String? { defaultValue?.printed(.spaced) ?? defaultNote }

  /// Values as they stand in the contract; nil for none.
  fileprivate static func list(_ values: [JSON]) -> String? {
    values.isEmpty ? nil : values.map { $0.printed(.spaced) }.joined(separator: ", ")
  }
}
