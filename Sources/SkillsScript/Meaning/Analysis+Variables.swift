import Contracts
import LosslessJSON

// MARK: - Variables of one job

/// The variables that the results of other jobs bring; nil for one of which they bring several values.
typealias InheritedVariables = [String: Term?]

extension Analysis {
  /// The body of one job with its variables filled in, and the variables: its own and those that come
  /// with the results that it takes.
  ///
  /// What has no value is reported, with the run.
  mutating func settle(
    _ root: DraftValue, own: [String: Term], at run: SourceSpan,
    _ inherited: inout [Range<Int>: InheritedVariables]
  ) -> (root: DraftValue, variables: [String: Term]) {
    var root = root
    if root.holdsPending { root = filled(root, own) }
    let brought = variables(brought: root.expression.neededItems, &inherited)
    var names = own
    for (name, term) in brought where names[name] == nil { names[name] = term }
    if root.holdsPending {
      root = filled(root, names)
      reportMissing(in: root, brought, at: run)
    }
    return (root, names)
  }

  /// What the results of some jobs bring.
  private func variables(
    brought ranges: [Range<Int>], _ known: inout [Range<Int>: InheritedVariables]
  ) -> InheritedVariables {
    guard !variables.isEmpty else { return [:] }
    var all: InheritedVariables = [:]
    for range in ranges {
      let brought =
        known[range]
        ?? range.reduce(into: [:]) { merged, job in
          for (name, term) in variables[job] ?? [:] { Self.join(term, as: name, to: &merged) }
        }
      known[range] = brought
      for (name, term) in brought { Self.join(term, as: name, to: &all) }
    }
    return all
  }

  private static func join(
    _ term: Term?, as name: String, to variables: inout InheritedVariables
  ) {
    guard let before = variables[name] else {
      variables[name] = .some(term)
      return
    }
    if let before, let term, before.isSame(as: term) { return }
    variables[name] = .some(nil)
  }

  // MARK: Filling in

  /// A body in which what hangs on variables with a value is fitted to its place.
  private mutating func filled(_ value: DraftValue, _ names: [String: Term]) -> DraftValue {
    switch value.content {
    case .json, .late, .unknown: return value
    case .pending(let term, let slot):
      let term = filled(term, names)
      return term.holdsVariable ? value : fitter.fit(term, to: slot)
    case .list(let elements):
      var filled: [DraftValue] = []
      for element in elements { filled.append(self.filled(element, names)) }
      return DraftValue(.list(filled), at: value.span)
    case .object(let members):
      var filled: [DraftValue.Member] = []
      for member in members {
        filled.append(.init(key: member.key, value: self.filled(member.value, names)))
      }
      return DraftValue(.object(filled), at: value.span)
    }
  }

  /// A value in which variables that have a value are replaced by it.
  private mutating func filled(_ term: Term, _ names: [String: Term]) -> Term {
    guard term.holdsVariable else { return term }
    switch term.kind {
    case .variable(let path):
      return names[path.head.value].map { part(of: $0, at: path, span: term.span) } ?? term
    case .text(let parts):
      guard let filled = filled(parts, names) else { return Term(.unknown, at: term.span) }
      return Term(.text(filled), at: term.span, origin: term.origin)
    case .fileTemplate(let parts, let isQuoted, let folder):
      guard let filled = filled(parts, names) else { return Term(.unknown, at: term.span) }
      guard let text = filled.plainText else {
        let isOpen = filled.contains { if case .variable = $0 { true } else { false } }
        return isOpen
          ? Term(.fileTemplate(filled, isQuoted: isQuoted, folder: folder), at: term.span)
          : refuse(
            term.span,
            Diagnostic(
              .resultInConstant, "the name of a file is known before anything runs",
              at: term.span, label: "a result is not"))
      }
      return Term.file(
        text, isQuoted: isQuoted, folder: folder, at: term.span, origin: term.origin)
    case .list(let elements):
      var filled: [Term] = []
      for element in elements { filled.append(self.filled(element, names)) }
      return Term(.list(filled), at: term.span, origin: term.origin)
    case .object(let members):
      var filled: [Term.Member] = []
      for member in members {
        filled.append(.init(key: member.key, value: self.filled(member.value, names)))
      }
      return Term(.object(filled), at: term.span, origin: term.origin)
    default: return term
    }
  }

