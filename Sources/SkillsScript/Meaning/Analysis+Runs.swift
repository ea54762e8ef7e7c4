import Contracts
import LosslessJSON

// MARK: - run

extension Analysis {
  mutating func run(_ clauses: RunClauses, _ statement: Statement) {
    runCount += 1
    let takes = takes(clauses.takes)
    let items = jobCount..<jobCount + takes
    jobCount = items.upperBound
    let label = clauses.label ?? Spanned("r\(runCount)", statement.keyword)
    let isRefused = isReserved(clauses.label) || isTaken(label)
    defer { bindRun(label, items, statement) }
    guard let draft else { return reportNoDraft(statement) }
    guard let model = draft.model else { return }
    checkDraft(at: statement.keyword)
    checkUploads(at: statement.keyword)
    let template =
      clauses.destination.flatMap { self.template(of: $0) }
      ?? (clauses.destination == nil ? settings.output : nil)
    // The label is part of most paths: what it would collide with follows from the label.
    guard !isRefused else { return }
    let destinations = destinations(
      template ?? .standard(itemCount: takes), label: label.value, items, model, statement)
    if clauses.label != nil {
      let parts = (template ?? .standard(itemCount: takes)).parts
      labels.append((label.value, label.span, parts.contains(.run(.label))))
    }
    program.steps.append(
      .run(
        Program.Run(
          label: label.value, items: items, model: model, request: request(of: draft, model),
          destinations: destinations, settings: settings.job, span: statement.span)))
  }

  private mutating func takes(_ takes: Spanned<Int>?) -> Int {
    guard let takes else { return 1 }
    let most = min(Self.mostTakes, Self.mostJobs - jobCount)
    if takes.value >= 1, takes.value <= most { return takes.value }
    report(
      Diagnostic(
        .takesOutOfRange,
        takes.value < 1
          ? "a run has at least one take"
          : "a run has at most \(Self.mostTakes) takes, and a script \(Self.mostJobs) jobs",
        at: takes.span, label: "\(takes.value) takes"))
    return 1
  }

  private mutating func isReserved(_ label: Spanned<String>?) -> Bool {
    guard let label, Self.reservedNames.contains(label.value) else { return false }
    report(
      Diagnostic(
        .reservedName, "a label cannot be called `\(label.value)`", at: label.span,
        label: "this name has a meaning of its own"))
    return true
  }

  private mutating func bindRun(
    _ label: Spanned<String>, _ items: Range<Int>, _ statement: Statement
  ) {
    scope.hasRun = true
    guard draft != nil, !isFaulty else {
      scope.last = nil
      scope.isUncertain = scope.isUncertain || isFaulty
      scope.bind(label.value, to: .unknown, at: label.span)
      return
    }
    let run = Scope.Run(
      label: label.value, items: items, output: draft?.model?.output, span: statement.span)
    scope.last = run
    scope.bind(label.value, to: .run(run), at: label.span)
  }

  /// The body that is sent: the constant of the mode that was asked for, and what was set.
  private func request(of draft: Draft, _ model: Model) -> Expression {
    var value = draft.root
    if let constant = constant(of: draft, model), draft.constant(constant.field) == nil,
      case .object(let members) = value.content
    {
      let member = DraftValue.Member(
        key: constant.field, value: .json(constant.value, at: draft.modelSpan))
      value.content = .object([member] + members)
    }
    return value.expression
  }

  private func constant(of draft: Draft, _ model: Model) -> Variant.Constant? {
    let aim = Aim(mode: draft.mode?.value, allowsUnchecked: settings.allowsUnchecked)
    return BodyCheck(model: model).constant(for: draft.body, aim: aim)
  }

  /// The body as it would be sent, for a check.
  func bodyToSend(_ draft: Draft, _ model: Model) -> Body {
    guard case .object(let members) = draft.body, let constant = constant(of: draft, model) else {
      return draft.body
    }
    return .object(members + [BodyMember(key: constant.field, value: .json(constant.value))])
  }
}

// MARK: - Where outputs go

