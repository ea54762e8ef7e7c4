import Contracts
import LosslessJSON

extension Diagnostic {
  /// A field that a model does not have.
  static func unknownField(
    _ name: String, of model: Model, meant: String?, at span: SourceSpan, modelSpan: SourceSpan?
  ) -> Diagnostic {
    Diagnostic(
      .unknownField, "\(model.name) has no field \(Quoting.mention(name))", at: span,
      label: meant.map { "did you mean `\($0)`?" } ?? "not in its contract",
      secondary: modelSpan.map { [Label(span: $0, text: "model chosen here")] } ?? [],
      help: fieldList(model.fieldNames, of: model) + (meant == nil ? model.openness : []),
      fix: meant.map { Fix(title: "write `\($0)`", replacing: span, with: $0) })
  }

  /// The fields of a model in one sentence; of more than twelve the first are named.
  private static func fieldList(_ names: [String], of model: Model) -> [String] {
    let most = 12
    guard names.count > 1, let last = names.last else {
      return names.map { "its only field is \($0)" }
    }
    if names.count > most {
      let shown = names.prefix(most).joined(separator: ", ")
      return [
        "its fields are \(shown) and \(names.count - most) more; `skv fields \(model.path)` shows them"
      ]
    }
    return ["its fields are \(names.dropLast().joined(separator: ", ")) and \(last)"]
  }

  /// A value that breaks a rule of the contract.
  static func violation(
    _ violation: Violation, of model: Model, value: JSON?, at span: SourceSpan,
    modelSpan: SourceSpan
  ) -> Diagnostic {
    let path = violation.pointer.shownPath
    let place = "\(Quoting.mention(path)) of \(model.name)"
    let range = violation.rule.isBound ? model.range(at: violation.pointer) : nil
    if case .unknownField(let name) = violation.rule {
      return unknownMember(name, at: violation.pointer, of: model, span)
    }
    let text = RuleText(violation.rule, value: value, place: place, range: range)
    return Diagnostic(
      text.code, text.message, at: span, label: text.label, help: text.help)
  }

  /// A member that its object, or the variant that the body is checked against, does not have.
  static func unknownMember(
    _ name: String, at pointer: JSONPointer, of model: Model, _ span: SourceSpan
  ) -> Diagnostic {
    let around = JSONPointer(Array(pointer.tokens.dropLast()))
    let place = around.tokens.isEmpty ? model.name : Quoting.mention(around.shownPath)
    let isElsewhere = around.tokens.isEmpty && model.field(name) != nil
    let names = model.memberNames(at: around).filter { $0 != name }
    let meant = isElsewhere ? nil : Suggestion.nearest(to: name, in: names).first
    return Diagnostic(
      .unknownField,
      isElsewhere
        ? "\(Quoting.mention(name)) belongs to another workflow of \(place)"
        : "\(place) has no member \(Quoting.mention(name))",
      at: span,
      label: meant.map { "did you mean `\($0)`?" }
        ?? (isElsewhere ? "not in the one that is chosen here" : "not in its contract"),
      help: isElsewhere ? workflows(with: name, of: model) : fieldList(names, of: model))
  }

  private static func workflows(with name: String, of model: Model) -> [String] {
    let titles = model.documentedVariants.filter { $0.field(name) != nil }
      .map { $0.title ?? $0.constant?.value.string ?? "one without a title" }
    return ["it is a field of \(titles.joinedByOr)"]
  }

  private struct RuleText {
    var code: DiagnosticCode
    var message: String
    var label = ""
    var help: [String] = []

