import Contracts
import LosslessJSON

// MARK: - sweep

extension Analysis {
  mutating func sweep(_ operands: SweepOperands, _ statement: Statement) {
    switch operands {
    case .field(let path, let value): sweep(path, value, statement)
    case .variable(let name, let value): sweep(name, value, statement)
    case .table(let value): sweep(from: value, statement)
    }
  }

  private mutating func sweep(_ path: Path, _ value: Value, _ statement: Statement) {
    let terms = values(of: value, in: .field)
    guard draft != nil else { return reportNoDraft(statement) }
    guard let model = draft?.model else { return }
    draft?.isChanged = true
    guard case .slot(let slot) = place(of: path, in: model), let terms else {
      draft?.standIns[path.head.value] = .unknown(at: path.span)
      axesAreUncertain = true
      return
    }
    add(
      Axis(
        names: [path.text],
        points: terms.map { term in
          Axis.Point(fields: [(path, fitter.fit(term, to: slot))])
        }, span: path.span))
  }

  private mutating func sweep(
    _ name: Spanned<String>, _ value: Value, _ statement: Statement
  ) {
    let terms = values(of: value, in: .axis)
    guard bindVariable(name), let terms else {
      axesAreUncertain = true
      return
    }
    add(
      Axis(
        names: ["$" + name.value],
        points: terms.map { Axis.Point(variables: [name.value: $0]) }, span: name.span))
  }

  /// Makes a name one of variables; false if it is taken by something else, which is reported.
  mutating func bindVariable(_ name: Spanned<String>) -> Bool {
    if isReserved(name, for: "a variable") { return false }
    if case .variable = scope.bindings[name.value]?.meaning { return true }
    if isTaken(name) { return false }
    scope.bind(name.value, to: .variable, at: name.span)
    return true
  }

  /// The most axes of one run.
  private static let mostAxes = 100

  mutating func add(_ axis: Axis) {
    // What is wrong with the first axes is enough to know.
    if axesAreUncertain, axes.count >= Self.mostAxes { return }
    if let (name, first) = repeated(axis) {
      axesAreUncertain = true
      return report(
        Diagnostic(
          .sweptTwice, "`\(name)` is swept twice for one run", at: axis.span,
          label: "an axis stands once", secondary: [.init(span: first, text: "swept here first")],
          help: ["write all of its values into one list"]))
    }
    guard axes.count < Self.mostAxes else {
      axesAreUncertain = true
      return report(
        Diagnostic(
          .sweepTooLarge, "a run has at most \(Self.mostAxes) axes", at: axis.span,
          label: "one too many"))
    }
    guard !axis.points.isEmpty else {
      axesAreUncertain = true
      return report(
        Diagnostic(
          .emptyAxis, "a sweep has at least one value", at: axis.span,
          label: "no value, so the run would make nothing"))
    }
    axes.append(axis)
  }

  private func repeated(_ axis: Axis) -> (name: String, first: SourceSpan)? {
    for other in axes {
      if let name = axis.names.first(where: other.names.contains) { return (name, other.span) }
    }
    return nil
  }

  /// Forgets the axes; those that no run has used are reported, unless they count as run.
  mutating func dropAxes(areRun: Bool = false) {
    if !areRun {
      for axis in axes {
        report(
          Diagnostic(
            .sweepNeverRun, severity: .warning, "this sweep is never run", at: axis.span,
            label: "no `run` follows it", help: ["a sweep holds for the next `run` or `start`"]))
      }
    }
    axes = []
    axesAreUncertain = false
  }
}

// MARK: - Values

extension Analysis {
  /// The values that an axis takes in turn; nil if they could not be understood, which is reported.
  private mutating func values(of value: Value, in place: ValuePlace) -> [Term]? {
    let term = term(of: value, in: place)
    guard isCountable(term, at: value.span) else { return nil }
    return elements(of: term, at: value.span)
  }

