import LosslessJSON

// MARK: - allOf

extension FieldSchema {
  /// The schema of the values that both schemas take, as `allOf` asks for.
  ///
  /// Texts for people come from `other` where it has any. What one schema cannot say of both (no
  /// common type, no common word, two patterns) stands as that of `self`, and that of `other` is
  /// one of the `conditions`. Of the names of members all count, whichever schema says so.
  func merged(with other: FieldSchema, steps: inout Int) -> FieldSchema {
    steps -= 1
    guard steps > 0 else { return self }
    var result = self
    result.mergeTypes(of: other)
    result.mergeWords(of: other)
    result.mergeLimits(of: other)
    result.mergeMembers(of: other, steps: &steps)
    result.takesNothing = takesNothing || other.takesNothing
    result.conditions += other.conditions
    result.mergeContinuation(of: other)
    result.choices = Array((choices + other.choices).prefix(Self.maximumGroups))
    result.defaultValue = other.defaultValue ?? defaultValue
    result.defaultNote = other.defaultNote ?? defaultNote
    result.examples = other.examples.isEmpty ? examples : other.examples
    result.title = other.title ?? title
    result.summary = other.summary ?? summary
    result.fieldsAreNotShown = fieldsAreNotShown || other.fieldsAreNotShown
    result.possiblyRequired = possiblyRequired.union(other.possiblyRequired)
    result.unnamedFields = unnamedFields + other.unnamedFields
    result.unchecked = unchecked.union(other.unchecked)
    return result
  }

  private static var maximumGroups: Int { 8 }

  private mutating func mergeTypes(of other: FieldSchema) {
    nullable = nullable && other.nullable
    guard other.typeIsDocumented else { return }
    guard typeIsDocumented else {
      types = other.types
      typeIsDocumented = true
      return
    }
    let common = FieldType.allCases.filter { type in
      accepts(type) && other.accepts(type)
        && !(type == .integer && accepts(.number) && other.accepts(.number))
    }
    guard common.isEmpty else {
      types = common
      return
    }
    guard !(types.isEmpty && other.types.isEmpty) else { return }
    require {
      $0.types = other.types
      $0.typeIsDocumented = true
    }
  }

  private mutating func mergeContinuation(of other: FieldSchema) {
    if continuation == nil {
      continuation = other.continuation
    } else if let further = other.continuation, further != continuation {
      require { $0.continuation = further }
    }
  }

  /// Adds a condition that says one thing.
  private mutating func require(_ say: (inout FieldSchema) -> Void) {
    var condition = FieldSchema.unknown
    say(&condition)
    conditions.append(condition)
  }

  private mutating func mergeWords(of other: FieldSchema) {
    let own = constant
    constant = constant ?? other.constant
    if allowed.isEmpty || (allowedIsOpen && !other.allowed.isEmpty && !other.allowedIsOpen) {
      allowed = other.allowed
      allowedIsOpen = other.allowedIsOpen
    } else if allowedIsOpen, other.allowedIsOpen {
      allowed = allowed.union(other.allowed)
    } else if !other.allowed.isEmpty, !other.allowedIsOpen {
      let others = Set(other.allowed.map(\.canonicalBytes))
      let common = allowed.filter { others.contains($0.canonicalBytes) }
      guard common.isEmpty else {
        allowed = common
        return
      }
      constant = own
      require {
        $0.allowed = other.allowed
        $0.constant = other.constant
      }
    }
  }

  private mutating func mergeLimits(of other: FieldSchema) {
    minimum = Self.stricter(minimum, other.minimum, sign: 1)
    exclusiveMinimum = Self.stricter(exclusiveMinimum, other.exclusiveMinimum, sign: 1)
    maximum = Self.stricter(maximum, other.maximum, sign: -1)
    exclusiveMaximum = Self.stricter(exclusiveMaximum, other.exclusiveMaximum, sign: -1)
    if let step = multipleOf, let further = other.multipleOf, step.compared(to: further) != 0 {
      require { $0.multipleOf = further }
    }
    multipleOf = multipleOf ?? other.multipleOf
    minLength = [minLength, other.minLength].compactMap(\.self).max()
    maxLength = [maxLength, other.maxLength].compactMap(\.self).min()
    minItems = [minItems, other.minItems].compactMap(\.self).max()
    maxItems = [maxItems, other.maxItems].compactMap(\.self).min()
    itemsAreUnique = itemsAreUnique || other.itemsAreUnique
    if pattern != nil, let further = other.pattern, further != pattern {
      require { $0.pattern = further }
    }
    pattern = pattern ?? other.pattern
    mergeFormat(of: other)
  }

