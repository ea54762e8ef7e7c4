import Contracts
import LosslessJSON

// MARK: - The draft against its contract

extension Analysis {
  /// Checks the draft; without a `run` to show it at, what is missing does not count.
  mutating func checkDraft(at run: SourceSpan?) {
    guard let draft, let model = draft.model else { return }
    self.draft?.isChanged = false
    let aim = Aim(mode: draft.mode?.value, allowsUnchecked: settings.allowsUnchecked)
    var missing: [String] = []
    if run != nil { warnOfUnknownWorkflow(draft, model) }
    for violation in BodyCheck(model: model).violations(of: bodyToSend(draft, model), aim: aim) {
      switch violation.rule {
      case .missingField(let name) where violation.pointer.tokens.isEmpty: missing.append(name)
      case .missingInput(let kind, let fields):
        if let run { reportMissingInput(kind, fields, draft, model, at: run) }
      case .undocumentedBody:
        reportUndocumented(model, at: run ?? draft.modelSpan)
      case .noDocumentedVariant where violation.pointer.tokens.isEmpty:
        reportUndocumentedVariant(draft, model)
      default: report(violation, draft, model)
      }
    }
    if let run, !draft.isIncomplete { reportMissing(missing, draft, model, at: run) }
  }

  private mutating func reportMissing(
    _ names: [String], _ draft: Draft, _ model: Model, at run: SourceSpan
  ) {
    let new = names.filter { isNew("missing " + $0, nil) }
    guard !new.isEmpty else { return }
    let list = new.map { "`\($0)`" }.joined(separator: " and ")
    report(
      Diagnostic(
        .missingField, "\(model.name) needs \(list)", at: run,
        label: new.count == 1 ? "not set" : "not set, all of them",
        secondary: [.init(span: draft.modelSpan, text: "model chosen here")],
        help: new.prefix(3).map { name in
          let summary = model.field(name)?.summary.map { ": \($0)" } ?? ""
          return "`set \(name) …`\(summary)"
        }))
  }

  private mutating func reportMissingInput(
    _ kind: MediaKind?, _ fields: [String], _ draft: Draft, _ model: Model, at run: SourceSpan
  ) {
    guard !draft.isIncomplete, let mode = draft.mode, isNew("input", nil) else { return }
    report(
      Diagnostic(
        .missingInput, "`for \(mode.value.rawValue)` needs \(kind?.phrase ?? "a text")", at: run,
        label: "none is set",
        secondary: [.init(span: mode.span, text: "asked for here")],
        help: fields.isEmpty
          ? ["the field that takes it is not documented: \(model.whereToLook)"]
          : ["\(model.name) takes it in \(fields.map { "`\($0)`" }.joinedByOr)"]))
  }

  /// Warns that a mode is known by name only: which word chooses its workflow is not.
  private mutating func warnOfUnknownWorkflow(_ draft: Draft, _ model: Model) {
    guard settings.allowsUnchecked, let mode = draft.mode,
      let evidence = model.evidence(for: mode.value), evidence.how == .nameOnly,
      isNew("unknown workflow", nil)
    else { return }
    report(
      Diagnostic(
        .partlyDocumented, severity: .warning,
        "how \(model.name) is told to do `\(mode.value.rawValue)` is not documented", at: mode.span,
        label: "known by name only", help: [evidence.explanation]))
  }

  private mutating func reportUndocumentedVariant(_ draft: Draft, _ model: Model) {
    guard isNew("variant", nil) else { return }
    let title = draft.mode.flatMap { model.evidence(for: $0.value)?.explanation }
    report(
      Diagnostic(
        .undocumentedVariant,
        draft.mode.map {
          "the fields that \(model.name) takes for `\($0.value.rawValue)` are not documented"
        } ?? "the fields of this workflow of \(model.name) are not documented",
        at: draft.mode?.span ?? draft.modelSpan, label: "only its name is known",
        help: (title.map { [$0] } ?? [])
          + ["`option unchecked allow` sends what you set without a check"]))
  }

  private mutating func report(_ violation: Violation, _ draft: Draft, _ model: Model) {
    let tokens = violation.pointer.tokens[...]
    if let first = tokens.first, draft.standIns[first] != nil, draft.constant(first) == nil {
      return
    }
    let place = draft.root.place(at: tokens)
    guard place.isKnown, isNew("\(violation.rule)", place.span) else { return }
    report(
      .violation(
        violation, of: model, value: draft.body.value(at: tokens), at: place.span,
        modelSpan: draft.modelSpan))
  }

  /// Whether a finding of this draft is made for the first time.
  private mutating func isNew(_ rule: String, _ span: SourceSpan?) -> Bool {
    draft?.reported.insert(Draft.Finding(rule: rule, span: span)).inserted == true
  }
}

extension Body {
  /// The known value at the end of some steps.
  func value(at tokens: ArraySlice<String>) -> JSON? {
    guard let token = tokens.first else { return json }
    let rest = tokens.dropFirst()
    switch self {
    case .json(let json): return json.value(at: JSONPointer(Array(tokens)))
    case .hole: return nil
    case .array(let items):
      guard let index = Int(token), items.indices.contains(index) else { return nil }
      return items[index].value(at: rest)
    case .object(let members): return members.last { $0.key == token }?.value.value(at: rest)
    }
  }
}