  /// A text in which variables that have a value are replaced by it; nil if one has no text form.
  private mutating func filled(
    _ parts: [Term.TextPart], _ names: [String: Term]
  ) -> [Term.TextPart]? {
    var filled: [Term.TextPart] = []
    for part in parts {
      guard case .variable(let path) = part, let value = names[path.head.value] else {
        filled.join(part)
        continue
      }
      let term = self.part(of: value, at: path, span: path.span)
      guard let part = textPart(of: term, at: path) else { return nil }
      filled.join(part)
    }
    return filled
  }

  // MARK: What has no value

  private mutating func reportMissing(
    in value: DraftValue, _ brought: InheritedVariables, at run: SourceSpan
  ) {
    switch value.content {
    case .json, .late, .unknown: break
    case .pending(let term, _):
      for path in term.variables { reportMissing(path, brought, at: run) }
    case .list(let elements):
      for element in elements { reportMissing(in: element, brought, at: run) }
    case .object(let members):
      for member in members { reportMissing(in: member.value, brought, at: run) }
    }
  }

  /// Reports a variable without a value in a run.
  mutating func reportMissing(
    _ path: Path, _ brought: InheritedVariables, at run: SourceSpan
  ) {
    let name = path.head.value
    let here = Diagnostic.Label(span: run, text: "in this run")
    if brought[name] != nil {
      return report(
        Diagnostic(
          .variablesDiffer, "`\(name)` has several values here", at: path.head.span,
          label: "the results that the job takes bring different ones", secondary: [here]))
    }
    guard scope.bindings[name] != nil || scope.all[name] != nil else {
      let names = scope.bindings.keys.sorted() + ["last"]
      let nearest = Suggestion.nearest(to: name, in: names, synonyms: [:]).first
      return report(
        Diagnostic(
          .unknownName, "nothing is called `\(name)`", at: path.head.span,
          label: nearest.map { "did you mean `\($0)`?" }
            ?? "no statement binds it, and no column of a table",
          secondary: [here],
          fix: nearest.map {
            .init(title: "write `\($0)`", replacing: path.head.span, with: $0)
          }))
    }
    report(
      Diagnostic(
        .variableWithoutValue, "`\(name)` has no value in this run", at: path.head.span,
        label: "not swept for it, and no result that it takes brings it", secondary: [here],
        help: ["`sweep $\(name) in […]` before the run gives it values"]))
  }
}

extension Term {
  /// The variables in a value.
  fileprivate var variables: [Path] {
    switch kind {
    case .variable(let path): [path]
    case .text(let parts), .fileTemplate(let parts, _, _):
      parts.compactMap { if case .variable(let path) = $0 { path } else { nil } }
    case .list(let elements): elements.flatMap(\.variables)
    case .object(let members): members.flatMap(\.value.variables)
    default: []
    }
  }

  /// A value with variables as it is written, for a person to look at.
  var sketch: String {
    switch kind {
    case .variable(let path): "$" + path.text
    case .text(let parts): Self.sketch(of: parts)
    case .fileTemplate(let parts, _, _): "@" + Quoting.quoted(Self.sketch(of: parts))
    case .list(let elements): "[\(elements.map(\.sketch).joined(separator: ", "))]"
    case .object(let members):
      "{\(members.map { "\(Quoting.quoted($0.key)): \($0.value.sketch)" }.joined(separator: ", "))}"
    case .result(let reference): reference.path.text
    case .file(let file): "@" + file.written
    default: textForm ?? token ?? ""
    }
  }

  private static func sketch(of parts: [TextPart]) -> String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .value(let path): "${\(path.text.dropFirst())}"
      case .variable(let path): "${\(path.text)}"
      }
    }.joined()
  }

  /// Whether two values are the same, wherever they are written.
  func isSame(as other: Term) -> Bool {
    switch (kind, other.kind) {
    case (.text(let a), .text(let b)): a == b
    case (.number(let a), .number(let b)): a == b
    case (.quantity(let a, let unit), .quantity(let b, let other)): a == b && unit == other
    case (.bool(let a), .bool(let b)): a == b
    case (.null, .null): true
    case (.word(let a), .word(let b)): a == b
    case (.file(let a), .file(let b)): a == b
    case (.address(let a), .address(let b)): a == b
    case (.data(let a, let folder), .data(let b, let other)): a == b && folder == other
    case (.result(let a), .result(let b)): a.path == b.path
    case (.list(let a), .list(let b)):
      a.count == b.count && zip(a, b).allSatisfy { $0.isSame(as: $1) }
    case (.object(let a), .object(let b)):
      a.count == b.count
        && zip(a, b).allSatisfy { $0.key == $1.key && $0.value.isSame(as: $1.value) }
    default: false
    }
  }
}
