import Contracts
import LosslessJSON

/// Finds what could stand at a place of an entry, from the language, the contract and the draft.
package struct Completer: Sendable {
  private let dialogue: Dialogue

  /// Creates a completer for a dialogue as it stands.
  package init(_ dialogue: Dialogue) {
    self.dialogue = dialogue
  }

  /// What could stand at `cursor`, which counts bytes of UTF-8 from the beginning of the text.
  ///
  /// Statements of the same entry count: behind `use vidu/q3; set ` stand the fields of vidu/q3.
  package func completion(of text: String, at cursor: Int) -> Completion {
    guard let place = CompletionPlace(text, at: cursor) else { return .nothing }
    let analysis = dialogue.analyzed(place.before, Surroundings())
    switch place.site {
    case .text: return .nothing
    case .interpolation: return Completion(place.fragment, names(in: analysis, sign: ""))
    case .statement: break
    }
    let candidates = candidates(at: place, in: analysis)
    var completion = Completion(place.fragment, candidates)
    completion.wantsFiles =
      place.fragment.hasPrefix("@") && !place.fragment.hasPrefix("@http")
      && ["set", "print", "let", "sweep", "arg"].contains(place.words.first)
    return completion
  }

  private func candidates(
    at place: CompletionPlace, in analysis: Analysis
  ) -> [Completion.Candidate] {
    guard let keyword = place.words.first else { return Self.beginnings }
    let operands = Array(place.words.dropFirst())
    switch keyword {
    case "use": return uses(operands, analysis)
    case "set": return sets(operands, place.fragment, analysis)
    case "unset" where operands.isEmpty:
      return setFields(analysis).map { .init($0) } + [.init("*", help: "everything")]
    case "run", "start": return Self.clauses(operands)
    case "sweep": return sweeps(operands, place.fragment, analysis)
    case "wait": return results(fitting: nil, in: analysis)
    case "save" where operands.isEmpty: return results(fitting: nil, in: analysis)
    case "save": return operands.count == 1 ? [.init("to", help: "where the copy goes")] : []
    case "expect": return expectations(operands, place.fragment, analysis)
    case "arg": return Self.arguments(operands)
    case "option": return Self.options(operands)
    case "budget": return Self.budget(operands)
    case "print": return operands.isEmpty ? names(in: analysis, sign: "$") : []
    case "let": return operands.count == 1 ? [.init("=")] : []
    case "fields" where operands.isEmpty: return models
    case "help" where operands.isEmpty: return topics(analysis)
    case "models":
      return Mode.allCases.map { .init($0.rawValue) } + [.init("image"), .init("video")]
    default: return []
    }
  }

  // MARK: - Statements

  private static let beginnings: [Completion.Candidate] =
    StatementForm.all.filter { $0.keyword != "skv" }.map { .init($0.keyword, help: $0.summary) }
    + PromptCommand.available.map { .init($0.keyword, help: $0.summary) }

  private static func clauses(_ words: [String]) -> [Completion.Candidate] {
    if let last = words.last, ["as", "x", "to"].contains(last) { return [] }
    let all: [Completion.Candidate] = [
      .init("as", help: "a label for the result"), .init("x", help: "how many takes"),
      .init("to", help: "where the output goes"),
    ]
    return all.filter { !words.contains($0.text) }
  }

  private static func options(_ words: [String]) -> [Completion.Candidate] {
    guard let name = words.first else {
      return OptionTable.all.map { .init($0.name, help: $0.summary) }
    }
    guard words.count == 1, let form = OptionTable.form(name), case .words(let known) = form.kind
    else { return [] }
    return known.map { .init($0) }
  }

  private static func budget(_ words: [String]) -> [Completion.Candidate] {
    switch words.count {
    case 1: [.init("credits", help: "what may be spent"), .init("jobs", help: "what may be made")]
    case 2: [.init("per", help: "per day, over every script")]
    case 3 where words[2] == "per": [.init("day", help: "a day of UTC")]
    default: []
    }
  }

  private static func arguments(_ words: [String]) -> [Completion.Candidate] {
    switch words.count {
    case 1:
      ArgumentType.allCases.map { .init($0.rawValue) }
        + [.init("in", help: "one of a list"), .init("=", help: "a default")]
    case 2 where words[1] != "in": [.init("=", help: "a default")]
    default: []
    }
  }

  // MARK: - Sweeps and expectations

  private func sweeps(
    _ words: [String], _ fragment: String, _ analysis: Analysis
  ) -> [Completion.Candidate] {
    switch words.count {
    case 0:
      let fields = analysis.draft?.model.map { self.fields(of: $0, analysis) } ?? []
      return [.init("from", help: "a table, each row a job")] + fields
        + [.init("$", help: "a variable", goesOn: true)]
    case 1 where words[0] == "from": return names(in: analysis, sign: "$") + [Self.file]
    case 1: return [.init("in", help: "the values")]
    case 2:
      let kind = analysis.draft?.model?.field(words[0])?.media?.kind
      return results(fitting: kind, in: analysis) + (kind == nil ? [] : [Self.file])
    default: return []
    }
  }

  private static let file = Completion.Candidate("@", help: "a file", goesOn: true)

  private func expectations(
    _ words: [String], _ fragment: String, _ analysis: Analysis
  ) -> [Completion.Candidate] {
    switch words.count {
    case 0: return names(in: analysis, sign: "$").filter { isResult($0.text, analysis) }
    case 1:
      return [.init("exists", help: "it is there")]
        + ComparisonOperator.allCases.map { .init($0.rawValue) }
    case 2 where words[0].hasSuffix(".status"):
      return Analysis.statuses.map { .init($0) }
    default: return []
    }
  }

  private func isResult(_ reference: String, _ analysis: Analysis) -> Bool {
    let name = reference.dropFirst().prefix { $0 != "." }
    if name == "last" { return true }
    if case .run = analysis.scope.bindings[String(name)]?.meaning { return true }
    return false
  }

  // MARK: - Models

  private var models: [Completion.Candidate] {
    let all = dialogue.analysis.catalogue.models
    return all.map { .init($0.name, help: $0.modeWords) }
      + all.filter { $0.path != $0.name }.map { .init($0.path, help: $0.modeWords) }
  }

  private func uses(_ words: [String], _ analysis: Analysis) -> [Completion.Candidate] {
    switch words.count {
    case 0: return models
    case 1: return [.init("for", help: "the mode it is used in")]
    case 2 where words[1] == "for":
      guard case .found(let model) = analysis.catalogue.lookUp(words[0]) else { return [] }
      return Mode.allCases.compactMap { mode in
        model.evidence(for: mode).map { .init(mode.rawValue, help: $0.explanation) }
      }
    default: return []
    }
  }

  // MARK: - Fields

  private func setFields(_ analysis: Analysis) -> [String] {
    guard case .object(let members) = analysis.draft?.root.content else { return [] }
    return members.map(\.key)
  }

  private func sets(
    _ words: [String], _ fragment: String, _ analysis: Analysis
  ) -> [Completion.Candidate] {
    guard let model = analysis.draft?.model else { return [] }
    guard let name = words.first else { return fields(of: model, analysis) }
    // A word of a path with an index is several tokens.
    guard words.count == 1, let field = model.field(name) else {
      return fragment.hasPrefix("$") ? names(in: analysis, sign: "$") : []
    }
    return values(for: field, fragment, analysis)
  }

  /// The fields: first those that are required and not set, then the others, those that are set last.
  private func fields(of model: Model, _ analysis: Analysis) -> [Completion.Candidate] {
    let isSet = Set(setFields(analysis))
    let all = model.fieldNames.compactMap { model.field($0) }
    func rank(_ field: Field) -> Int {
      isSet.contains(field.name) ? 2 : field.isRequired ? 0 : 1
    }
    return (0...2).flatMap { place in
      all.filter { rank($0) == place }.map { field in
        let words = [field.isRequired ? "required" : nil, field.phrase, field.summary]
        return .init(field.name, help: words.compactMap(\.self).joined(separator: "; "))
      }
    }
  }

  private func values(
    for field: Field, _ fragment: String, _ analysis: Analysis
  ) -> [Completion.Candidate] {
    var values: [Completion.Candidate] = field.schema.allowedWords.map { word in
      let isDefault = field.schema.defaultValue.map { field.schema.allowedValue(for: word) == $0 }
      return .init(word, help: isDefault == true ? "default" : "")
    }
    if values.isEmpty, field.schema.typeIsDocumented, field.schema.accepts(.boolean) {
      values = [.init("true"), .init("false")]
    }
    if field.media != nil {
      values += results(fitting: field.media?.kind, in: analysis)
      values.append(.init("@", help: "a file, or an address", goesOn: true))
    } else if fragment.hasPrefix("$") {
      values += names(in: analysis, sign: "$")
    }
    return values
  }

  // MARK: - Names

  /// The runs whose output can stand in a field of media.
  private func results(
    fitting kind: MediaKind?, in analysis: Analysis
  ) -> [Completion.Candidate] {
    analysis.scope.bindings.sorted { $0.key < $1.key }.compactMap { name, binding in
      guard case .run(let run) = binding.meaning, kind == nil || run.output == kind else {
        return nil
      }
      return .init("$" + name, help: "a result")
    }
  }

  /// Every name, and behind a dot the members of a result.
  private func names(in analysis: Analysis, sign: String) -> [Completion.Candidate] {
    let last: [Completion.Candidate] =
      analysis.scope.last == nil ? [] : [.init(sign + "last", help: "the newest result")]
    let bound = analysis.scope.bindings.sorted { $0.key < $1.key }
    let known: [Completion.Candidate] = bound.map { name, binding in
      switch binding.meaning {
      case .run: .init(sign + name, help: "a result")
      case .variable: .init(sign + name, help: "a variable of a sweep")
      case .constant, .unknown: .init(sign + name, help: "a constant")
      }
    }
    let results =
      bound.compactMap { name, binding in
        if case .run = binding.meaning { name } else { nil }
      } + (last.isEmpty ? [] : ["last"])
    let members = results.flatMap { name in
      ResultReference.itemMembers.map { Completion.Candidate("\(sign)\(name).\($0.name)") }
    }
    return known + last + members
  }

  private func topics(_ analysis: Analysis) -> [Completion.Candidate] {
    Self.beginnings + OptionTable.all.map { .init($0.name, help: $0.summary) }
      + [.init("values", help: "how values are written")]
      + (analysis.draft?.model.map { fields(of: $0, analysis) } ?? []) + models
  }
}