  private mutating func mergeFormat(of other: FieldSchema) {
    if checkedFormat != nil, let further = other.checkedFormat, further != checkedFormat {
      require { $0.format = further }
    }
    let checked = checkedFormat ?? other.checkedFormat
    format = checked ?? format ?? other.format
    formatIsSummedUp = checked == nil && format != nil
  }

  private mutating func mergeMembers(of other: FieldSchema, steps: inout Int) {
    let checked: FieldSchema? =
      switch (checkedItems, other.checkedItems) {
      case (let own?, let others?): own.merged(with: others, steps: &steps)
      case (let own, let others): own ?? others
      }
    items = checked ?? items ?? other.items
    itemsAreSummedUp = checked == nil && items != nil
    namesByPattern = namesByPattern || other.namesByPattern
    switch (additionalMembers, other.additionalMembers) {
    case (let own?, let others?): additionalMembers = own.merged(with: others, steps: &steps)
    case (nil, let others): additionalMembers = others
    default: break
    }
    required = required.union(other.required)
    isClosed = isClosed || other.isClosed
    var places: [String: Int] = [:]
    for (index, field) in properties.enumerated() { places[field.name] = index }
    for field in other.properties {
      if let place = places[field.name] {
        properties[place] = properties[place].merged(with: field, steps: &steps)
      } else {
        places[field.name] = properties.count
        properties.append(field)
      }
    }
    let names = Set(required)
    properties = properties.map { $0.with(isRequired: names.contains($0.name)) }
  }

  private static func stricter(
    _ left: JSONNumber?, _ right: JSONNumber?, sign: Int
  ) -> JSONNumber? {
    guard let left, let right else { return left ?? right }
    return left.compared(to: right) * sign >= 0 ? left : right
  }
}

// MARK: - anyOf and oneOf

extension FieldSchema {
  /// Adds a group of choices and sums it up in `types`, `nullable`, `allowed`, `items`, `format`.
  mutating func choose(among group: [FieldSchema]) {
    guard !group.isEmpty, choices.count < Self.maximumGroups else { return }
    choices.append(group)
    nullable = nullable && group.contains(where: \.nullable) || nullableIsExplicit
    if !typeIsDocumented, group.allSatisfy(\.typeIsDocumented) {
      typeIsDocumented = true
      types = group.reduce(into: []) { types, schema in types = types.union(schema.types) }
    }
    let lists = group.filter { !$0.allowed.isEmpty }
    if allowed.isEmpty, !lists.isEmpty {
      allowed = lists.reduce(into: []) { words, schema in words = words.union(schema.allowed) }
      allowedIsOpen =
        lists.contains(where: \.allowedIsOpen)
        || group.contains { schema in schema.allowed.isEmpty && !schema.takesOnlyNull }
    }
    itemsAreSummedUp = checkedItems == nil
    items = items ?? group.lazy.compactMap(\.items).first
    formatIsSummedUp = checkedFormat == nil
    format = format ?? group.lazy.compactMap(\.format).first { $0 != "binary" }
  }

  private var takesOnlyNull: Bool { typeIsDocumented && types.isEmpty && nullable }

  /// One schema for a field that several variants document.
  static func anyOf(_ schemas: [FieldSchema]) -> FieldSchema {
    var distinct: [FieldSchema] = []
    for schema in schemas where !distinct.contains(schema) { distinct.append(schema) }
    guard distinct.count > 1 else { return distinct.first ?? .unknown }
    var result = FieldSchema.unknown
    result.summary = distinct.lazy.compactMap(\.summary).first
    result.defaultValue = distinct.lazy.compactMap(\.defaultValue).first
    result.choose(among: distinct)
    return result
  }
}

extension Field {
  /// The field that both fields describe, as `allOf` asks for.
  func merged(with other: Field, steps: inout Int) -> Field {
    Field(
      name: name, summary: other.summary ?? summary,
      schema: schema.merged(with: other.schema, steps: &steps),
      isRequired: isRequired || other.isRequired,
      nameIsInferred: nameIsInferred && other.nameIsInferred,
      nameEvidence: nameEvidence ?? other.nameEvidence)
  }
}

extension Array where Element: Hashable {
  /// The elements of both, each once, in order.
  func union(_ other: [Element]) -> [Element] {
    guard !other.isEmpty else { return self }
    var seen = Set(self)
    return self + other.filter { seen.insert($0).inserted }
  }
}