  /// Whether an axis of so many values leaves a run that a script can have; its size is looked at before
  /// anything of it is made.
  private mutating func isCountable(_ term: Term, at span: SourceSpan) -> Bool {
    let count: Int
    switch term.kind {
    case .range(let first, let last): count = last - first + 1
    case .list(let elements):
      count = elements.reduce(0) { count, element in
        if case .range(let first, let last) = element.kind {
          count + last - first + 1
        } else {
          count + 1
        }
      }
    case .result(let reference): count = reference.path.items.count
    default: return true
    }
    return isCountable(count, at: span)
  }

  /// Whether so many values more leave a run that a script can have; if not, that is reported.
  mutating func isCountable(_ count: Int, at span: SourceSpan) -> Bool {
    var product = count
    for axis in axes {
      let (next, overflows) = product.multipliedReportingOverflow(by: axis.points.count)
      product = overflows ? .max : next
    }
    guard product > Self.mostJobs - jobCount else { return true }
    // An axis that is not known may be the one that makes too many.
    if !axesAreUncertain {
      report(
        Diagnostic(
          .sweepTooLarge, "a script has at most \(Self.mostJobs) jobs", at: span,
          label: product == .max
            ? "this makes more than can be counted" : "this makes \(product.counted("job"))",
          secondary: axes.map {
            .init(span: $0.span, text: "\($0.points.count.counted("value"))")
          }))
    }
    return false
  }

  private mutating func elements(of term: Term, at span: SourceSpan) -> [Term]? {
    switch term.kind {
    case .unknown: return nil
    case .range(let first, let last): return Self.numbers(first, last, of: term)
    case .list(let elements):
      var values: [Term] = []
      for element in elements {
        switch element.kind {
        case .range(let first, let last): values += Self.numbers(first, last, of: element)
        case .file(let file) where file.isPattern:
          guard let files = fitter.files(matching: file, element) else { return nil }
          values += files
        default:
          var value = element
          // What a constant list holds is shown where the list is used.
          if let origin = term.origin {
            value.origin = element.origin ?? (element.span == term.span ? origin : element.span)
            value.span = span
          }
          values.append(value)
        }
      }
      return values
    case .file(let file) where file.isPattern: return fitter.files(matching: file, term)
    case .file(let file) where Table.Form(path: file.written) != nil:
      return refuseValues(
        term, at: span, label: "a table",
        help: ["`sweep from @\(file.written)` makes a job for each of its rows"])
    case .result(let reference): return items(of: reference, term, at: span)
    default:
      let text = sources.text(of: span)
      let isPlain = text.utf8.count < 100 && !text.contains(where: \.isNewline)
      return refuseValues(
        term, at: span, label: "one value",
        fix: isPlain && term.origin == nil
          ? .init(title: "write `[\(text)]`", replacing: span, with: "[\(text)]") : nil)
    }
  }

  private mutating func refuseValues(
    _ term: Term, at span: SourceSpan, label: String, help: [String] = [],
    fix: Diagnostic.Fix? = nil
  ) -> [Term]? {
    report(
      Diagnostic(
        .notSweepable, "a sweep takes a list, a range, or a result of several jobs", at: span,
        label: label, secondary: Self.origin(of: term), help: help, fix: fix))
    return nil
  }

  private static func numbers(_ first: Int, _ last: Int, of term: Term) -> [Term] {
    (first...last).map {
      Term(.number(JSONNumber($0)), at: term.span, origin: term.origin)
    }
  }

  /// The items of a result, one for each of its jobs.
  private mutating func items(
    of reference: ResultReference, _ term: Term, at span: SourceSpan
  ) -> [Term]? {
    guard reference.path.steps.first != .member("files") else {
      return refuseValues(
        term, at: span, label: "how many files there are is known when it has run",
        help: ["`\(ResultPath(label: reference.path.label, items: 0..<1).text)` is one value a job"]
      )
    }
    if reference.path.items.count == 1 { return [term] }
    return reference.path.items.enumerated().map { item, job in
      var one = reference
      one.path.items = job..<job + 1
      one.path.item = item
      return Term(.result(one), at: term.span, origin: term.origin)
    }
  }
}
