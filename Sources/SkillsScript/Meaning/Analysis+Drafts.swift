import Contracts
import LosslessJSON

// MARK: - use

extension Analysis {
  mutating func use(_ value: Value, _ mode: Spanned<String>?, _ statement: Statement) {
    finishDraft()
    dropAxes()
    draftIsUncertain = false
    let model = model(named: value)
    fitter.model = model
    var draft = Draft(model: model, modelSpan: value.span, mode: nil, at: statement.span)
    if let model, let mode {
      draft.mode = self.mode(mode, of: model, at: value.span)
      if draft.mode == nil { draft.model = nil }
    }
    self.draft = draft
  }

  mutating func model(named value: Value, for keyword: String = "use") -> Model? {
    guard let name = modelName(value) else { return nil }
    switch catalogue.lookUp(name) {
    case .found(let model): return model
    case .ambiguous(let models):
      report(
        Diagnostic(
          .ambiguousModel, "several models end in `\(name)`", at: value.span,
          label: "which one is meant?", help: models.map { "`\(keyword) \($0.path)`" }))
    case .unknown(let nearest):
      if context.origin == .prompt {
        let fitting = catalogue.models.filter {
          $0.path.hasPrefix(name) || $0.name.hasPrefix(name)
        }
        if let only = fitting.first, fitting.count == 1 { return only }
      }
      let holding = nearest.filter { $0.hasSegments(name) }
      let close =
        holding.isEmpty
        ? Suggestion.nearest(
          to: name, in: nearest.flatMap { [$0.name, $0.path] }, synonyms: [:]
        ).first
        : holding.count == 1 ? holding[0].clearName(for: name) : nil
      report(
        Diagnostic(
          .unknownModel, "there is no model \(Quoting.mention(name))", at: value.span,
          label: close.map { "did you mean `\($0)`?" }
            ?? (holding.isEmpty
              ? "not in the catalogue" : "several models have this in their path"),
          help: nearest.isEmpty
            ? []
            : [
              "the nearest are \(nearest.map { $0.clearName(for: name) }.joined(separator: ", "))"
            ],
          fix: close.map { .init(title: "write `\($0)`", replacing: value.span, with: $0) }))
    }
    return nil
  }

  private mutating func modelName(_ value: Value) -> String? {
    if case .word(let word) = value.kind { return word }
    if case .reference(let path) = value.kind, path.head.value == "last" || isLabel(path) {
      scope.used.insert(path.head.value)
      report(
        Diagnostic(
          .resultAsModel, "a result is not the name of a model", at: value.span,
          label: "`$\(path.text)` is a result"))
      return nil
    }
    let term = term(of: value, in: .setting)
    if case .unknown = term.kind { return nil }
    if let name = term.plainText { return name }
    if case .data(let name, _) = term.kind { return name }
    if let token = term.token, term.origin == nil { return token }
    report(
      Diagnostic(
        .notAModelName, "`use` takes the name of a model", at: value.span,
        label: "this is none", secondary: Self.origin(of: term)))
    return nil
  }

  private func isLabel(_ path: Path) -> Bool {
    if case .run = scope.bindings[path.head.value]?.meaning { return true }
    return scope.bindings[path.head.value] == nil && scope.all[path.head.value]?.kind == .label
  }

  private mutating func mode(
    _ word: Spanned<String>, of model: Model, at span: SourceSpan
  ) -> Spanned<Mode>? {
    guard let mode = Mode(rawValue: word.value) else {
      report(
        Diagnostic(
          .unknownMode, "there is no mode \(Quoting.mention(word.value))", at: word.span,
          label: "modes are \(Mode.allCases.map(\.rawValue).joinedByOr)"))
      return nil
    }
    guard model.evidence(for: mode) == nil else { return Spanned(mode, word.span) }
    let known = Mode.allCases.filter { model.evidence(for: $0) != nil }.map(\.rawValue)
    report(
      Diagnostic(
        .modeNotOffered, "\(model.name) is not known to have the mode `\(mode.rawValue)`",
        at: word.span,
        label: known.isEmpty ? "none of its modes is documented" : "it has \(known.joinedByOr)",
        secondary: [.init(span: span, text: "model chosen here")],
        help: known.isEmpty ? ["`use \(model.path)` without `for` uses it all the same"] : []))
    return nil
  }

