import LosslessJSON

/// One model that takes submits, as the contract lists it.
struct Endpoint: Sendable {
  /// What follows `/generation/` (or `/generation/sse/`), such as `kling-ai/kling-v2.6`.
  let model: String
  let kind: OutputKind
  /// The body's schema; nil where the contract shows no field of it.
  let schema: JSON?
  /// Whether a submit may be a form with files (`multipart/form-data`).
  let takesFiles: Bool
  /// The document that the references of the schema point into.
  let document: JSON
}

/// The contract's models, found by the path of a request.
struct Endpoints: Sendable {
  private var plain: [String: Endpoint] = [:]
  private var streams: [String: Endpoint] = [:]

  /// How many models take submits.
  var count: Int { plain.count }

  /// - Parameters:
  ///   - contracts: OpenAPI documents, each laid over those before it: one of a single model
  ///     replaces or adds that model with its stream, one of several replaces all. Paths may begin
  ///     with `/v1`.
  ///   - navigation: The groups `Videos` and `Images`; where it is silent, an operation's tags
  ///     decide, and else it makes videos.
  /// - Throws: `SandboxError.badContract` where no document has a path that takes a submit.
  init(contracts: [JSON], navigation: JSON) throws(SandboxError) {
    let kinds = Self.kinds(in: navigation)
    for contract in contracts {
      let layer = Endpoints(contract, kinds)
      if layer.plain.count == 1, let model = layer.plain.keys.first {
        plain[model] = layer.plain[model]
        streams[model] = layer.streams[model]
      } else if !layer.plain.isEmpty {
        self = layer
      }
    }
    if plain.isEmpty {
      throw SandboxError(.badContract, "the contract has no path below /generation/ with a POST")
    }
  }

  /// Reads a contract of one document; throws as `init(contracts:navigation:)` does.
  init(contract: JSON, navigation: JSON) throws(SandboxError) {
    try self.init(contracts: [contract], navigation: navigation)
  }

  private init() {}

  /// Reads one document.
  private init(_ contract: JSON, _ kinds: [String: OutputKind]) {
    self.init()
    var streamsWithoutBody: Set<String> = []
    for path in contract["paths"]?.object?.members ?? [] {
      guard let model = Self.model(in: path.key),
        let operation = Self.target(of: path.value, in: contract)?["post"],
        operation.object != nil
      else { continue }
      let content = operation["requestBody"].flatMap { Self.target(of: $0, in: contract) }?[
        "content"]
      let isShown = operation["x-evidence"]?.string != "path-only"
      let body = content?["application/json"] ?? content?.object?.members.first?.value
      let endpoint = Endpoint(
        model: model.name, kind: kinds[model.name] ?? Self.kind(tags: operation["tags"]),
        schema: isShown ? body?["schema"] : nil,
        takesFiles: content?["multipart/form-data"] != nil, document: contract)
      if model.isStream {
        streams[model.name] = endpoint
        if content == nil {
          streamsWithoutBody.insert(model.name)
        } else {
          streamsWithoutBody.remove(model.name)
        }
      } else {
        plain[model.name] = endpoint
      }
    }
    // Both take the same body, and a short document may show it once.
    for model in streamsWithoutBody where plain[model] != nil { streams[model] = plain[model] }
  }

  func find(_ model: String, stream: Bool) -> Endpoint? {
    stream ? streams[model] : plain[model]
  }

  // MARK: - Reading

  /// What a reference within the document stands for; nil where it leads nowhere or in a circle.
  private static func target(of value: JSON, in document: JSON) -> JSON? {
    var value = value
    for _ in 0..<32 {
      guard let reference = value["$ref"]?.string else { return value }
      guard reference.hasPrefix("#"),
        let fragment = PercentEncoding.decoded(reference.dropFirst()),
        let pointer = JSONPointer(parsing: fragment),
        let target = document.value(at: pointer)
      else { return nil }
      value = target
    }
    return nil
  }

  /// The model of a path; nil for the path of a task (`{id}`), and for one that no address can hold.
  private static func model(in path: String) -> (name: String, isStream: Bool)? {
    var segments = path.split(separator: "/", omittingEmptySubsequences: false)[...]
    guard segments.popFirst()?.isEmpty == true else { return nil }
    if segments.first == "v1" { segments.removeFirst() }
    guard segments.popFirst() == "generation" else { return nil }
    let isStream = segments.first == "sse"
    if isStream { segments.removeFirst() }
    let name = segments.joined(separator: "/")
    let isUsable = segments.allSatisfy { segment in
      !segment.isEmpty && segment != "." && segment != ".."
        && segment.allSatisfy(plainCharacters.contains)
    }
    return isUsable && !name.isEmpty && name.utf8.count <= 512 ? (name, isStream) : nil
  }

  private static let plainCharacters = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~+:@")

  private static func kind(tags: JSON?) -> OutputKind {
    tags?.array?.contains("Images") == true ? .image : .video
  }

  private static func kinds(in navigation: JSON) -> [String: OutputKind] {
    var kinds: [String: OutputKind] = [:]
    var pending: [(JSON, OutputKind?)] = [(navigation, nil)]
    while let (node, kind) = pending.popLast() {
      switch node {
      case .object(let object):
        let group = object["group"]?.string
        let inner = group == "Videos" ? .video : group == "Images" ? .image : kind
        pending += object.members.map { ($0.value, inner) }
      case .array(let items):
        pending += items.map { ($0, kind) }
      case .string(let text):
        guard let kind, text.hasPrefix("POST "), let model = model(in: String(text.dropFirst(5)))
        else { continue }
        kinds[model.name] = kind
      default: continue
      }
    }
    return kinds
  }
}
