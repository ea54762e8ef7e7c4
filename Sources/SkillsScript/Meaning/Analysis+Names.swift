import Contracts
import LosslessJSON

// MARK: - Names

extension Analysis {
  /// After this many findings no similar names are looked for.
  static let mostSuggestions = 100

  /// Looks up a path that begins with a constant or a label.
  mutating func term(at path: Path, span: SourceSpan, in place: ValuePlace) -> Term {
    let name = path.head.value
    scope.used.insert(name)
    if name == "last" { return last(path, span: span, in: place) }
    switch scope.bindings[name]?.meaning {
    case .constant(let term): return part(of: term, at: path, span: span)
    case .run(let run): return result(of: run, at: path, span: span, in: place)
    case .variable: return variable(path, span: span, in: place)
    case .unknown: return Term(.unknown, at: span)
    case nil:
      if place == .field, name != "run", scope.mayBeVariable(name) {
        return Term(.variable(path), at: span)
      }
      if scope.all[name]?.kind == .variable { return variable(path, span: span, in: place) }
      return unbound(path, span: span)
    }
  }

  /// A variable of a sweep, where it can have a value.
  private mutating func variable(_ path: Path, span: SourceSpan, in place: ValuePlace) -> Term {
    if place == .field { return Term(.variable(path), at: span) }
    return refuse(
      span,
      Diagnostic(
        .variableWithoutValue, "`\(path.head.value)` has a value in the jobs of its run only",
        at: span, label: "a variable of a sweep",
        secondary: (scope.all[path.head.value]?.span ?? scope.bindings[path.head.value]?.span).map {
          [.init(span: $0, text: "swept here")]
        } ?? [],
        help: ["it can stand in fields and in the paths of outputs"]))
  }

  private mutating func last(_ path: Path, span: SourceSpan, in place: ValuePlace) -> Term {
    if let run = scope.last {
      scope.used.insert(run.label)
      return result(of: run, at: path, span: span, in: place)
    }
    if scope.hasRun { return Term(.unknown, at: span) }
    return refuse(
      span,
      Diagnostic(
        .noRunYet, "`$last` has no run to stand for", at: span, label: "no `run` stands above"))
  }

  private mutating func unbound(_ path: Path, span: SourceSpan) -> Term {
    let name = path.head.value
    if let later = scope.all[name] {
      let isLabel = later.kind == .label
      let code: DiagnosticCode =
        isLabel
        ? .usedBeforeItsRun : later.kind == .argument ? .usedBeforeItsArg : .usedBeforeItsLet
      return refuse(
        span,
        Diagnostic(
          code, "`\(name)` is used before \(isLabel ? "its run" : "it is bound")", at: span,
          label: "not known yet",
          secondary: [.init(span: later.span, text: isLabel ? "made here" : "bound here")]))
    }
    if name == "run" {
      return refuse(
        span,
        Diagnostic(
          .unknownName, "`run` names parts of output paths only", at: path.head.span,
          label: "this is no output path"))
    }
    if scope.isUncertain { return Term(.unknown, at: span) }
    // Comparing with every name is dear, and nobody reads that many findings.
    let isWorthIt = fitter.diagnostics.count < Self.mostSuggestions
    let names = isWorthIt ? scope.bindings.keys.sorted() + ["last"] : []
    let nearest = Suggestion.nearest(to: name, in: names, synonyms: [:])
    return refuse(
      span,
      Diagnostic(
        .unknownName, "nothing is called `\(name)`", at: path.head.span,
        label: nearest.first.map { "did you mean `\($0)`?" } ?? "no statement binds it",
        help: context.origin == .prompt && nearest.isEmpty
          ? ["a variable of a sweep is bound first: `sweep $\(name) in […]`"] : [],
        fix: nearest.first.map {
          .init(title: "write `\($0)`", replacing: path.head.span, with: $0)
        }))
  }

