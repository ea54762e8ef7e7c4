import Contracts
import LosslessJSON

// MARK: - Commands of the prompt

extension Analysis {
  mutating func perform(
    _ command: PromptCommand, _ operands: [Spanned<String>], _ statement: Statement
  ) {
    switch command.action {
    case .show: requests.append(.show(draftView))
    case .fields: fields(operands.first, statement)
    case .models:
      // People write the flags of `skv models` here too.
      let texts = operands.map(\.value).filter { $0 != "--mode" && $0 != "--kind" }
      requests.append(.models(catalogue.models(matching: texts), texts: texts))
    case .plan: plan(statement)
    case .credits: requests.append(.credits)
    case .help: help(operands.first)
    case .quit: requests.append(.quit)
    case nil: break
    }
  }

  private var draftView: DraftView? {
    guard let draft, let model = draft.model, case .object(let members) = draft.root.content
    else { return nil }
    let aim = Aim(mode: draft.mode?.value, allowsUnchecked: settings.allowsUnchecked)
    let missing = BodyCheck(model: model).violations(of: bodyToSend(draft, model), aim: aim)
      .compactMap { violation -> String? in
        switch violation.rule {
        case .missingField(let name) where violation.pointer.tokens.isEmpty: name
        case .missingInput(_, let fields): fields.joinedByOr
        default: nil
        }
      }
    return DraftView(
      model: model, mode: draft.mode?.value,
      values: members.map { ($0.key, $0.value.expression) }, missing: missing)
  }

  private mutating func fields(_ name: Spanned<String>?, _ statement: Statement) {
    if let name {
      let value = Value(kind: .word(name.value), span: name.span)
      if let model = model(named: value, for: "fields") {
        requests.append(.fields(model, mode: nil))
      }
    } else if let draft, let model = draft.model {
      requests.append(.fields(model, mode: draft.mode?.value))
    } else {
      reportNoDraft(statement)
    }
  }

  /// Tries a run out, with all it would find; nothing but what it found stays.
  private mutating func plan(_ statement: Statement) {
    var trial = self
    trial.program = Program()
    trial.program.firstJob = jobCount
    trial.run(RunClauses(), statement, isAwaited: true)
    fitter.diagnostics = trial.fitter.diagnostics
    draftIsUncertain = trial.draftIsUncertain
    let jobs = Planner.plan(trial.program).jobs
    if !jobs.isEmpty { requests.append(.plan(jobs)) }
  }

  private mutating func help(_ word: Spanned<String>?) {
    guard let word else { return requests.append(.help(.overview)) }
    if let topic = topic(word.value) { return requests.append(.help(topic)) }
    let known =
      StatementForm.all.map(\.keyword) + PromptCommand.available.map(\.keyword)
      + OptionTable.all.map(\.name) + ["values"] + (draft?.model?.fieldNames ?? [])
    let meant = Suggestion.nearest(to: word.value, in: known).first
    report(
      Diagnostic(
        .unknownTopic, "there is no help about \(Quoting.mention(word.value))", at: word.span,
        label: meant.map { "did you mean `\($0)`?" }
          ?? "no statement, command, option, \(draft == nil ? "" : "field ")or model",
        help: ["`help` lists what there is, `help values` how values are written"]
          + (draft == nil ? ["fields are known once a model is chosen: `use MODEL`"] : []),
        fix: meant.map { .init(title: "write `\($0)`", replacing: word.span, with: $0) }))
  }

  private func topic(_ word: String) -> HelpTopic? {
    if let form = StatementForm.named(word) { return .statement(form) }
    if let command = PromptCommand.named(word), command.action != nil {
      return .command(PromptCommand.available.first { $0.action == command.action } ?? command)
    }
    if let model = draft?.model, let field = model.field(word) { return .field(field, of: model) }
    if let form = OptionTable.form(word) { return .option(form) }
    if case .found(let model) = catalogue.lookUp(word) { return .model(model) }
    if ["values", "value", "files", "file", "upload", "results"].contains(word) { return .values }
    return nil
  }
}
