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
}

/// The contract's models, found by the path of a request.
struct Endpoints: Sendable {
  private var plain: [String: Endpoint] = [:]
  private var streams: [String: Endpoint] = [:]

  /// How many models take submits.
  var count: Int { plain.count }

  /// - Parameters:
  ///   - contract: An OpenAPI document; its paths may begin with `/v1`.
  ///   - navigation: The groups `Videos` and `Images`; where it is silent, an operation's tags
  ///     decide, and else it makes videos.
  /// - Throws: `SandboxError.badContract` where the document has no path that takes a submit.
  init(contract: JSON, navigation: JSON) throws(SandboxError) {
    let kinds = Self.kinds(in: navigation)
    for path in contract["paths"]?.object?.members ?? [] {
      guard let operation = path.value["post"], let model = Self.model(in: path.key) else {
        continue
      }
      let content = operation["requestBody"]?["content"]
      let isShown = operation["x-evidence"]?.string != "path-only"
      let endpoint = Endpoint(
        model: model.name,
        kind: kinds[model.name] ?? Self.kind(tags: operation["tags"]),
        schema: isShown ? content?["application/json"]?["schema"] : nil,
        takesFiles: content?["multipart/form-data"] != nil)
      if model.isStream {
        streams[model.name] = endpoint
      } else {
        plain[model.name] = endpoint
      }
    }
    if plain.isEmpty {
      throw SandboxError(.badContract, "the contract has no path below /generation/ with a POST")
    }
  }

  func find(_ model: String, stream: Bool) -> Endpoint? {
    stream ? streams[model] : plain[model]
  }

  // MARK: - Reading

  private static func model(in path: String) -> (name: String, isStream: Bool)? {
    var segments = path.split(separator: "/")[...]
    if segments.first == "v1" { segments.removeFirst() }
    guard segments.popFirst() == "generation" else { return nil }
    let isStream = segments.first == "sse"
    if isStream { segments.removeFirst() }
    return segments.isEmpty ? nil : (segments.joined(separator: "/"), isStream)
  }

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
