import Contracts
import LosslessJSON

// MARK: - Values with their names looked up

extension Analysis {
  /// The longest list that a range stands for.
  static let longestRange = 10_000

  /// Looks up the names in a value.
  mutating func term(of value: Value, in place: ValuePlace) -> Term {
    let term = unboundedTerm(of: value, in: place)
    guard term.size > Term.largestSize || term.depth > Term.greatestDepth else { return term }
    let isDeep = term.depth > Term.greatestDepth
    return refuse(
      value.span,
      Diagnostic(
        .valueTooLarge, "the value is \(isDeep ? "nested too deeply" : "too large")",
        at: value.span,
        label: isDeep
          ? "at most \(Term.greatestDepth) lists and objects in each other"
          : "at most \(Term.largestSize) bytes"))
  }

  private mutating func unboundedTerm(of value: Value, in place: ValuePlace) -> Term {
    let span = value.span
    switch value.kind {
    case .string(let literal):
      guard let parts = parts(of: literal, in: place) else { return Term(.unknown, at: span) }
      return Term(.text(parts), at: span)
    case .number(let number): return Term(.number(number), at: span)
    case .quantity(let number, let unit): return Term(.quantity(number, unit), at: span)
    case .bool(let bool): return Term(.bool(bool), at: span)
    case .null: return Term(.null, at: span)
    case .range(let first, let last):
      guard first <= last, last.subtractingReportingOverflow(first).overflow == false,
        last - first < Self.longestRange
      else {
        return refuse(
          span,
          Diagnostic(
            .valueTooLarge, "the range is too long", at: span,
            label: "at most \(Self.longestRange) numbers"))
      }
      return Term(.range(first, last), at: span)
    case .word(let word):
      if place == .constant || place == .axis { return refuse(span, .bareWord(word, at: span)) }
      return Term(.word(word), at: span)
    case .file(let literal): return file(literal, at: span, in: place)
    case .reference(let path): return term(at: path, span: span, in: place)
    case .list(let values):
      var elements: [Term] = []
      for value in values {
        let element = term(of: value, in: place)
        if case .unknown = element.kind, place != .field { return Term(.unknown, at: span) }
        elements.append(element)
      }
      return Term(.list(elements), at: span)
    case .object(let values):
      var members: [Term.Member] = []
      var places: [String: SourceSpan] = [:]
      for member in values {
        let value = term(of: member.value, in: place)
        guard let key = constantText(of: member.key) else { return Term(.unknown, at: span) }
        if let first = places.updateValue(member.key.span, forKey: key) {
          return refuse(
            span,
            Diagnostic(
              .memberTwice, "\(Quoting.mention(key)) stands twice in the object",
              at: member.key.span, label: "a name stands once",
              secondary: [.init(span: first, text: "it stands here first")]))
        }
        if case .unknown = value.kind, place != .field { return Term(.unknown, at: span) }
        members.append(.init(key: key, value: value))
      }
      return Term(.object(members), at: span)
    case .malformed: return Term(.unknown, at: span)
    }
  }

  private mutating func file(
    _ literal: StringLiteral, at span: SourceSpan, in place: ValuePlace
  ) -> Term {
    let bytes = sources[span]?.bytes ?? []
    let quote = bytes.indices.contains(span.start + 1) ? bytes[span.start + 1] : 0
    let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
    let folder = assembly.folders[span.source] ?? context.folder
    if place == .field, literal.segments.contains(where: namesVariable),
      let parts = parts(of: literal, in: .field)
    {
      return Term(.fileTemplate(parts, isQuoted: isQuoted, folder: folder), at: span)
    }
    guard let text = constantText(of: literal) else { return Term(.unknown, at: span) }
    return Term.file(text, isQuoted: isQuoted, folder: folder, at: span)
  }

  private func namesVariable(_ segment: StringLiteral.Segment) -> Bool {
    guard case .interpolation(let path) = segment, path.head.value != "run" else { return false }
    switch scope.bindings[path.head.value]?.meaning {
    case .variable: return true
    case nil: return scope.mayBeVariable(path.head.value)
    default: return false
    }
  }