extension Analysis {
  /// The path of an option or a `to`, with constants put in; nil if it could not be understood.
  mutating func template(of literal: StringLiteral) -> PathTemplate? {
    var parts: [PathTemplate.Part] = []
    var isKnown = true
    for segment in literal.segments {
      switch segment {
      case .text(let text): parts.append(.text(text))
      case .interpolation(let path) where path.head.value == "run":
        if let part = runPart(path) { parts.append(.run(part)) } else { isKnown = false }
      case .interpolation(let path):
        let one = StringLiteral(segments: [.interpolation(path)], span: literal.span)
        if let text = constantText(of: one) { parts.append(.text(text)) } else { isKnown = false }
      }
    }
    return isKnown ? PathTemplate(parts: parts, span: literal.span) : nil
  }

  private mutating func runPart(_ path: Path) -> PathTemplate.RunPart? {
    if path.steps.count == 1, case .member(let name) = path.steps[0].value,
      let part = PathTemplate.RunPart(rawValue: name)
    {
      return part
    }
    let names = PathTemplate.RunPart.allCases.map { "run.\($0.rawValue)" }
    let nearest = Suggestion.nearest(to: path.text, in: names, synonyms: [:]).first
    report(
      Diagnostic(
        .unknownPathPart, "a path has no `${\(path.text)}`", at: path.span,
        label: nearest.map { "did you mean `\($0)`?" } ?? "no part of a run",
        help: ["there are \(names.joined(separator: ", "))"],
        fix: nearest.map { .init(title: "write `\($0)`", replacing: path.span, with: $0) }))
    return nil
  }

  private mutating func destinations(
    _ template: PathTemplate, label: String, _ items: Range<Int>, _ model: Model,
    _ statement: Statement
  ) -> [OutputTemplate] {
    let root = settings.outputRoot
    let absolute = root ?? (context.folder.hasPrefix("/") ? context.folder : nil)
    let place = template.span ?? statement.keyword
    let seed = draft?.constant("seed")?.constant.flatMap { $0.isNull ? nil : $0 }
    var destinations: [OutputTemplate] = []
    for item in 0..<items.count {
      let subject = PathTemplate.Subject(
        label: label, model: model.name, item: item, itemCount: items.count, seed: seed)
      do {
        let pieces = try OutputPaths.checked(template.pieces(for: subject), root: absolute)
        try outputs.take(pieces, root: root, for: place)
        destinations.append(OutputTemplate(pieces: pieces, root: root))
      } catch {
        report(.path(error, template, at: place, isWithinRun: item > 0))
        return []
      }
    }
    return destinations
  }
}

extension Diagnostic {
  /// An output path that cannot be used.
  fileprivate static func path(
    _ refusal: OutputPaths.Refusal, _ template: PathTemplate, at span: SourceSpan,
    isWithinRun: Bool
  ) -> Diagnostic {
    switch refusal {
    case .leavesRoot:
      return Diagnostic(
        .unsafePath, "an output path stays in its folder", at: span, label: "has a `..` in it",
        help: ["`option output-root` chooses another folder"])
    case .isAbsolute:
      return Diagnostic(
        .unsafePath, "an output path is relative to the output root", at: span,
        label: "begins with `/`", help: ["`option output-root` chooses another folder"])
    case .hasNoName:
      return Diagnostic(
        .unsafePath, "an output path ends with the name of a file", at: span,
        label: "no name at its end")
    case .nameTooLong:
      return Diagnostic(
        .unsafePath, "the output path is too long", at: span,
        label:
          "at most \(OutputPaths.longestPath) bytes, \(OutputPaths.longestName) for a name")
    case .isTaken(let first, let isSameFile):
      let secondary = first == span ? [] : [Label(span: first, text: "taken here first")]
      return Diagnostic(
        .pathTakenTwice,
        isWithinRun
          ? "the jobs of this run would write one path" : "two jobs would write the same path",
        at: span, label: isSameFile ? "taken already" : "without regard to the extension",
        secondary: secondary,
        help: [
          isWithinRun
            ? "put `${run.n}` into the path, the number of the job in its run"
            : "put `${run.label}` into the path, or give each run a path with `to`"
        ])
    }
  }
}
