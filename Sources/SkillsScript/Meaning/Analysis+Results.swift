import Contracts
import LosslessJSON

// MARK: - wait

extension Analysis {
  mutating func wait(_ labels: [Path], _ statement: Statement) {
    guard !labels.isEmpty else {
      program.steps.append(.wait(nil, statement.span))
      return
    }
    var items: [Range<Int>] = []
    for label in labels {
      guard let reference = result(at: label, for: "wait") else { return }
      items.append(reference.path.items)
    }
    countEdges(items, at: statement.keyword)
    program.steps.append(.wait(items, statement.span))
  }

  /// The result that a statement speaks of; nil if the path leads to none, which is reported.
  private mutating func result(at path: Path, for keyword: String) -> ResultReference? {
    let term = term(at: path, span: path.span, in: .printed)
    switch term.kind {
    case .unknown: return nil
    case .result(let reference): return reference
    default:
      report(
        Diagnostic(
          .notAResult, "`\(keyword)` takes the result of a run", at: path.span,
          label: "`\(path.head.value)` is no label of a run", secondary: Self.origin(of: term)))
      return nil
    }
  }
}

// MARK: - save

extension Analysis {
  mutating func save(
    _ subject: Path, to destination: StringLiteral, _ statement: Statement
  ) {
    let reference = result(at: subject, for: "save")
    guard let template = template(of: destination), let reference else { return }
    switch reference.shape {
    case .result, .files, .file: break
    default:
      return report(
        Diagnostic(
          .notAResult, "`save` copies files", at: subject.span,
          label: "\(reference.path.text) is none",
          help: ["`$\(reference.path.label)` is all of its files, `.files[0]` the first"]))
    }
    var destinations: [OutputTemplate] = []
    for job in reference.path.items {
      guard let subject = subjects[job],
        let path = path(
          of: template, for: subject, at: destination.span, run: statement.keyword,
          isWithinRun: job > reference.path.items.lowerBound)
      else { return }
      destinations.append(path)
    }
    countEdges([reference.path.items], at: statement.keyword)
    program.steps.append(
      .save(
        Copy(
          subject: reference.path, destinations: destinations,
          overwrite: settings.job.overwrite, text: sources.text(of: statement.span),
          span: statement.span)))
  }
}

// MARK: - expect

extension Analysis {
  mutating func expect(_ operands: ExpectOperands, _ statement: Statement) {
    let reference = result(at: operands.subject, for: "expect")
    var test = Expectation.Test.exists
    if let comparison = operands.comparison {
      let value = expected(comparison.value, of: reference)
      guard let reference, let value else { return }
      if reference.path.steps == [.member("status")],
        refuseOtherStatus(value, comparison.test.value)
      {
        return
      }
      guard let compared = self.test(comparison, value, of: reference, operands.subject) else {
        return
      }
      test = compared
    }
    guard let reference else { return }
    let expectation = Expectation(
      subject: reference.path, test: test, text: sources.text(of: statement.span),
      onError: settings.job.onError, span: statement.span)
    countEdges(expectation.neededItems, at: statement.keyword)
    program.steps.append(.expect(expectation))
  }

  /// How a run can stand at its end, as `expect` compares it.
  static let statuses = ["COMPLETED", "FAILED", "CANCELED"]

  /// The value that a result is compared with; words are known where the result has a closed set.
  private mutating func expected(_ value: Value, of reference: ResultReference?) -> Term? {
    let isStatus = reference?.path.steps == [.member("status")]
    let term = term(of: value, in: .expected)
    guard isKnown(term, isStatus: isStatus) else { return nil }
    return term
  }

  /// Refuses a text that no status is; words are looked at before.
  private mutating func refuseOtherStatus(_ term: Term, _ test: ComparisonOperator) -> Bool {
    guard [.equal, .notEqual, .isIn].contains(test) else { return false }
    let terms: [Term] = if case .list(let elements) = term.kind { elements } else { [term] }
    for term in terms {
      guard let text = term.plainText,
        !Self.statuses.contains(Expectation.status(text))
      else { continue }
      refuseStatus(text, at: term.span)
      return true
    }
    return false
  }

