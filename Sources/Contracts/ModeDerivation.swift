import LosslessJSON

/// Derives the modes of a model from its contract alone.
///
/// The kind of output is given. The kinds of input of a variant are told by its constant or its
/// title; where neither tells, by its media fields: those that are required, or, if none is, text
/// and each optional kind. A mode that only a name tells, because no field for it is documented, is
/// known by name only.
struct ModeDerivation {
  let path: String
  let name: String
  let output: MediaKind

  /// The modes of a model with these variants.
  func modes(of variants: [Variant]) -> [ModeEvidence] {
    guard !variants.isEmpty else { return byPath() }
    return variants.enumerated().flatMap { index, variant in
      let found = byName(variant, index) ?? byFields(variant, index)
      return Mode.allCases.compactMap { mode in found.first { $0.mode == mode } }
    }
  }

  // MARK: - By name

  private func byName(_ variant: Variant, _ index: Int) -> [ModeEvidence]? {
    let constant = variant.constant?.value.string.flatMap { word in
      WorkflowName(word).map { ($0, "constant `\(word)`") }
    }
    let title = variant.title.flatMap { title in
      WorkflowName(title).map { ($0, "title `\(title)`") }
    }
    guard let (inputs, origin) = constant ?? title else { return nil }
    let wanted = (inputs.takesText ? [nil] : []) + inputs.media.map(Optional.some)
    return wanted.compactMap { kind in
      guard let mode = Mode(input: kind, output: output) else { return nil }
      guard variant.isDocumented else { return hidden(mode, variant, index) }
      let takers = variant.inputFields(for: kind)
      guard let first = takers.first else {
        return evidence(
          mode, index, .nameOnly,
          "The \(origin) of \(name) says that it takes \(phrase(kind)), "
            + "but no field for it is documented.")
      }
      let field = kind == nil ? "" : ", which goes into \(quoted(takers, or: first))"
      return evidence(
        mode, index, .documented,
        "The \(origin) of \(name) says that it takes \(phrase(kind))\(field).")
    }
  }

  private func hidden(_ mode: Mode, _ variant: Variant, _ index: Int) -> ModeEvidence {
    let title = variant.title.map { "\(Self.withArticle($0)) variant" } ?? "a variant"
    return evidence(
      mode, index, .nameOnly, "\(name) has \(title) whose fields are not documented.")
  }

  private func byPath() -> [ModeEvidence] {
    let segments = path.split(separator: "/").map(String.init)
    let ends = [segments.suffix(1), segments.suffix(2)].map { $0.joined(separator: " ") }
    guard let inputs = ends.lazy.compactMap(WorkflowName.init).first else { return [] }
    let wanted = (inputs.takesText ? [nil] : []) + inputs.media.map(Optional.some)
    return wanted.compactMap { kind in
      guard let mode = Mode(input: kind, output: output) else { return nil }
      return evidence(
        mode, nil, .nameOnly,
        "The path \(path) says that it takes \(phrase(kind)), but its fields are not documented.")
    }
  }

  // MARK: - By fields

  private func byFields(_ variant: Variant, _ index: Int) -> [ModeEvidence] {
    guard variant.isDocumented else {
      let kinds = Set(variant.possiblyRequired.compactMap(MediaRole.kind(of:)))
      return MediaKind.allCases.filter(kinds.contains).compactMap { kind in
        Mode(input: kind, output: output).map { hidden($0, variant, index) }
      }
    }
    let required = variant.fields.filter { $0.isRequired && $0.media != nil }
    var modes: [ModeEvidence] = []
    if required.isEmpty, let mode = Mode(input: nil, output: output),
      !variant.inputFields(for: nil).isEmpty
    {
      modes.append(
        evidence(mode, index, .documented, "\(name) requires no media, so text is enough."))
    }
    for kind in MediaKind.allCases {
      let fields = variant.inputFields(for: kind)
      let needed = required.filter { fields.contains($0.name) }.map(\.name)
      guard let mode = Mode(input: kind, output: output), let first = fields.first else { continue }
      if let needed = needed.first {
        modes.append(
          evidence(
            mode, index, .documented, "\(name) requires `\(needed)`, which is \(kind.phrase)."))
      } else if required.isEmpty {
        modes.append(
          evidence(
            mode, index, .documented,
            "\(name) takes \(kind.phrase) in \(quoted(fields, or: first))."))
      }
    }
    return modes
  }

  // MARK: - Wording

  private func evidence(
    _ mode: Mode, _ variant: Int?, _ how: ModeEvidence.How, _ explanation: String
  ) -> ModeEvidence {
    ModeEvidence(mode: mode, variant: variant, how: how, explanation: explanation)
  }

  private func phrase(_ kind: MediaKind?) -> String { kind?.phrase ?? "text" }

  private func quoted(_ names: [String], or first: String) -> String {
    switch names.count {
    case 0, 1: "`\(first)`"
    case 2: "`\(names[0])` or `\(names[1])`"
    default: "`\(first)` or \(names.count - 1) other fields"
    }
  }

  private static func withArticle(_ title: String) -> String {
    let isBracketed = title.hasPrefix("(") && title.hasSuffix(")")
    let title = isBracketed ? String(title.dropFirst().dropLast()) : title
    return ("AEIOUaeiou".contains(title.prefix(1)) && !title.isEmpty ? "an " : "a ") + title
  }
}

extension Variant {
  /// The names of the documented fields that can carry an input of that kind, nil for text.
  ///
  /// Text goes into `prompt`. A mask belongs to a picture and is none by itself.
  package func inputFields(for kind: MediaKind?) -> [String] {
    guard let kind else { return field("prompt").map { [$0.name] } ?? [] }
    return fields.filter { $0.media?.kind == kind && !$0.name.hasPrefix("mask") }.map(\.name)
  }
}