  mutating func refuse(_ span: SourceSpan, _ diagnostic: Diagnostic) -> Term {
    report(diagnostic)
    return Term(.unknown, at: span)
  }

  // MARK: - Texts

  /// The parts of a text with its interpolations looked up; nil if one of them could not be.
  mutating func parts(
    of literal: StringLiteral, in place: ValuePlace
  ) -> [Term.TextPart]? {
    var parts: [Term.TextPart] = []
    var size = 0
    var isKnown = true
    for segment in literal.segments {
      var part: Term.TextPart?
      switch segment {
      case .text(let text): part = .text(text)
      case .interpolation(let path): part = interpolation(path, in: place)
      }
      guard let part else {
        isKnown = false
        continue
      }
      if case .text(let text) = part { size += text.utf8.count }
      guard size <= Term.largestSize else {
        report(
          Diagnostic(
            .valueTooLarge, "the text is too large", at: literal.span,
            label: "at most \(Term.largestSize) bytes"))
        return nil
      }
      parts.join(part)
    }
    return isKnown ? parts : nil
  }

  /// A text that must be known now, as those of paths and names of members.
  mutating func constantText(of literal: StringLiteral) -> String? {
    guard let parts = parts(of: literal, in: .setting) else { return nil }
    return parts.plainText
  }

  private mutating func interpolation(
    _ path: Path, in place: ValuePlace
  ) -> Term.TextPart? {
    textPart(of: term(at: path, span: path.span, in: place), at: path)
  }

  /// What stands in a text for a value that `path` leads to; nil if it has no text form.
  mutating func textPart(of term: Term, at path: Path) -> Term.TextPart? {
    switch term.kind {
    case .unknown: return nil
    case .variable(let path): return .variable(path)
    case .result(let reference): return interpolation(reference, at: path.span)
    case .file:
      let text = fitter.fit(term, to: .free)
      guard case .json(.string(let text)) = text.content else { return nil }
      return .text(text)
    default:
      if let text = term.textForm { return .text(text) }
      report(
        Diagnostic(
          .noTextForm, "`\(path.text)` has no text form", at: path.span,
          label: "a list or an object", secondary: Self.origin(of: term)))
      return nil
    }
  }

  private mutating func interpolation(
    _ reference: ResultReference, at span: SourceSpan
  ) -> Term.TextPart? {
    switch reference.shape {
    case .result, .files, .file, .error:
      let names = (ResultReference.members(of: reference.shape) ?? []).prefix(4).map(\.name)
      let plain = reference.path.text.dropFirst()
      let help =
        names.isEmpty
        ? "name one file: `${\(plain)[0].url}`"
        : "name a part of it: \(names.map { "`${\(plain).\($0)}`" }.joined(separator: ", ")), …"
      report(
        Diagnostic(
          .noTextForm, "`\(plain)` is a result, and no text", at: span,
          label: "has no text form", help: [help]))
      return nil
    case .address, .localPath, .text, .number, .any: break
    }
    guard !reference.isSeveral else {
      let plain = reference.path.text.dropFirst()
      report(
        Diagnostic(
          .severalValuesInText, "`\(plain)` has \(reference.path.items.count) values", at: span,
          label: "a text takes one",
          help: ["name one of them: `${\(reference.path.label)[0].…}`"]))
      return nil
    }
    return .value(reference.path)
  }

  static func origin(of term: Term) -> [Diagnostic.Label] {
    term.origin.map { [.init(span: $0, text: "the value comes from here")] } ?? []
  }
}

extension Term {
  /// The file, or the address, that a name is of.
  static func file(
    _ text: String, isQuoted: Bool, folder: String, at span: SourceSpan, origin: SourceSpan? = nil
  ) -> Term {
    if text.hasPrefix("https://") || text.hasPrefix("http://") {
      return Term(.address(text), at: span, origin: origin)
    }
    return Term(
      .file(FileName(written: text, isQuoted: isQuoted, folder: folder)), at: span, origin: origin)
  }
}