  private mutating func refuseStatus(_ word: String, at span: SourceSpan) {
    let upper = word.uppercased()
    let meant =
      Self.statuses.contains(upper)
      ? upper : Suggestion.nearest(to: upper, in: Self.statuses, synonyms: [:]).first
    report(
      Diagnostic(
        .wordNotAllowed, "a status is not \(Quoting.mention(word))", at: span,
        label: meant.map { "did you mean `\($0)`?" } ?? "not one of its words",
        help: ["at its end a run is \(Self.statuses.joinedByOr)"],
        fix: meant.map { .init(title: "write `\($0)`", replacing: span, with: $0) }))
  }

  private mutating func isKnown(_ term: Term, isStatus: Bool) -> Bool {
    switch term.kind {
    case .unknown: return false
    case .list(let elements):
      for element in elements where !isKnown(element, isStatus: isStatus) { return false }
      return true
    case .word(let word):
      if isStatus, Self.statuses.contains(word) { return true }
      guard isStatus else {
        report(.bareWord(word, at: term.span))
        return false
      }
      refuseStatus(word, at: term.span)
      return false
    default: return true
    }
  }

  private mutating func test(
    _ comparison: ExpectOperands.Comparison, _ term: Term, of reference: ResultReference,
    _ subject: Path
  ) -> Expectation.Test? {
    let test = comparison.test.value
    if let refusal = misuse(of: comparison.test, reference, term, subject) {
      report(refusal)
      return nil
    }
    if test == .matches {
      guard let text = term.plainText, let pattern = TextPattern(text) else {
        report(
          Diagnostic(
            .unreadablePattern,
            term.plainText == nil
              ? "`matches` takes a text" : "this regular expression cannot be read",
            at: term.span, label: "",
            secondary: Self.origin(of: term),
            help: [
              "it reads literals, `.`, classes, `\\d \\w \\s`, groups, `|`, `* + ? {m,n}`, `^` and `$`"
            ]))
        return nil
      }
      return .matches(pattern, written: text)
    }
    guard let value = value(of: term, reference, subject) else { return nil }
    return .compares(test, value)
  }

  /// The value as an expression; a length of time in seconds, a size in bytes.
  private mutating func value(
    of term: Term, _ reference: ResultReference, _ subject: Path
  ) -> Expression? {
    switch term.kind {
    case .quantity(let number, let unit):
      guard let plain = number.scaled(by: unit, for: reference.path.steps.last) else {
        report(
          Diagnostic(
            .wrongUnit,
            "\(reference.path.text) is not measured in `\(unit.rawValue)`", at: term.span,
            label: "a number with a unit", secondary: Self.origin(of: term),
            help: ["`bytes` takes kb, mb and gb, `duration` and `elapsed` take ms, s, m and h"]))
        return nil
      }
      return .constant(.number(plain))
    case .list(let elements):
      var values: [Expression] = []
      for element in elements {
        if case .range(let first, let last) = element.kind {
          values += (first...last).map { .constant(.number(JSONNumber($0))) }
        } else {
          guard let value = value(of: element, reference, subject) else { return nil }
          values.append(value)
        }
      }
      return .list(values)
    case .word(let word): return .constant(.string(word))
    default: return fitter.fit(term, to: .free).expression
    }
  }

  // MARK: What cannot be compared

