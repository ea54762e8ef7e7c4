package import LosslessJSON

/// All models of a contract document, found by path or by name.
package struct Catalogue: Sendable {
  /// The models, in the order of the document.
  package let models: [Model]
  /// The paths that were left out, and why; empty for a sound document.
  package let faults: [ContractError]

  private let tails: [String: [Int]]
  private let paths: [String: Int]

  /// Collects the models of a document.
  ///
  /// Every `POST` under `/generation/` or `/v1/generation/` is a model, its twin under
  /// `/generation/sse/` is not. `navigation` is the platform's `docs.json`, whose groups say which
  /// kind of media a model makes.
  package init(document: OpenAPIDocument, navigation: JSON?) {
    var endpoints: [Endpoint] = []
    var known: Set<String> = []
    var streams: Set<String> = []
    var faults: [ContractError] = []
    for item in document.root["paths"]?.object ?? JSONObject() {
      guard let path = EndpointPath(item.key),
        let operation = (try? document.resolve(item.value))?["post"], operation.object != nil
      else { continue }
      guard path.isUsable else {
        faults.append(
          ContractError(.unusablePath, "the path \(Self.shown(item.key)) cannot be called"))
        continue
      }
      if path.isStream {
        streams.insert(path.model)
      } else if known.insert(path.model).inserted {
        endpoints.append(Endpoint(path: path.model, operation: operation))
      }
    }
    let tails = Self.tails(of: endpoints.map(\.path))
    let outputs = Navigation(navigation).outputs
    self.faults = faults
    self.tails = tails
    paths = Dictionary(uniqueKeysWithValues: endpoints.enumerated().map { ($1.path, $0) })
    let models = endpoints.map { endpoint in
      Model(
        endpoint,
        name: Self.tails(of: endpoint.path).first { tails[$0]?.count == 1 } ?? endpoint.path,
        output: Self.output(of: endpoint, listed: outputs),
        hasStream: streams.contains(endpoint.path), document: document)
    }
    self.models = ReferencePages.noted(in: models)
  }

  /// The catalogue of the documents that are part of the program, read once in a process.
  ///
  /// Throws what `OpenAPIDocument.init(parsing:)` throws, if the program was built with documents
  /// that are no contract.
  package static func builtIn() throws(ContractError) -> Catalogue {
    try builtInResult.get()
  }

  /// The bytes of the documents that are part of the program.
  package static var builtInDocuments: BuiltInDocuments { BuiltInDocuments() }

  private static let builtInResult = Result { () throws(ContractError) -> Catalogue in
    let documents = BuiltInDocuments()
    let navigation = try? JSON(parsing: documents.docs)
    return Catalogue(
      document: try OpenAPIDocument(parsing: documents.openapi), navigation: navigation)
  }

  // MARK: - Look-up

  /// Finds a model by its full path, or by a tail of whole segments that it alone has.
  ///
  /// A full path wins over tails: `ltx-2.3` is the model of that path, although
  /// `lightricks/ltx-2.3` ends in it too. Case counts.
  package func lookUp(_ name: String) -> Lookup {
    if let index = paths[name] { return .found(models[index]) }
    let indices = tails[name] ?? []
    switch indices.count {
    case 0: return .unknown(nearest: nearest(to: name))
    case 1: return .found(models[indices[0]])
    default: return .ambiguous(indices.map { models[$0] })
    }
  }

  /// The three models that come nearest: first those that have the name as whole segments of their
  /// path, as `kling-ai` and `v3` are, then those that are written most alike.
  private func nearest(to name: String) -> [Model] {
    let distance = EditDistance(to: name)
    return models.map { model in
      if model.hasSegments(name) { return -1 }
      return Self.tails(of: model.path).map(distance.rank).min() ?? distance.rank(model.path)
    }.enumerated().sorted { ($0.element, $0.offset) < ($1.element, $1.offset) }
      .prefix(3).map { models[$0.offset] }
  }

  // MARK: - Names

  // Longer tails than this are not names that anybody types, and would make look-up quadratic.
  private static let maximumSegments = 8

  private static func tails(of paths: [String]) -> [String: [Int]] {
    var tails: [String: [Int]] = [:]
    for (index, path) in paths.enumerated() {
      for tail in Self.tails(of: path) { tails[tail, default: []].append(index) }
    }
    return tails
  }

  /// The tails of whole segments, the shortest first and the whole path last.
  private static func tails(of path: String) -> [String] {
    let segments = path.split(separator: "/")
    let short = (1...maximumSegments).filter { $0 < segments.count }.map { count in
      segments.suffix(count).joined(separator: "/")
    }
    return short + [path]
  }

  private static func output(of endpoint: Endpoint, listed: [String: MediaKind]) -> MediaKind {
    if let kind = listed[endpoint.path] { return kind }
    let tags = endpoint.operation["tags"]?.array?.compactMap(\.string) ?? []
    if let kind = tags.lazy.compactMap(MediaKind.init(groupName:)).first { return kind }
    let words = endpoint.path.lowercased().split { !$0.isLetter }
    if words.contains("image"), !words.contains("video") { return .image }
    return .video
  }

  private static func shown(_ path: String) -> String {
    let escaped = String(path.unicodeScalars.prefix(80).map { Character($0) })
    return JSON.string(escaped).printed()
  }
}

extension Model {
  /// Whether a name is one or more whole segments of the path, anywhere in it; case does not count.
  package func hasSegments(_ name: String) -> Bool {
    guard !name.isEmpty, name.utf8.count <= path.utf8.count else { return false }
    return "/\(path.lowercased())/".contains("/\(name.lowercased())/")
  }
}

/// What a name stands for in a catalogue.
package enum Lookup: Sendable {
  /// The one model of that name.
  case found(Model)
  /// The models that end in that name, in document order; none has it as its full path.
  case ambiguous([Model])
  /// No model has the name; the three that are written most alike come first.
  case unknown(nearest: [Model])
}
