import Contracts
import LosslessJSON

// MARK: - run

extension Analysis {
  /// After so many findings no further job of a run is looked at.
  static let mostFindingsOfOneRun = 200

  mutating func run(_ clauses: RunClauses, _ statement: Statement, isAwaited: Bool) {
    runCount += 1
    let takes = takes(clauses.takes)
    let axes = axes
    let combinations = axesAreUncertain ? nil : combinations(of: axes, takes: takes, statement)
    dropAxes(areRun: true)
    let items = jobCount..<jobCount + (combinations ?? 1) * takes
    jobCount = items.upperBound
    let label = clauses.label ?? Spanned("r\(runCount)", statement.keyword)
    let isRefused =
      clauses.label.map { isReserved($0, for: "a label") } ?? false || isTaken(label)
    let isKnown = combinations != nil
    defer { bindRun(label, items, statement, isKnown: isKnown) }
    guard let draft else { return reportNoDraft(statement) }
    guard let model = draft.model else { return }
    guard let combinations else {
      let isIncomplete = draft.isIncomplete
      self.draft?.isIncomplete = true
      checkDraft(at: statement.keyword)
      self.draft?.isIncomplete = isIncomplete
      return
    }
    let template =
      clauses.destination.flatMap { self.template(of: $0) }
      ?? (clauses.destination == nil ? settings.output : nil)
      ?? .standard(itemCount: items.count)
    var jobs: [Program.Job] = []
    jobs.reserveCapacity(items.count)
    var sweep = SweptRun(
      items: items, label: label.value, model: model, takes: takes, template: template,
      // The label is part of most paths: what it would collide with follows from the label.
      hasPaths: !isRefused)
    let findings = fitter.diagnostics.count
    for combination in 0..<combinations {
      let point = point(combination, of: axes)
      jobs += self.jobs(at: point, &sweep, draft, statement)
      if fitter.diagnostics.count > findings + Self.mostFindingsOfOneRun { break }
    }
    // What was found is not found again by the next run of the draft; its values are as before.
    self.draft?.root = draft.root
    countEdges(jobs.lazy.flatMap(\.request.neededItems), at: statement.keyword)
    guard !isRefused else { return }
    if clauses.label != nil {
      labels.append((label.value, label.span, template.parts.contains(.run(.label))))
    }
    program.steps.append(
      .run(
        Program.Run(
          label: label.value, items: items, model: model, jobs: jobs, isAwaited: isAwaited,
          settings: settings.job, span: statement.span)))
  }

  /// What the jobs of one run have in common while they are made.
  private struct SweptRun {
    let items: Range<Int>
    let label: String
    let model: Model
    let takes: Int
    let template: PathTemplate
    var hasPaths: Bool
    var made = 0
    var inherited: [Range<Int>: InheritedVariables] = [:]
  }

  /// How many jobs the axes make of one take; nil if there are too many, which is reported.
  private mutating func combinations(
    of axes: [Axis], takes: Int, _ statement: Statement
  ) -> Int? {
    isCountable(takes, at: statement.keyword)
      ? axes.reduce(1) { $0 * $1.points.count } : nil
  }

  /// The point of a combination; the last axis changes fastest.
  private func point(_ combination: Int, of axes: [Axis]) -> Axis.Point {
    var rest = combination
    var point = Axis.Point()
    for axis in axes.reversed() {
      let own = axis.points[rest % axis.points.count]
      rest /= axis.points.count
      point.fields = own.fields + point.fields
      point.variables.merge(own.variables) { $1 }
    }
    return point
  }

  /// The takes of one combination.
  private mutating func jobs(
    at point: Axis.Point, _ run: inout SweptRun, _ draft: Draft, _ statement: Statement
  ) -> [Program.Job] {
    var root = draft.root
    for (path, value) in point.fields {
      if let value { put(value, at: path, in: &root) } else { unset(path, in: &root) }
    }
    let (body, variables) = settle(
      root, own: point.variables, at: statement.keyword, &run.inherited)
    self.draft?.root = body
    checkDraft(at: statement.keyword)
    checkUploads(at: statement.keyword)
    guard let current = self.draft else { return [] }
    let request = request(of: current, run.model)
    let seed = current.constant("seed")?.constant.flatMap(\.unlessNull)
    let swept = point.fields.compactMap { path, value in
      value.map { (path.text, $0.expression.sketch.textForm) }
    }
    var jobs: [Program.Job] = []
    for take in 1...run.takes {
      let subject = PathTemplate.Subject(
        label: run.label, model: run.model.name, item: run.made, take: take,
        itemCount: run.items.count, seed: seed, variables: variables)
      let index = run.items.lowerBound + run.made
      subjects[index] = subject
      if !variables.isEmpty { self.variables[index] = variables }
      var destination = OutputTemplate(pieces: [])
      if run.hasPaths {
        if let path = path(of: run.template, for: subject, run, statement) {
          destination = path
        } else {
          run.hasPaths = false
        }
      }
      jobs.append(
        Program.Job(
          request: request, destination: destination,
          variables: variables.sorted { $0.key < $1.key }.map { ($0.key, $0.value.sketch) },
          sweptFields: swept))
      run.made += 1
    }
    return jobs
  }