    init(_ rule: Violation.Rule, value: JSON?, place: String, range: String?) {
      let given = value.map { Quoting.mention($0.printed()) }
      let this = given.map { "this is \($0)" } ?? ""
      switch rule {
      case .unknownField:
        self.init(.unknownField, "\(place) is not documented", "")
      case .missingField(let name):
        self.init(.missingField, "\(place) needs a member `\(name)`", "not there")
      case .missingInput, .undocumentedBody:
        self.init(.undocumentedBody, "\(place) is not documented", "")
      case .noDocumentedVariant:
        self.init(
          .undocumentedVariant, "\(place) chooses a workflow whose fields are not documented", this)
        help = ["`option unchecked allow` sends what you set without a check"]
      case .wrongType(let expected, let found):
        self.init(
          .wrongType, "\(place) takes \(expected.map(\.phrase).joinedByOr)",
          "this is \(FieldType(rawValue: found)?.phrase ?? found)")
      case .notAllowed(let allowed, _):
        let words = allowed.map { $0.string ?? $0.printed() }
        self.init(.wordNotAllowed, "\(place) does not take \(given ?? "this")", "not allowed")
        help = ["it takes \(words.joinedByOr)"]
      case .notConstant(let constant):
        self.init(
          .wordNotAllowed, "\(place) takes only \(constant.string ?? constant.printed())", this)
      case .belowMinimum(let bound, let exclusive):
        self.init(
          .outOfRange,
          "\(place) is \(range ?? "\(exclusive ? "more than" : "at least") \(bound.text)")", this)
      case .aboveMaximum(let bound, let exclusive):
        self.init(
          .outOfRange,
          "\(place) is \(range ?? "\(exclusive ? "less than" : "at most") \(bound.text)")", this)
      case .notMultiple(let step):
        self.init(.outOfRange, "\(place) is a multiple of \(step.text)", this)
      case .tooShort(let count):
        self.init(.wrongLength, "\(place) has at least \(count.counted("character"))", "too short")
      case .tooLong(let count):
        let has = value?.string?.unicodeScalars.count
        self.init(
          .wrongLength, "\(place) has at most \(count.counted("character"))",
          has.map { "this has \($0)" } ?? "too long")
      case .tooFewItems(let count):
        self.init(.wrongLength, "\(place) has at least \(count.counted("element"))", "too few")
      case .tooManyItems(let count):
        self.init(.wrongLength, "\(place) has at most \(count.counted("element"))", "too many")
      case .repeatedItem:
        self.init(.wrongForm, "\(place) equals an element before it", "given twice")
        help = ["the list takes each element once"]
      case .badFormat(let format):
        self.init(
          .wrongForm,
          format == "uri" ? "\(place) takes an address" : "\(place) has the form \(format)",
          format == "uri" ? "not an address such as https://…" : "not of this form")
        if format == "uri", value?.string?.contains("://") == true {
          help = ["of other characters than ASCII letters, digits and -._~ most are written %XX"]
        }
      case .notMatching(let pattern):
        self.init(.wrongForm, "\(place) matches \(Quoting.mention(pattern))", "does not match")
      case .nullNotAllowed:
        self.init(.nullNotAllowed, "\(place) does not take null", "to leave it out, `unset` it")
      case .wrongMedia(let expected, let found):
        self.init(.wrongMedia, "\(place) takes \(expected.phrase)", "this is \(found.phrase)")
      }
    }

    private init(_ code: DiagnosticCode, _ message: String, _ label: String) {
      self.code = code
      self.message = message
      self.label = label
    }
  }
}

extension Violation.Rule {
  /// Whether a number is beyond one end of its range.
  fileprivate var isBound: Bool {
    switch self {
    case .belowMinimum, .aboveMaximum: true
    default: false
    }
  }
}

extension Model {
  /// The range of a number, "3 to 15", where the contract gives both of its ends.
  fileprivate func range(at pointer: JSONPointer) -> String? {
    guard let schema = schema(at: pointer), let first = schema.minimum, let last = schema.maximum
    else { return nil }
    return "\(first.text) to \(last.text)"
  }

  /// The documented members of an object within the body, or of the body itself.
  fileprivate func memberNames(at pointer: JSONPointer) -> [String] {
    guard !pointer.tokens.isEmpty else { return fieldNames }
    let schema = schema(at: pointer)
    let all = (schema?.properties ?? []) + (schema?.choices.joined().flatMap(\.properties) ?? [])
    return all.filter { !$0.schema.takesNothing }.map(\.name).reduce(into: []) {
      if !$0.contains($1) { $0.append($1) }
    }
  }

  /// How a field that no page names can be sent, where such fields may exist.
  fileprivate var openness: [String] {
    evidence == .complete
      ? []
      : [
        "\(name) is documented in part: `option unchecked allow` sends a field that no page names"
      ]
  }

  private func schema(at pointer: JSONPointer) -> FieldSchema? {
    guard let name = pointer.tokens.first, let field = field(name) else { return nil }
    return pointer.tokens.dropFirst().reduce(Slot(field: field)) { slot, token in
      Int(token).map { slot.element($0) } ?? slot.member(token)
    }.schema
  }
}

extension JSONPointer {
  /// The place as a path of the language is written: `elements[0].name`.
  var shownPath: String {
    tokens.reduce(into: "") { path, token in
      if !path.isEmpty, Int(token) != nil {
        path += "[\(token)]"
      } else {
        path += path.isEmpty ? token : "." + token
      }
    }
  }
}
