import LosslessJSON

/// Checks one value, and what stands in it, against a schema.
///
/// One cause gives one violation: a value of the wrong type is not measured, a value outside a
/// closed list of words is only that, and of several choices the nearest one speaks.
struct ValueCheck {
  /// How many times a value is held against one of several choices. Only schemas whose choices
  /// multiply reach it, and from there on choices are taken as met.
  static let maximumChoices = 1_000_000
  /// How many times a schema is followed that goes on elsewhere; from there on it is taken as met.
  static let maximumFollowings = 200_000
  /// How many different schemas are followed.
  static let maximumContinued = 256

  /// Whether members that no schema names pass.
  private let allowsUnchecked: Bool
  private var remainingChoices: Int
  private var remainingFollowings = Self.maximumFollowings
  private var continued: [String: FieldSchema] = [:]
  private var mergingSteps = SchemaReader.maximumNodes

  /// Creates a check that tries as many choices as are given.
  init(allowsUnchecked: Bool, choices: Int = Self.maximumChoices) {
    self.allowsUnchecked = allowsUnchecked
    remainingChoices = choices
  }

  /// Whether something was taken as met because too much was to be looked at.
  var isExhausted: Bool { remainingChoices <= 0 || remainingFollowings <= 0 }

  /// The violations of a value, in document order.
  mutating func violations(of value: Body, schema: FieldSchema) -> [Violation] {
    violations(of: value, Rules(schema), at: JSONPointer())
  }

  /// What a value is held against: a schema, the role of the field it stands in, and the members
  /// that a schema around this one documents for the same object.
  private struct Rules {
    var schema: FieldSchema
    var media: MediaRole?
    var membersAround: Set<String> = []
    /// How many schemas were followed for this very value.
    var followed = 0

    init(_ schema: FieldSchema, media: MediaRole? = nil) {
      self.schema = schema
      self.media = media
    }
  }

  private mutating func violations(
    of value: Body, _ rules: Rules, at pointer: JSONPointer
  ) -> [Violation] {
    if let continuation = rules.schema.continuation {
      var rules = rules
      rules.followed += 1
      guard rules.followed <= SchemaReader.maximumDepth,
        let schema = following(continuation, from: rules.schema)
      else { return [] }
      rules.schema = schema
      return violations(of: value, rules, at: pointer)
    }
    let schema = rules.schema
    let layer = value.layer
    if schema.takesNothing {
      let name = pointer.tokens.last ?? ""
      return [Violation(pointer: pointer, rule: .unknownField(name))]
    }
    if case .null = layer {
      return schema.nullable ? [] : [Violation(pointer: pointer, rule: .nullNotAllowed)]
    }
    let single =
      wordRule(value, layer, schema) ?? typeRule(layer, schema) ?? mediaRule(layer, rules.media)
    if let single { return [Violation(pointer: pointer, rule: single)] }
    var found: [Violation]
    switch layer {
    case .number(let number):
      found = number.rules(of: schema).map { Violation(pointer: pointer, rule: $0) }
    case .string(let text):
      found = text.rules(of: schema).map { Violation(pointer: pointer, rule: $0) }
    case .array(let items): found = violations(of: items, rules, at: pointer)
    case .object(let members): found = violations(of: members, rules, at: pointer)
    case .null, .bool, .hole: found = []
    }
    for condition in schema.conditions {
      let known = Set(found)
      var condition = Rules(condition, media: rules.media)
      condition.followed = rules.followed
      found += violations(of: value, condition, at: pointer).filter { !known.contains($0) }
    }
    for index in schema.choices.indices {
      let known = Set(found)
      found += nearest(ofGroup: index, to: value, rules, at: pointer)
        .filter { !known.contains($0) }
    }
    return found
  }

  /// The schema that goes on at a place, with what stands beside the reference; nil where it is
  /// not followed any more.
  private mutating func following(
    _ continuation: FieldSchema.Continuation, from schema: FieldSchema
  ) -> FieldSchema? {
    remainingFollowings -= 1
    guard remainingFollowings > 0 else { return nil }
    var own = schema
    own.continuation = nil
    if let target = continued[continuation.reference] {
      return target.merged(with: own, steps: &mergingSteps)
    }
    guard continued.count < Self.maximumContinued else { return nil }
    var target = continuation.schema
    // It may lead on only from within, where a part of the value is left.
    target.continuation = nil
    continued[continuation.reference] = target
    return target.merged(with: own, steps: &mergingSteps)
  }

  // MARK: - Single values

  private func wordRule(
    _ value: Body, _ layer: Body.Layer, _ schema: FieldSchema
  ) -> Violation.Rule? {
    guard !schema.allowed.isEmpty, !schema.allowedIsOpen else { return nil }
    // An address is never one of a closed list of words; everything else with a hole may be.
    if case .hole(.media) = layer {
    } else {
      guard let known = value.json, !schema.allowed.contains(where: { $0.equals(known) }) else {
        return nil
      }
    }
    if let constant = schema.constant { return typeRule(layer, schema) ?? .notConstant(constant) }
    return .notAllowed(allowed: schema.allowed, isOpen: false)
  }

