package import LosslessJSON

/// All models of a contract, found by path or by name.
package struct Catalogue: Sendable {
  /// The models, in the order of the documents.
  package let models: [Model]
  /// For each model the number of the layer that describes it, from 0.
  package let origins: [Int]
  /// The paths that were left out, and why; empty for sound documents.
  package let faults: [ContractError]

  private let tails: [String: [Int]]
  private let paths: [String: Int]

  /// Collects the models of one document.
  ///
  /// Every `POST` under `/generation/` or `/v1/generation/` is a model, its twin under
  /// `/generation/sse/` is not. `navigation` is the platform's `docs.json`, whose groups say which
  /// kind of media a model makes.
  package init(document: OpenAPIDocument, navigation: JSON?) {
    self.init(layers: [document], navigation: navigation)
  }

  /// Collects the models of documents that were laid over each other, the lowest first.
  ///
  /// A document of one model replaces that model in its place, or adds it at the end. One of several
  /// stands for the whole: what it does not list is gone. One without any says nothing. Each model
  /// keeps the document that it came from, which its references lead into.
  package init(layers: [OpenAPIDocument], navigation: JSON?) {
    var endpoints: [(endpoint: Endpoint, layer: Int)] = []
    var faults: [ContractError] = []
    for (layer, document) in layers.enumerated() {
      let list = EndpointList(document)
      if list.endpoints.count > 1 {
        endpoints = []
        faults = []
      }
      faults += list.faults
      for endpoint in list.endpoints {
        // Only a layer of one model finds anything here to replace.
        let place =
          list.endpoints.count == 1
          ? endpoints.firstIndex { $0.endpoint.path == endpoint.path } : nil
        if let place {
          endpoints[place] = (endpoint, layer)
        } else {
          endpoints.append((endpoint, layer))
        }
      }
    }
    let tails = Self.tails(of: endpoints.map(\.endpoint.path))
    let outputs = Navigation(navigation).outputs
    self.faults = faults
    self.tails = tails
    origins = endpoints.map(\.layer)
    paths = Dictionary(uniqueKeysWithValues: endpoints.enumerated().map { ($1.endpoint.path, $0) })
    let models = endpoints.map { endpoint, _ in
      Model(
        endpoint,
        name: Self.tails(of: endpoint.path).first { tails[$0]?.count == 1 } ?? endpoint.path,
        output: Self.output(of: endpoint, listed: outputs))
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

  /// The documents that are part of the program, parsed once in a process.
  ///
  /// Throws what `builtIn()` throws.
  package static func builtInLayers() throws(ContractError) -> (
    document: OpenAPIDocument, navigation: JSON
  ) {
    let parsed = try parsedResult.get()
    return (parsed.document, parsed.navigation)
  }

  private struct Parsed: Sendable {
    let document: OpenAPIDocument
    let navigation: JSON
  }

  private static let parsedResult = Result { () throws(ContractError) -> Parsed in
    let documents = BuiltInDocuments()
    return Parsed(
      document: try OpenAPIDocument(parsing: documents.openapi),
      navigation: (try? JSON(parsing: documents.docs)) ?? .null)
  }

  private static let builtInResult = Result { () throws(ContractError) -> Catalogue in
    let parsed = try parsedResult.get()
    return Catalogue(document: parsed.document, navigation: parsed.navigation)
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

  private static func output(of endpoint: Endpoint, listed: [String: MediaKind]) -> MediaKind? {
    if let kind = listed[endpoint.path] { return kind }
    let tags = endpoint.operation["tags"]?.array?.compactMap(\.string) ?? []
    if let kind = tags.lazy.compactMap(MediaKind.init(groupName:)).first { return kind }
    let words = endpoint.path.lowercased().split { !$0.isLetter }
    if words.contains("video") { return .video }
    return words.contains("image") ? .image : nil
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