  /// Checks what was set and never run, but not what is missing.
  mutating func finishDraft() {
    if draft?.isChanged == true { checkDraft(at: nil) }
  }
}

// MARK: - set and unset

extension Analysis {
  mutating func set(_ path: Path, _ value: Value, _ statement: Statement) {
    let term = term(of: value, in: .field)
    guard draft != nil else { return reportNoDraft(statement) }
    guard let model = draft?.model else { return }
    draft?.isChanged = true
    switch place(of: path, in: model) {
    case .slot(let slot): put(term, at: path, slot: slot)
    case .misspelt(let meant): putStandIn(term, at: path, for: meant, model)
    case nil: break
    }
  }

  /// Where the path of a field leads.
  enum FieldPlace {
    /// To a place that takes values.
    case slot(Slot)
    /// Nowhere, and another field was meant; that was reported.
    case misspelt(meant: String)
  }

  /// Looks up the path of a field; nil for what leads nowhere, which was reported.
  mutating func place(of path: Path, in model: Model) -> FieldPlace? {
    guard path.steps.count <= Term.greatestDepth else {
      report(
        Diagnostic(
          .valueTooLarge, "the path is too deep", at: path.span,
          label: "at most \(Term.greatestDepth) steps"))
      return nil
    }
    let name = path.head.value
    let slot: Slot
    if let field = model.field(name) {
      if field.nameIsInferred {
        report(
          Diagnostic(
            .partlyDocumented, severity: .warning,
            "the name `\(field.name)` of \(model.name) was read from the wording of its page",
            at: path.head.span, label: "the page prints no name"))
      }
      slot = Slot(field: field)
    } else if settings.allowsUnchecked {
      let role = MediaRole(fieldName: name, schema: .unknown)
      slot = Slot(name: name, leaf: name, schema: .unknown, media: role)
    } else if model.hasDocumentedBody {
      return reportUnknownField(path.head, model).map(FieldPlace.misspelt)
    } else {
      reportUndocumented(model, at: path.head.span)
      return nil
    }
    if let refusal = Self.misstep(on: path, in: slot) ?? unknownStep(on: path, in: slot) {
      report(refusal)
      draft?.standIns[name] = .unknown(at: path.span)
      return nil
    }
    return .slot(self.slot(at: path.steps, in: slot))
  }

  private mutating func putStandIn(
    _ term: Term, at path: Path, for meant: String, _ model: Model
  ) {
    // What the field that was meant would say to the value is not shown: the name comes first.
    let before = fitter.diagnostics.count
    let value =
      model.field(meant).map { fitter.fit(term, to: slot(at: path.steps, in: Slot(field: $0))) }
      ?? .unknown(at: term.span)
    fitter.diagnostics.removeSubrange(before...)
    draft?.standIns[meant] = path.steps.isEmpty ? value : .unknown(at: term.span)
  }

  private mutating func put(_ term: Term, at path: Path, slot: Slot) {
    let value = fitter.fit(term, to: slot)
    guard var root = draft?.root else { return }
    draft?.root = DraftValue(.unknown, at: root.span)
    put(value, at: path, in: &root)
    draft?.root = root
  }

  /// Puts a value into a body; a path that would leave a gap is reported.
  mutating func put(_ value: DraftValue, at path: Path, in root: inout DraftValue) {
    do {
      try root.set(path.allSteps[...], to: value)
    } catch {
      report(misstep: error, at: path)
    }
  }

  /// Takes a value out of a body; false if nothing stands there. A part of what is not known yet is
  /// reported.
  @discardableResult
  mutating func unset(_ path: Path, in root: inout DraftValue) -> Bool {
    do {
      return try root.unset(path.allSteps[...])
    } catch {
      report(misstep: error, at: path)
      return true
    }
  }

  private mutating func report(misstep: DraftValue.Misstep, at path: Path) {
    guard let count = misstep.count else {
      return report(
        Diagnostic(
          .indexOutOfOrder, "`\(path.text)` is a part of a value that is not known yet",
          at: misstep.step.span, label: "it hangs on a result or on a variable of a sweep",
          help: ["`set \(path.head.value) …` gives it a whole value, a list in brackets perhaps"]))
    }
    report(
      Diagnostic(
        .indexOutOfOrder,
        count >= DraftValue.mostParts
          ? "at most \(DraftValue.mostParts) parts can be set one by one"
          : "`\(path.text)` would leave a gap",
        at: misstep.step.span, label: "\(count.counted("element")) so far"))
  }