  private func typeRule(_ layer: Body.Layer, _ schema: FieldSchema) -> Violation.Rule? {
    guard schema.typeIsDocumented else { return nil }
    let fits =
      switch layer {
      case .null: schema.nullable
      case .bool: schema.accepts(.boolean)
      case .number(let number):
        schema.accepts(.number) || (schema.accepts(.integer) && number.isInteger)
      case .string, .hole: schema.accepts(.string)
      case .array: schema.accepts(.array)
      case .object: schema.accepts(.object)
      }
    return fits ? nil : .wrongType(expected: schema.types, found: layer.typeName)
  }

  private func mediaRule(_ layer: Body.Layer, _ media: MediaRole?) -> Violation.Rule? {
    guard case .hole(.media(let found?)) = layer, let expected = media?.kind, expected != found
    else { return nil }
    return .wrongMedia(expected: expected, found: found)
  }

  // MARK: - Lists and objects

  private mutating func violations(
    of items: [Body], _ rules: Rules, at pointer: JSONPointer
  ) -> [Violation] {
    let schema = rules.schema
    var found: [Violation] = []
    if let least = schema.minItems, items.count < least {
      found.append(Violation(pointer: pointer, rule: .tooFewItems(least)))
    }
    if let most = schema.maxItems, items.count > most {
      found.append(Violation(pointer: pointer, rule: .tooManyItems(most)))
    }
    // Items without a schema are still looked at where their field holds media.
    let itemRules = Rules(schema.checkedItems ?? .unknown, media: rules.media)
    var seen: Set<[UInt8]> = []
    for (index, item) in items.enumerated() {
      if schema.itemsAreUnique, let known = item.json, !seen.insert(known.canonicalBytes).inserted {
        found.append(Violation(pointer: pointer.appending(index), rule: .repeatedItem))
      }
      found += violations(of: item, itemRules, at: pointer.appending(index))
    }
    return found
  }

  private mutating func violations(
    of members: [BodyMember], _ rules: Rules, at pointer: JSONPointer
  ) -> [Violation] {
    let schema = rules.schema
    var places: [String: Int] = [:]
    for (index, member) in members.enumerated() { places[member.key] = index }
    var fields: [String: Field] = [:]
    for field in schema.properties { fields[field.name] = field }
    var found: [Violation] = []
    for (index, member) in members.enumerated() where places[member.key] == index {
      let place = pointer.appending(member.key)
      if let field = fields[member.key] {
        found += violations(of: member.value, Rules(field.schema, media: field.media), at: place)
      } else if isNamed(member.key, rules) || schema.namesByPattern {
        continue
      } else if let others = schema.additionalMembers, !schema.isClosed {
        found += violations(of: member.value, Rules(others), at: place)
      } else if schema.isClosed || (!schema.properties.isEmpty && !allowsUnchecked) {
        found.append(Violation(pointer: place, rule: .unknownField(member.key)))
      }
    }
    for name in schema.required where places[name] == nil {
      found.append(Violation(pointer: pointer, rule: .missingField(name)))
    }
    return found
  }

  /// Whether a member without a schema here is documented all the same: around this schema, by
  /// `required` alone, or by a choice, which then judges it.
  private func isNamed(_ name: String, _ rules: Rules) -> Bool {
    rules.membersAround.contains(name) || rules.schema.required.contains(name)
      || rules.schema.property(name) != nil
  }

  // MARK: - Choices

  /// What the nearest choice of a group says; one whose fields are not shown is never met.
  private mutating func nearest(
    ofGroup number: Int, to value: Body, _ rules: Rules, at pointer: JSONPointer
  ) -> [Violation] {
    let hasHidden = rules.schema.choices[number].contains(where: \.fieldsAreNotShown)
    if hasHidden && allowsUnchecked { return [] }
    let group = rules.schema.choices[number].filter { !$0.fieldsAreNotShown }
    guard !group.isEmpty else { return [Violation(pointer: pointer, rule: .noDocumentedVariant)] }
    var best: [Violation] = []
    var bestCost = Int.max
    var members = rules.membersAround.union(rules.schema.properties.map(\.name))
    for other in rules.schema.choices.indices where other != number {
      for choice in rules.schema.choices[other] { choice.addNames(to: &members) }
    }
    for schema in group {
      remainingChoices -= 1
      guard remainingChoices > 0 else { return [] }
      var choice = Rules(schema, media: rules.media)
      choice.membersAround = members
      choice.followed = rules.followed
      let found = violations(of: value, choice, at: pointer)
      if found.isEmpty { return [] }
      // A choice that is not even of the right type is the farthest.
      let isOffType = found.contains { violation in
        if case .wrongType = violation.rule { violation.pointer == pointer } else { false }
      }
      let cost = isOffType ? Int.max - 1 : found.count
      if cost < bestCost { (best, bestCost) = (found, cost) }
    }
    return best
  }
}

extension FieldSchema {
  /// Adds the names of the documented members, those of the choices too.
  fileprivate func addNames(to names: inout Set<String>) {
    names.formUnion(properties.map(\.name))
    for choice in choices.joined() { choice.addNames(to: &names) }
  }
}