  /// The part of a constant that some steps lead to.
  mutating func part(of constant: Term, at path: Path, span: SourceSpan) -> Term {
    var term = constant
    for (index, step) in path.steps.enumerated() {
      if case .result(let reference) = term.kind {
        return extended(reference, by: path.steps[index...], span: span)
      }
      let next: Term? =
        switch (step.value, term.kind) {
        case (.member(let name), .object(let members)):
          members.last { $0.key == name }?.value
        case (.index(let index), .list(let elements)):
          elements.indices.contains(index) ? elements[index] : nil
        default: nil
        }
      guard let next else {
        return refuse(
          span,
          Diagnostic(
            .unknownMember, "`\(path.head.value)` has no `\(Path.text(of: step.value))`",
            at: step.span, label: "not in its value",
            secondary: [.init(span: constant.span, text: "its value")]))
      }
      term = next
    }
    var copy = term
    copy.origin = term.origin ?? term.span
    copy.span = span
    return copy
  }
}

// MARK: - Results

extension Analysis {
  private mutating func result(
    of run: Scope.Run, at path: Path, span: SourceSpan, in place: ValuePlace
  ) -> Term {
    switch place {
    case .field, .axis, .printed, .expected: break
    case .constant:
      return refuse(
        span,
        Diagnostic(
          .resultInConstant, "a constant is known before anything runs", at: span,
          label: "a result is not",
          secondary: [.init(span: run.span, text: "made here")],
          help: ["use `$\(path.text)` itself where it is wanted"]))
    case .setting:
      return refuse(
        span,
        Diagnostic(
          .resultInSetting, "paths and options are known before anything runs", at: span,
          label: "a result is not", secondary: [.init(span: run.span, text: "made here")]))
    }
    var reference = ResultReference(
      path: ResultPath(label: run.label, items: run.items), output: run.output, shape: .result)
    var steps = path.steps[...]
    if let step = steps.first, case .index(let index) = step.value {
      guard index < run.items.count else {
        return refuse(
          span,
          Diagnostic(
            .noSuchItem, "`\(run.label)` has \(run.items.count.counted("job"))", at: step.span,
            label: "counted from 0",
            secondary: [.init(span: run.span, text: "made here")]))
      }
      if run.items.count > 1 { reference.path.item = index }
      let job = run.items.lowerBound + index
      reference.path.items = job..<job + 1
      steps = steps.dropFirst()
    }
    return extended(reference, by: steps, span: span)
  }

  /// A result with further steps into it.
  private mutating func extended(
    _ reference: ResultReference, by steps: ArraySlice<Spanned<Path.Step>>, span: SourceSpan
  ) -> Term {
    var reference = reference
    for step in steps {
      guard let shape = Self.shape(behind: reference.shape, step.value) else {
        return refuseStep(step, reference, span: span)
      }
      reference.shape = shape
      reference.path.steps.append(step.value)
    }
    return Term(.result(reference), at: span)
  }

  private static func shape(
    behind shape: ResultReference.Shape, _ step: Path.Step
  ) -> ResultReference.Shape? {
    switch step {
    case .index:
      switch shape {
      case .files: .file
      case .any: .any
      default: nil
      }
    case .member(let name):
      if let members = ResultReference.members(of: shape) {
        members.first { $0.name == name }?.shape
      } else {
        .any
      }
    }
  }

  private mutating func refuseStep(
    _ step: Spanned<Path.Step>, _ reference: ResultReference, span: SourceSpan
  ) -> Term {
    let names = (ResultReference.members(of: reference.shape) ?? []).map(\.name)
    var help: [String] = []
    var nearest: String?
    if reference.shape == .files {
      help = ["name one file: `\(reference.path.text)[0]`"]
    } else if !names.isEmpty {
      help = ["there are \(names.joined(separator: ", "))"]
      if case .member(let name) = step.value {
        nearest = Suggestion.nearest(to: name, in: names, synonyms: [:]).first
      }
    }
    return refuse(
      span,
      Diagnostic(
        .unknownResultMember,
        "\(reference.path.text) has no `\(Path.text(of: step.value))`", at: step.span,
        label: nearest.map { "did you mean `\($0)`?" } ?? "not part of a result", help: help,
        fix: nearest.map { .init(title: "write `\($0)`", replacing: step.span, with: $0) }))
  }
}

extension Path {
  /// A step as it is shown alone.
  static func text(of step: Step) -> String {
    switch step {
    case .member(let name): name
    case .index(let index): "[\(index)]"
    }
  }
}