  /// The finding for a path that steps into what has no parts of that sort.
  private static func misstep(on path: Path, in slot: Slot) -> Diagnostic? {
    var slot = slot
    for step in path.steps {
      let needed: FieldType
      let next: Slot
      switch step.value {
      case .member(let name): (needed, next) = (.object, slot.member(name))
      case .index(let index): (needed, next) = (.array, slot.element(index))
      }
      guard slot.schema.accepts(needed) else {
        let types = slot.schema.types.map(\.phrase).joinedByOr
        return Diagnostic(
          .wrongType,
          "\(slot.shortMention) is \(types) and has no "
            + (needed == .object ? "members" : "elements"),
          at: path.span, label: "leads into it",
          help: needed == .object && slot.schema.accepts(.array)
            ? ["name an element: `\(slot.name ?? "")[0]`"] : [])
      }
      slot = next
    }
    return nil
  }

  /// The finding for a path that steps into a member which its object does not have.
  private func unknownStep(on path: Path, in slot: Slot) -> Diagnostic? {
    guard !settings.allowsUnchecked, let model = draft?.model else { return nil }
    var slot = slot
    var tokens = [path.head.value]
    for step in path.steps {
      switch step.value {
      case .index(let index):
        tokens.append(String(index))
        slot = slot.element(index)
      case .member(let name):
        tokens.append(name)
        let isFree = slot.schema.properties.isEmpty || slot.schema.additionalMembers != nil
        if !isFree, slot.schema.property(name) == nil {
          return .unknownMember(name, at: JSONPointer(tokens), of: model, step.span)
        }
        slot = slot.member(name)
      }
    }
    return nil
  }

  private func slot(at steps: [Spanned<Path.Step>], in slot: Slot) -> Slot {
    steps.reduce(slot) { slot, step in
      switch step.value {
      case .member(let name): slot.member(name)
      case .index(let index): slot.element(index)
      }
    }
  }

  mutating func unset(_ path: Path?, _ statement: Statement) {
    guard draft != nil else { return reportNoDraft(statement) }
    guard let model = draft?.model else { return }
    guard let path else {
      draft?.root = DraftValue(.object([]), at: statement.span)
      draft?.standIns = [:]
      draft?.isIncomplete = isFaulty
      return
    }
    if isFaulty { draft?.isIncomplete = true }
    guard var root = draft?.root else { return }
    draft?.root = DraftValue(.unknown, at: root.span)
    let isDone = unset(path, in: &root)
    draft?.root = root
    if isDone { return }
    if model.field(path.head.value) == nil, !settings.allowsUnchecked {
      guard model.hasDocumentedBody else { return reportUndocumented(model, at: path.head.span) }
      _ = reportUnknownField(path.head, model)
    }
  }

  mutating func reportNoDraft(_ statement: Statement) {
    guard !draftIsUncertain else { return }
    let keyword = sources.text(of: statement.keyword)
    report(
      Diagnostic(
        .noDraft, "`\(keyword)` needs a model", at: statement.keyword,
        label: "no `use` stands before it", help: ["begin with a model: `use kling-v2.6`"]))
    draftIsUncertain = true
  }

  /// Reports a field that the model does not document, and returns the one that was meant.
  private mutating func reportUnknownField(_ name: Spanned<String>, _ model: Model) -> String? {
    let names = model.fieldNames
    let meant = Suggestion.nearest(to: name.value, in: names).first
    report(
      .unknownField(
        name.value, of: model, meant: meant, at: name.span, modelSpan: draft?.modelSpan))
    return meant
  }

  /// Reports, once for a draft, that no field of its model is documented.
  mutating func reportUndocumented(_ model: Model, at span: SourceSpan) {
    let finding = Draft.Finding(rule: "undocumentedBody", span: nil)
    guard draft?.reported.insert(finding).inserted == true else { return }
    report(
      Diagnostic(
        .undocumentedBody, "the fields of \(model.name) are not documented",
        at: draft?.modelSpan ?? span, label: "only the endpoint is known",
        secondary: [.init(span: span, text: "so this cannot be checked")],
        help: [
          model.whereToLook, "`option unchecked allow` sends what you set without a check",
        ]))
  }
}

extension Path {
  /// The path with its head as the first step.
  var allSteps: [Spanned<Step>] { [Spanned(.member(head.value), head.span)] + steps }
}
