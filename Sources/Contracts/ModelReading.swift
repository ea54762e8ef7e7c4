import LosslessJSON
import Synchronization

/// What reading a model's body schema gives: its variants and what follows from them.
struct ModelReading: Sendable {
  let variants: [Variant]
  let modes: [ModeEvidence]
  let faults: [ContractError]
  let fieldNames: [String]
  private let fields: [String: Field]

  /// More members of `anyOf` than this are not told apart.
  static let maximumVariants = 64

  /// Reads the body of a model; `schema` is nil where none is documented.
  init(
    path: String, name: String, summary: String, output: MediaKind, schema: JSON?,
    document: OpenAPIDocument
  ) {
    var reader = SchemaReader(document)
    variants = schema.map { Self.variants(of: reader.read($0)) } ?? []
    faults = reader.faults
    let documented = variants.filter(\.isDocumented)
    fieldNames = documented.reduce(into: []) { names, variant in
      names = names.union(variant.fields.map(\.name))
    }
    let hasHidden = documented.count < variants.count
    var fields: [String: [Field]] = [:]
    for variant in documented {
      for field in variant.fields {
        var field = field
        if hasHidden, variant.constant?.field == field.name {
          var schema = field.schema
          schema.allowedIsOpen = true
          field = field.with(schema: schema)
        }
        fields[field.name, default: []].append(field)
      }
    }
    self.fields = fields.compactMapValues { same in
      same.first?.with(
        schema: .anyOf(same.map(\.schema)),
        isRequired: same.count == documented.count && same.allSatisfy(\.isRequired))
    }
    modes = ModeDerivation(path: path, name: name, output: output).modes(of: variants)
  }

  /// How well the body is known, for documents that do not say it themselves.
  var evidence: Evidence {
    guard variants.contains(where: \.isDocumented) else { return .pathOnly }
    let isWhole = variants.allSatisfy { variant in
      variant.isDocumented && variant.unnamedFields.isEmpty
        && variant.fields.allSatisfy { $0.schema.typeIsDocumented || !$0.schema.allowed.isEmpty }
    }
    return isWhole && faults.isEmpty ? .complete : .partial
  }

  func field(_ name: String) -> Field? { fields[name] }

  // MARK: - Variants

  private static func variants(of schema: FieldSchema) -> [Variant] {
    guard !schema.choices.isEmpty else {
      let only = Variant(schema)
      return only.isDocumented ? [only] : []
    }
    var steps = SchemaReader.maximumNodes
    let bodies = expanded(schema, steps: &steps)
    return bodies.map { body in
      Variant(body, constant: tellingWord(of: body, among: bodies))
    }
  }

  /// The schema once for each combination of its choices.
  private static func expanded(_ schema: FieldSchema, steps: inout Int) -> [FieldSchema] {
    var base = schema
    base.choices = []
    var bodies = [base]
    for group in schema.choices {
      var members: [FieldSchema] = []
      for member in group where members.count < maximumVariants {
        members += expanded(member, steps: &steps)
      }
      var combined: [FieldSchema] = []
      for body in bodies {
        for member in members where combined.count < maximumVariants {
          combined.append(body.merged(with: member, steps: &steps))
        }
      }
      bodies = combined
    }
    return bodies
  }

  /// The field that tells a body from the others by a list of one word, as OpenAPI 3.0 writes
  /// constants; nil if a constant does so, or nothing.
  private static func tellingWord(
    of body: FieldSchema, among bodies: [FieldSchema]
  ) -> Variant.Constant? {
    guard !body.properties.contains(where: { $0.schema.constant != nil }) else { return nil }
    for field in body.properties where field.schema.allowed.count == 1 {
      let words = bodies.compactMap { other in
        other.properties.first { $0.name == field.name }?.schema.allowed
      }
      let differ = words.contains { $0 != field.schema.allowed && $0.count == 1 }
      if differ, let word = field.schema.allowed.first {
        return Variant.Constant(field: field.name, value: word)
      }
    }
    return nil
  }
}

extension ModelReading {
  /// Keeps the reading of one model after the first time, for all copies of the model.
  final class Kept: Sendable {
    private let reading = Mutex<ModelReading?>(nil)

    /// What was kept, or else what `make` gives.
    func get(_ make: () -> ModelReading) -> ModelReading {
      reading.withLock { kept in
        if let kept { return kept }
        let made = make()
        kept = made
        return made
      }
    }
  }
}