  private func misuse(
    of test: Spanned<ComparisonOperator>, _ reference: ResultReference, _ term: Term,
    _ subject: Path
  ) -> Diagnostic? {
    let place = reference.path.text
    func refuse(_ message: String, at span: SourceSpan, label: String, help: [String] = [])
      -> Diagnostic
    {
      Diagnostic(
        .notComparable, message, at: span, label: label, secondary: Self.origin(of: term),
        help: help)
    }
    if let members = ResultReference.members(of: reference.shape), !members.isEmpty {
      let names = members.prefix(4).map { "`\(place).\($0.name)`" }
      return refuse(
        "\(place) stands for several values", at: subject.span, label: "name one of them",
        help: ["there are \(names.joined(separator: ", ")), …; `exists` takes it as it is"])
    }
    if reference.shape == .files {
      return refuse(
        "\(place) is a list of files", at: subject.span, label: "name one of them",
        help: [
          "`\(place)[0].bytes` is a value of the first, `$\(reference.path.label).n` their number"
        ])
    }
    if case .result(let other) = term.kind, other.isSeveral {
      return refuse(
        "\(other.path.text) has \(other.path.items.count) values", at: term.span,
        label: "one is compared", help: ["`$\(other.path.label)[0]` is the first item"])
    }
    if test.value == .isIn {
      switch term.kind {
      case .list, .range, .result: break
      default:
        return refuse(
          "`in` takes a list or a range", at: term.span, label: "one value",
          help: ["for one value write `==`"])
      }
    }
    let isOrder = [.less, .lessOrEqual, .greater, .greaterOrEqual].contains(test.value)
    switch reference.shape {
    case .number:
      if test.value == .contains || test.value == .matches {
        return refuse(
          "`\(test.value.rawValue)` looks into texts", at: test.span, label: "\(place) is a number")
      }
      if let wrong = term.firstElement(where: { !$0.canBeNumber || isOrder && $0.isNull }) {
        return refuse("\(place) is a number", at: wrong.span, label: "this is none")
      }
    case .text, .address, .localPath:
      if isOrder {
        return refuse(
          "`\(test.value.rawValue)` compares numbers", at: test.span, label: "\(place) is a text")
      }
      if let wrong = term.firstElement(where: { !$0.canBeText }) {
        return refuse("\(place) is a text", at: wrong.span, label: "this is none")
      }
    case .any, .result, .files, .file, .error: break
    }
    return nil
  }
}

extension Term {
  /// The first value, of a list the first element, that fulfils a condition.
  fileprivate func firstElement(where isWanted: (Term) -> Bool) -> Term? {
    guard case .list(let elements) = kind else { return isWanted(self) ? self : nil }
    return elements.first(where: isWanted)
  }

  fileprivate var isNull: Bool { if case .null = kind { true } else { false } }

  fileprivate var canBeNumber: Bool {
    switch kind {
    case .number, .quantity, .range, .null, .unknown: true
    case .data(let text, _): JSONNumber(text) != nil
    case .result(let reference):
      switch reference.shape {
      case .number, .any: true
      default: false
      }
    default: false
    }
  }

  fileprivate var canBeText: Bool {
    switch kind {
    case .text, .word, .address, .data, .null, .unknown: true
    case .result(let reference):
      switch reference.shape {
      case .text, .address, .localPath, .any: true
      default: false
      }
    default: false
    }
  }
}

extension JSONNumber {
  /// The number of bytes, or of seconds, that a number with a unit is, where the member takes it.
  fileprivate func scaled(by unit: Unit, for step: Path.Step?) -> JSONNumber? {
    switch (step, unit) {
    case (.member("bytes"), .kilobytes): multiplied(by: 3)
    case (.member("bytes"), .megabytes): multiplied(by: 6)
    case (.member("bytes"), .gigabytes): multiplied(by: 9)
    case (.member("duration"), _), (.member("elapsed"), _):
      unit.isTime ? TimeAmount(self, unit)?.seconds : nil
    default: nil
    }
  }

  /// The number times a power of ten.
  private func multiplied(by power: Int) -> JSONNumber? {
    let parts = text.split(whereSeparator: { $0 == "e" || $0 == "E" })
    guard parts.count == 2 else { return JSONNumber("\(text)e\(power)") }
    guard let exponent = Int(parts[1]), abs(exponent) < 1_000 else { return nil }
    return JSONNumber("\(parts[0])e\(exponent + power)")
  }
}
