import Contracts
import LosslessJSON
import SkillsScript

/// All that is known of a model, and what is not, as `fields` prints it.
struct FieldSheet {
  /// The model.
  let model: Model
  /// The mode that was asked for; then only the variant that has it is shown.
  var mode: Mode?

  /// The lines, none wider than `columns` unless one word is.
  func lines(columns: Int) -> [String] {
    let marks = legend
    return TextWrap.lines("\(model.path): \(model.summary)", columns: columns)
      + section("modes", modes, columns)
      + section("variants", variants, columns)
      + fields(columns)
      + (marks.isEmpty ? [] : TextWrap.lines(marks, columns: columns, first: "  "))
      + section("not known", unknown, columns)
      + section("request", request, columns)
  }

  private func section(_ title: String, _ rows: [(String, String)], _ columns: Int) -> [String] {
    rows.isEmpty ? [] : [title] + TwoColumns.wrapped(rows, columns: columns)
  }

  // MARK: - Modes and variants

  private var modes: [(String, String)] {
    let shown = model.modes.filter { mode == nil || $0.mode == mode }
    if shown.isEmpty { return [(model.output.rawValue, "no mode is documented")] }
    return shown.map { ($0.mode.rawValue + ($0.how == .documented ? "" : "?"), $0.explanation) }
  }

  private var variants: [(String, String)] {
    guard model.variants.count > 1 else { return [] }
    return model.variants.map { variant in
      var words: [String] = []
      if let constant = variant.constant {
        words.append("\(constant.field) \(constant.value.string ?? constant.value.printed())")
      }
      if !variant.isDocumented { words.append("fields not documented") }
      if !variant.possiblyRequired.isEmpty {
        words.append("may require \(variant.possiblyRequired.joined(separator: ", "))")
      }
      return (name(of: variant), words.joined(separator: "; "))
    }
  }

  private func name(of variant: Variant) -> String {
    variant.title ?? variant.constant?.value.string ?? "no title"
  }

  // MARK: - Fields

  private var shownVariants: [Variant] {
    guard let mode else { return model.documentedVariants }
    guard let evidence = model.evidence(for: mode), evidence.how == .documented,
      let index = evidence.variant
    else { return [] }
    return [model.variants[index]]
  }

  private func fields(_ columns: Int) -> [String] {
    let shown = shownVariants
    return shown.flatMap { variant in
      var rows: [(String, String)] = []
      for field in variant.fields { add(field, named: field.name, depth: 0, to: &rows) }
      return section(
        shown.count > 1 ? "fields of \(name(of: variant))" : "fields", rows, columns)
    }
  }

  /// Members are listed down to this depth, and as long as a variant has no more rows.
  private static let maximumDepth = 4
  private static let maximumRows = 500

  /// Adds the row of a field, and those of its members.
  private func add(
    _ field: Field, named name: String, depth: Int, to rows: inout [(String, String)]
  ) {
    let mark = field.isRequired ? "* " : "  "
    let text = field.explanation + (field.canBeSet ? "" : ". A script cannot write its name")
    rows.append((mark + name + (field.nameIsInferred ? "?" : ""), text))
    guard depth < Self.maximumDepth else { return }
    let members =
      field.schema.properties.map { ("\(name).\($0.name)", $0) }
      + (field.schema.items?.properties ?? []).map { ("\(name)[0].\($0.name)", $0) }
    for (name, member) in members where !member.schema.takesNothing {
      guard rows.count < Self.maximumRows else {
        if rows.last?.0 != "  …" { rows.append(("  …", "more members than are listed here")) }
        return
      }
      add(member, named: name, depth: depth + 1, to: &rows)
    }
  }

  private var legend: String {
    let all = shownVariants.flatMap(\.fields)
    let notes = [
      all.contains(where: \.isRequired) ? "* is required" : nil,
      all.contains(where: \.nameIsInferred) ? "? its name was read from wording" : nil,
    ].compactMap(\.self)
    return notes.joined(separator: "; ")
  }

  // MARK: - What is not known, and the rest

  private var unknown: [(String, String)] {
    guard model.hasDocumentedBody else {
      return [
        ("fields", "none is documented; `option unchecked allow` sends what you set"),
        ("look", model.whereToLook),
      ]
    }
    var rows = model.variants.filter { !$0.isDocumented }.map { variant in
      ("variant", "the fields of \(name(of: variant))")
    }
    rows += model.variants.flatMap(\.unnamedFields).map { field in
      (
        "field",
        "one without a printed name" + (field.after.map { ", behind \($0)" } ?? "")
          + (field.summary.map { ": \($0)" } ?? "")
      )
    }
    if model.outputIsGuessed {
      rows.append(("output", "what it makes; \(model.output.phrase) is assumed"))
    }
    rows += model.note.map { [("note", $0)] } ?? []
    return rows + model.faults.map { ("contract", $0.message) }
  }

  private var request: [(String, String)] {
    var rows = [
      ("evidence", evidence),
      (
        "media",
        model.acceptsFiles ? "local files and addresses" : "addresses only, no local files"
      ),
      ("content", model.contentTypes.joined(separator: ", ")),
    ]
    if !model.hasStream { rows.append(("stream", "none: followed by polling")) }
    if let source = model.source { rows.append(("page", source)) }
    return rows.filter { !$0.1.isEmpty }
  }

  private var evidence: String {
    switch model.evidence {
    case .complete: "the whole body is documented"
    case .partial: "documented in part: more fields may exist or be required"
    case .pathOnly: "only the endpoint is known"
    }
  }
}
