import Contracts
import LosslessJSON

// MARK: - option

extension Analysis {
  /// Takes the options that hold where neither a flag nor the script says anything.
  mutating func takeDefaults() {
    for (name, word) in context.defaults {
      guard let form = OptionTable.form(name) else { continue }
      if form.kind == .template {
        settings.output = PathTemplate(flag: word) ?? settings.output
      } else {
        try? settings.take(word, for: form)
      }
    }
  }

  /// Takes the options that were given as flags, which win over the script.
  ///
  /// Their words were checked before, by `OptionTable.fault(of:word:)`.
  mutating func takeOverrides() {
    for (name, word) in context.overrides {
      guard let form = OptionTable.form(name) else { continue }
      overridden.insert(name)
      if form.kind == .template {
        settings.output = PathTemplate(flag: word)
      } else {
        try? settings.take(word, for: form)
      }
    }
  }

  mutating func option(_ name: Spanned<String>, _ value: Value) {
    guard let form = OptionTable.form(name.value) else {
      let nearest = Suggestion.nearest(
        to: name.value, in: OptionTable.all.map(\.name), synonyms: [:]
      ).first
      report(
        Diagnostic(
          .unknownOption, "there is no option \(Quoting.mention(name.value))", at: name.span,
          label: nearest.map { "did you mean `\($0)`?" } ?? "not an option",
          help: ["the options are \(OptionTable.all.map(\.name).joined(separator: ", "))"],
          fix: nearest.map { .init(title: "write `\($0)`", replacing: name.span, with: $0) }))
      return
    }
    var taken = settings
    if form.kind == .template {
      guard let template = templateValue(value) else { return }
      taken.output = template
    } else {
      guard let word = optionWord(value, form) else { return }
      do {
        try taken.take(word, for: form)
      } catch {
        report(.option(error, form, word: word, at: value.span))
        return
      }
    }
    if !overridden.contains(form.name) { settings = taken }
  }

  private mutating func templateValue(_ value: Value) -> PathTemplate? {
    if case .string(let literal) = value.kind { return template(of: literal) }
    let term = term(of: value, in: .setting)
    if case .unknown = term.kind { return nil }
    if let text = term.plainText {
      return PathTemplate(parts: [.text(text)], span: value.span)
    }
    if case .word(let word) = term.kind {
      report(.bareWord(word, at: value.span))
    } else {
      report(.option(.notTaken, "output", at: value.span))
    }
    return nil
  }

  /// The word of an option, whichever way it is written.
  private mutating func optionWord(_ value: Value, _ form: OptionForm) -> String? {
    let term = term(of: value, in: .setting)
    switch (term.kind, form.kind) {
    case (.unknown, _): return nil
    case (.word(let word), .folder):
      report(.bareWord(word, at: value.span))
      return nil
    default: break
    }
    if let word = term.plainText ?? term.token { return word }
    report(.option(.notTaken, form.name, at: value.span))
    return nil
  }
}

extension Diagnostic {
  fileprivate static func option(
    _ refusal: RunnerSettings.Refusal, _ name: String, at span: SourceSpan
  ) -> Diagnostic {
    guard let form = OptionTable.form(name) else {
      return Diagnostic(.unknownOption, "there is no option `\(name)`", at: span)
    }
    return option(refusal, form, word: nil, at: span)
  }

  fileprivate static func option(
    _ refusal: RunnerSettings.Refusal, _ form: OptionForm, word: String?, at span: SourceSpan
  ) -> Diagnostic {
    switch refusal {
    case .needsUnit:
      let mended = (word ?? "") + "s"
      return Diagnostic(
        .wrongUnit, "`\(form.name)` takes a length of time", at: span, label: "needs a unit",
        help: ["ms, s, m and h are units"],
        fix: Fix(title: "write `\(mended)`", replacing: span, with: mended))
    case .notTaken:
      let nearest = word.flatMap { form.nearestWord(to: $0) }
      return Diagnostic(
        .wordNotAllowed,
        "`\(form.name)` does not take \(word.map { Quoting.mention($0) } ?? "this")", at: span,
        label: nearest.map { "did you mean `\($0)`?" } ?? "not one of its values",
        help: ["it takes \(form.usage)"],
        fix: nearest.map { Fix(title: "write `\($0)`", replacing: span, with: $0) })
    }
  }
}
