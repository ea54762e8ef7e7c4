import LosslessJSON

/// Checks bodies against the contract of one model before anything is paid for.
///
/// A body is checked against one documented variant, which is chosen by its constant, else by the
/// mode asked for, else by the fewest violations. A variant whose fields are not shown never
/// matches. A field that the variant does not name is refused, whatever `additionalProperties`
/// says, unless what is unchecked is allowed.
package struct BodyCheck: Sendable {
  private let model: Model
  private let variants: [Variant]

  /// Creates a check for bodies of a model.
  package init(model: Model) {
    self.model = model
    variants = model.variants
  }

  /// Every violation of a body: those at its members in the order of the body, each with what
  /// stands within it, then what is missing.
  ///
  /// The same body always gives the same list. Limits on texts and words are not applied to holes;
  /// a media hole is compared by kind with the field that it stands in, and an unknown kind fits
  /// everywhere.
  package func violations(of body: Body, aim: Aim) -> [Violation] {
    judged(body, aim: aim).violations
  }

  /// The index in `Model.variants` of the variant that the body is checked against; nil if it aims
  /// at none that is documented.
  package func variant(for body: Body, aim: Aim) -> Int? {
    judged(body, aim: aim).variant
  }

  /// The constant that a body is to be sent with beside what it holds; nil where nothing tells, or the
  /// body has the field.
  ///
  /// A mode that was asked for picks it. Without one it is that of the variant which fits best, if that is
  /// one alone and its contract requires the constant: no other value is right then.
  package func constant(for body: Body, aim: Aim) -> Variant.Constant? {
    guard case .object(let members) = body.layer else { return nil }
    let present = Self.lastValues(of: members)
    let judgement = judged(body, aim: aim)
    var index = judgement.variant
    if index == nil, aim.allowsUnchecked, let mode = aim.mode {
      // A title or a word may name a mode whose field is not documented.
      index = model.evidence(for: mode)?.variant
    }
    guard let index, let constant = variants[index].constant, present[constant.field] == nil else {
      return nil
    }
    let isTheOnlyOne =
      judgement.isClear && variants[index].required.contains(constant.field)
    return aim.mode != nil || isTheOnlyOne ? constant : nil
  }

  private struct Judgement {
    var variant: Int?
    /// Whether no other variant fits as well.
    var isClear = false
    var violations: [Violation] = []
  }

  private func judged(_ body: Body, aim: Aim) -> Judgement {
    let layer = body.layer
    guard case .object(let members) = layer else {
      return refused(.wrongType(expected: [.object], found: layer.typeName))
    }
    let documented = variants.indices.filter { variants[$0].isDocumented }
    guard !documented.isEmpty else {
      if aim.allowsUnchecked { return unchecked(Self.lastValues(of: members), aim) }
      return refused(variants.isEmpty ? .undocumentedBody : .noDocumentedVariant)
    }
    let present = Self.lastValues(of: members)
    var candidates = documented
    var others: [Int] = []
    switch chosenByConstant(present, among: documented) {
    case .hidden(let field):
      let others = self.others(than: field, among: documented, aim.mode)
      if let other = met(among: others, body, present, aim: aim) { return other }
      guard !aim.allowsUnchecked else { return unchecked(present, aim) }
      return refused(.noDocumentedVariant, at: JSONPointer([field]))
    case .some(let indices, let field):
      candidates = indices
      others = self.others(than: field, among: documented, aim.mode)
    case .any: break
    }
    if let mode = aim.mode {
      let fitting = Set(
        model.modes.filter { $0.mode == mode && $0.how == .documented }.compactMap(\.variant))
      guard !fitting.isEmpty else {
        let mayHaveIt = model.modes.contains { $0.mode == mode }
        if aim.allowsUnchecked, mayHaveIt { return unchecked(present, aim) }
        return refused(.noDocumentedVariant)
      }
      let both = candidates.filter(fitting.contains)
      candidates = both.isEmpty ? documented.filter(fitting.contains) : both
    }
    let chosen = best(of: candidates, body, present, aim: aim)
    if chosen.violations.isEmpty { return chosen }
    return met(among: others, body, present, aim: aim) ?? chosen
  }

  /// The judgement of a body for what no page documents: only the input of the mode is demanded, in
  /// whichever field.
  private func unchecked(_ present: [String: Body], _ aim: Aim) -> Judgement {
    guard let mode = aim.mode, let input = mode.input else { return Judgement() }
    let isThere = present.contains { name, value in
      if case .hole(.media(let kind?)) = value.layer { return kind == input }
      return MediaRole(fieldName: name, schema: .unknown)?.kind == input && Self.isFilled(value)
    }
    if isThere { return Judgement() }
    let named = model.modes.filter { $0.mode == mode }.compactMap(\.variant)
      .flatMap { variants[$0].possiblyRequired }.filter { MediaRole.kind(of: $0) == input }
    return refused(.missingInput(input, fields: named))
  }

  private func refused(_ rule: Violation.Rule, at pointer: JSONPointer = JSONPointer()) -> Judgement
  {
    Judgement(violations: [Violation(pointer: pointer, rule: rule)])
  }

  // MARK: - Choice of the variant

  private enum Choice {
    /// The body has no constant that tells.
    case any
    /// The documented variants whose constant the body has.
    case some([Int], field: String)
    /// The body has a constant that only a variant without documented fields can have.
    case hidden(String)
  }

  private func chosenByConstant(_ present: [String: Body], among documented: [Int]) -> Choice {
    let hasHidden = documented.count < variants.count
    for index in documented {
      guard let field = variants[index].constant?.field, let value = present[field]?.json else {
        continue
      }
      let rivals = documented.compactMap { rival in
        variants[rival].constant.flatMap { $0.field == field ? (rival, $0.value) : nil }
      }
      let equal = rivals.filter { $0.1.equals(value) }.map(\.0)
      if !equal.isEmpty { return .some(equal, field: field) }
      // Only a value of the right shape can be the constant of a hidden variant.
      if hasHidden, value.string != nil, rivals.contains(where: { $0.1.string != nil }) {
        return .hidden(field)
      }
    }
    return .any
  }

  /// The documented variants that no constant of the field tells from the others: they may be meant
  /// whatever word it has.
  private func others(than field: String, among documented: [Int], _ mode: Mode?) -> [Int] {
    documented.filter { index in
      variants[index].constant?.field != field
        && (mode == nil
          || model.modes.contains {
            $0.variant == index && $0.mode == mode && $0.how == .documented
          })
    }
  }

  private func met(
    among candidates: [Int], _ body: Body, _ present: [String: Body], aim: Aim
  ) -> Judgement? {
    let judgement = best(of: candidates, body, present, aim: aim)
    return judgement.violations.isEmpty ? judgement : nil
  }

  private func best(
    of candidates: [Int], _ body: Body, _ present: [String: Body], aim: Aim
  ) -> Judgement {
    var best: (index: Int, cost: Int, violations: [Violation])?
    var isClear = false
    for index in candidates {
      let variant = variants[index]
      var check = ValueCheck(allowsUnchecked: aim.allowsUnchecked)
      var schema = variant.bodySchema
      schema.isClosed = !aim.allowsUnchecked
      var violations = check.violations(of: body, schema: schema)
      violations += missingInput(of: variant, present, aim: aim, besides: violations)
      let strangers = present.keys.count { variant.field($0) == nil }
      let unknown = violations.count { violation in
        guard case .unknownField = violation.rule else { return false }
        return violation.pointer.tokens.count == 1
      }
      let cost = violations.count - unknown + strangers
      if cost == best?.cost { isClear = false }
      if cost < best?.cost ?? .max {
        best = (index, cost, violations)
        isClear = true
      }
    }
    guard let best else { return refused(.noDocumentedVariant) }
    return Judgement(
      variant: best.index, isClear: isClear,
      violations: best.violations.map { oneOfAll($0, among: candidates) })
  }

  /// Where the variants to choose from differ in their constant, a wrong one is answered with all.
  private func oneOfAll(_ violation: Violation, among candidates: [Int]) -> Violation {
    guard case .notConstant = violation.rule, violation.pointer.tokens.count == 1 else {
      return violation
    }
    let constants = candidates.compactMap { variants[$0].constant }
      .filter { $0.field == violation.pointer.tokens.first }
    let words = constants.map(\.value).reduce(into: [JSON]()) { words, word in
      if !words.contains(word) { words.append(word) }
    }
    guard words.count > 1 else { return violation }
    return Violation(
      pointer: violation.pointer, rule: .notAllowed(allowed: words, isOpen: false))
  }

  /// What the mode asked for needs and the body does not have.
  private func missingInput(
    of variant: Variant, _ present: [String: Body], aim: Aim, besides violations: [Violation]
  ) -> [Violation] {
    guard let mode = aim.mode else { return [] }
    let fields = variant.inputFields(for: mode.input)
    guard !fields.isEmpty, !fields.contains(where: { Self.isFilled(present[$0]) }) else {
      return []
    }
    // A field that is already reported as missing or wrong is the same cause.
    let reported = violations.contains { violation in
      switch violation.rule {
      case .missingField(let name): violation.pointer.tokens.isEmpty && fields.contains(name)
      default: violation.pointer.tokens.first.map(fields.contains) ?? false
      }
    }
    if reported { return [] }
    return [
      Violation(pointer: JSONPointer(), rule: .missingInput(mode.input, fields: fields))
    ]
  }

  private static func isFilled(_ value: Body?) -> Bool {
    switch value?.layer {
    case nil, .null: false
    case .array(let items): !items.isEmpty
    default: true
    }
  }

  private static func lastValues(of members: [BodyMember]) -> [String: Body] {
    var values: [String: Body] = [:]
    for member in members { values[member.key] = member.value }
    return values
  }
}

/// What a body is meant for.
package struct Aim: Sendable, Hashable {
  /// The mode that was asked for: only variants that have it are matched, and its input must be
  /// there; nil to leave the choice to the body.
  package var mode: Mode?
  /// Whether fields that the contract does not document pass, and with them bodies for variants and
  /// endpoints that are not documented (`option unchecked allow`).
  package var allowsUnchecked: Bool

  /// Creates an aim.
  package init(mode: Mode? = nil, allowsUnchecked: Bool = false) {
    self.mode = mode
    self.allowsUnchecked = allowsUnchecked
  }
}
