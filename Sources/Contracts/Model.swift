package import LosslessJSON

/// A model that makes media: one `POST /generation/…` endpoint of the contract.
///
/// What its body takes is read when it is first asked for and then kept, so that a catalogue of
/// many models is quick to make.
package struct Model: Sendable {
  /// The full path, which follows `/generation/`: `kling-ai/kling-v2.6`.
  package let path: String
  /// The shortest tail of whole segments that names this model alone: `kling-v2.6`, `v3/video`.
  package let name: String
  /// The title of its page, such as `Kling V2.6 Video`.
  package let summary: String
  /// The kind of media it makes, by its group in the navigation, else by its tags, else by the
  /// words of its path; a video if none of these tells.
  package let output: MediaKind
  /// Whether the kind is a guess, because neither the navigation nor tags nor the path tell it.
  package let outputIsGuessed: Bool
  /// The address of the page its fields were taken from.
  package let source: String?
  /// Where the pages of most other models of its catalogue stand, for a model that has none.
  package internal(set) var reference: String?
  /// What is not known about it, in one or more sentences.
  package let note: String?
  /// Whether the twin endpoint that answers with an event stream exists.
  package let hasStream: Bool
  /// Whether it takes local files (`multipart/form-data`); else media must be addresses.
  package let acceptsFiles: Bool
  /// The content types of its body, in document order.
  package let contentTypes: [String]

  private let markedEvidence: Evidence?
  private let operation: JSON
  private let document: OpenAPIDocument
  private let reading = ModelReading.Kept()

  /// Creates a model; `output` is nil where nothing tells what it makes.
  init(_ endpoint: Endpoint, name: String, output: MediaKind?) {
    self.path = endpoint.path
    self.name = name
    self.output = output ?? .video
    outputIsGuessed = output == nil
    hasStream = endpoint.hasStream
    operation = endpoint.operation
    document = endpoint.document
    summary = endpoint.operation["summary"]?.string ?? endpoint.path
    source = endpoint.operation["x-source"]?.string
    note = endpoint.operation["x-evidence-note"]?.string
    let body = Self.requestBody(of: endpoint.operation, in: endpoint.document)
    contentTypes = body?["content"]?.object?.keys ?? []
    acceptsFiles = contentTypes.contains("multipart/form-data")
    markedEvidence = endpoint.operation["x-evidence"]?.string.flatMap(Evidence.init(rawValue:))
  }

  /// How well its body is known: as marked (`x-evidence`), else by what is documented.
  package var evidence: Evidence { markedEvidence ?? read.evidence }

  /// The ways to fill its body, in document order; empty if no field is documented at all.
  package var variants: [Variant] { read.variants }

  /// The variants whose fields are shown: the ones a body is checked against.
  package var documentedVariants: [Variant] { variants.filter(\.isDocumented) }

  /// What it can be used for, each with the reason, by variant and then in the order of `Mode`.
  ///
  /// One mode can stand there several times, once for each variant that has it.
  package var modes: [ModeEvidence] { read.modes }

  /// What of its schema could not be read; empty for a sound document.
  package var faults: [ContractError] { read.faults }

  /// The names of all documented fields, each once, in document order.
  package var fieldNames: [String] { read.fieldNames }

  /// What is known of a field over all documented variants; nil if none documents it.
  ///
  /// Where several variants document it, its schema takes what any of them takes, and it is
  /// required only if all of them require it. A constant that chooses among the variants is an open
  /// list if the model has variants that are not documented, since these have words of their own.
  package func field(_ name: String) -> Field? { read.field(name) }

  /// The best reason for a mode: the first documented one, else the first by name only; nil if the
  /// model is not known to have the mode.
  package func evidence(for mode: Mode) -> ModeEvidence? {
    let all = modes.filter { $0.mode == mode }
    return all.first { $0.how == .documented } ?? all.first
  }

  /// Whether a field of the body is documented at all.
  package var hasDocumentedBody: Bool { variants.contains(where: \.isDocumented) }

  /// Everything the contract says about the request, for digests: the model's path, whether it has
  /// a stream, and its request body with references resolved.
  package var schemaDigestable: JSON { schemaExpansion.digestable }

  /// The same, and whether it has references that were not resolved because it is too large.
  var schemaExpansion: (digestable: JSON, isCut: Bool) {
    let body = operation["requestBody"].map(document.expansion) ?? (.null, false)
    return (
      ["path": .string(path), "stream": .bool(hasStream), "requestBody": body.value], body.isCut
    )
  }

  /// What the references of the request lead to.
  var schemaSources: JSON { document.sources(of: operation["requestBody"] ?? .null) }

  /// The schema of the JSON body as it stands, with its outermost references resolved; nil if none
  /// is documented.
  package var bodySchema: JSON? {
    guard let schema = Self.bodySchema(of: operation, in: document) else { return nil }
    return (try? document.resolve(schema)) ?? schema
  }

  private var read: ModelReading {
    reading.get {
      ModelReading(
        path: path, name: name, summary: summary, output: output,
        schema: Self.bodySchema(of: operation, in: document), document: document)
    }
  }

  private static func requestBody(of operation: JSON, in document: OpenAPIDocument) -> JSON? {
    operation["requestBody"].flatMap { try? document.resolve($0) }
  }

  /// The schema of the body: that of `application/json`, else of the first content type.
  private static func bodySchema(of operation: JSON, in document: OpenAPIDocument) -> JSON? {
    guard let content = requestBody(of: operation, in: document)?["content"]?.object else {
      return nil
    }
    return (content["application/json"] ?? content.first?.value)?["schema"]
  }
}