  /// The most results that jobs, prints and the like of a script can hang on in all.
  private static let mostEdges = 1_000_000

  /// Counts the results that something of the script hangs on.
  mutating func countEdges(_ items: some Sequence<Range<Int>>, at span: SourceSpan) {
    let before = edgeCount
    for items in items { edgeCount += items.count }
    guard edgeCount > Self.mostEdges, before <= Self.mostEdges else { return }
    report(
      Diagnostic(
        .tooManyEdges, "a script hangs on at most \(Self.mostEdges) results in all", at: span,
        label: "more with these",
        help: ["each job and each print counts every result that it uses; `$LABEL[0]` is one"]))
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

  private mutating func bindRun(
    _ label: Spanned<String>, _ items: Range<Int>, _ statement: Statement, isKnown: Bool
  ) {
    scope.hasRun = true
    guard draft != nil, !isFaulty, isKnown else {
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
      case .interpolation(let path) where scope.mayBeVariable(path.head.value):
        parts.append(.variable(path))
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

  /// The path of one job; nil if it cannot be used, which is reported.
  private mutating func path(
    of template: PathTemplate, for subject: PathTemplate.Subject, _ run: SweptRun,
    _ statement: Statement
  ) -> OutputTemplate? {
    path(
      of: template, for: subject, at: template.span ?? statement.keyword, run: statement.keyword,
      isWithinRun: subject.item > 0)
  }

  /// The path of one output, or of several of one job; nil if it cannot be used, which is reported.
  mutating func path(
    of template: PathTemplate, for subject: PathTemplate.Subject, at place: SourceSpan,
    run: SourceSpan, isWithinRun: Bool
  ) -> OutputTemplate? {
    guard let template = filled(template, subject.variables, at: run) else { return nil }
    let root = settings.outputRoot
    let absolute = root ?? (context.folder.hasPrefix("/") ? context.folder : nil)
    do {
      let pieces = try OutputPaths.checked(template.pieces(for: subject), root: absolute)
      try outputs.take(pieces, root: root, for: place)
      return OutputTemplate(pieces: pieces, root: root)
    } catch {
      report(.path(error, template, at: place, isWithinRun: isWithinRun))
      return nil
    }
  }

  /// A template with the variables of a job filled in; nil if one has no value, which is reported.
  private mutating func filled(
    _ template: PathTemplate, _ variables: [String: Term], at run: SourceSpan
  ) -> PathTemplate? {
    var filled = template
    for (index, part) in template.parts.enumerated() {
      guard case .variable(let path) = part else { continue }
      guard let value = variables[path.head.value] else {
        reportMissing(path, [:], at: run)
        return nil
      }
      let term = self.part(of: value, at: path, span: path.span)
      guard let text = name(for: term, path) else { return nil }
      filled.parts[index] = .text(PathTemplate.safe(text))
    }
    return filled
  }

  /// A value as part of a path; nil if it has no text form, which is reported.
  private mutating func name(for term: Term, _ path: Path) -> String? {
    switch term.kind {
    case .unknown: return nil
    case .file(let file): return Self.stem(of: file.written)
    case .result(let reference):
      return "\(reference.path.label)\(reference.path.item.map { "-\($0)" } ?? "")"
    default:
      if case .text(let text) = textPart(of: term, at: path) { return text }
      return nil
    }
  }

  /// The name of a file without its folder and extension.
  private static func stem(of path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
    return String(name[..<dot])
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
    case .isTaken(let first, let likeness):
      let secondary = first == span ? [] : [Label(span: first, text: "taken here first")]
      return Diagnostic(
        .pathTakenTwice,
        isWithinRun
          ? "the jobs of this run would write one path" : "two jobs would write the same path",
        at: span,
        label: likeness.words,
        secondary: secondary,
        help: [
          isWithinRun
            ? "put `${run.n}` into the path, the number of the job in its run"
            : "put `${run.label}` into the path, or give each run a path with `to`"
        ])
    }
  }
}

extension OutputPaths.Likeness {
  /// What stands under the second of the two paths.
  fileprivate var words: String {
    switch self {
    case .same: "taken already"
    case .extensionDiffers: "without regard to the extension"
    case .caseDiffers: "without regard to upper and lower case"
    }
  }
}
