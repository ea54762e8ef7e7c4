import Contracts
import LosslessJSON
import SkillsScript

/// The fields of a model as `fields` prints them.
struct FieldLines {
  /// The model.
  let model: Model
  /// The mode that was asked for; then only the fields of its variant are listed.
  let mode: Mode?

  /// A line a field, what is not known, and where it is documented.
  var lines: [String] {
    var lines = ["\(model.path): \(model.summary)", "modes: \(model.modeWords)"]
    lines += TwoColumns.lines(fields.map { (($0.isRequired ? "* " : "  ") + $0.name, text($0)) })
    if fields.contains(where: \.isRequired) { lines.append("  (* is required)") }
    lines += unknowns
    if !model.acceptsFiles { lines.append("it takes addresses only, no local files") }
    if let source = model.source { lines.append("page: \(source)") }
    return lines
  }

  private var fields: [Field] {
    if let mode, let index = model.evidence(for: mode)?.variant, model.variants[index].isDocumented
    {
      return model.variants[index].fields
    }
    return model.fieldNames.compactMap { model.field($0) }
  }

  private func text(_ field: Field) -> String {
    let standard = field.schema.defaultValue.map { "default \($0.printed(.spaced))" }
    return [field.phrase, standard, field.summary].compactMap(\.self).joined(separator: "; ")
  }

  private var unknowns: [String] {
    guard model.hasDocumentedBody else {
      return ["no field is documented; `option unchecked allow` sends what you set"]
    }
    var lines: [String] = []
    for variant in model.variants where !variant.isDocumented {
      lines.append("not documented: the fields of \(variant.title ?? "one more variant")")
    }
    let unnamed = model.variants.reduce(0) { $0 + $1.unnamedFields.count }
    if unnamed > 0 { lines.append("not documented: the names of \(unnamed) more fields") }
    if model.evidence == .partial, lines.isEmpty {
      lines.append("documented in part" + (model.note.map { ": \($0)" } ?? ""))
    }
    return lines
  }
}
