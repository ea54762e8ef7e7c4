import LosslessJSON

/// The generation endpoints of one document, each once, in its order.
///
/// A path that is listed twice, with `/v1` and without it or under equal keys, is described by the
/// last of them, as every common parser takes the last of equal keys.
struct EndpointList: Sendable {
  /// The endpoints, without the stream twins.
  private(set) var endpoints: [Endpoint] = []
  /// What was left out or is doubtful, and why.
  private(set) var faults: [ContractError] = []

  private var places: [String: Int] = [:]
  private var streams: Set<String> = []

  /// Reads the paths of a document.
  init(_ document: OpenAPIDocument) {
    faults = Self.faults(of: document.root)
    var streamsInOrder: [String] = []
    for item in document.root["paths"]?.object ?? JSONObject() {
      guard let path = EndpointPath(item.key) else { continue }
      guard let operation = operation(of: item, in: document) else { continue }
      guard path.isUsable else {
        faults.append(
          ContractError(.unusablePath, "the path \(Self.shown(item.key)) cannot be called"))
        continue
      }
      if path.isStream {
        if streams.insert(path.model).inserted { streamsInOrder.append(path.model) }
      } else {
        add(Endpoint(path: path.model, operation: operation, document: document), from: item.key)
      }
    }
    for model in streamsInOrder where places[model] == nil {
      faults.append(
        ContractError(
          .lonelyStream, "the event stream of \(model) is listed, but not the endpoint itself"))
    }
    for index in endpoints.indices {
      endpoints[index].hasStream = streams.contains(endpoints[index].path)
    }
  }

  /// What makes the document as a whole doubtful.
  private static func faults(of root: JSON) -> [ContractError] {
    var faults: [ContractError] = []
    if root["swagger"] != nil {
      faults.append(
        ContractError(
          .otherVersion, "the document is Swagger 2, of which the bodies are not read: OpenAPI 3 is"
        ))
    }
    if let members = root.object?.members, members.count(where: { $0.key == "paths" }) > 1 {
      faults.append(
        ContractError(.duplicatePath, "`paths` stands twice, and the last one counts"))
    }
    return faults
  }

  private mutating func add(_ endpoint: Endpoint, from key: String) {
    guard let place = places[endpoint.path] else {
      places[endpoint.path] = endpoints.count
      endpoints.append(endpoint)
      return
    }
    endpoints[place] = endpoint
    faults.append(
      ContractError(
        .duplicatePath, "the path \(Self.shown(key)) is listed twice, and the last one counts"))
  }

  private mutating func operation(
    of item: JSONObject.Member, in document: OpenAPIDocument
  ) -> JSON? {
    do throws(ContractError) {
      guard let operation = try document.resolve(item.value)["post"], operation.object != nil
      else { return nil }
      return operation
    } catch {
      faults.append(
        ContractError(error.code, "the path \(Self.shown(item.key)): \(error.message)"))
      return nil
    }
  }

  private static func shown(_ path: String) -> String {
    let escaped = String(path.unicodeScalars.prefix(80).map { Character($0) })
    return JSON.string(escaped).printed()
  }
}

/// One endpoint as it stands in its document.
struct Endpoint: Sendable {
  let path: String
  let operation: JSON
  /// The document that the references of the operation lead into.
  let document: OpenAPIDocument
  var hasStream = false
}

extension OpenAPIDocument {
  /// The paths of the models that the document describes, in its order.
  package var modelPaths: [String] { EndpointList(self).endpoints.map(\.path) }

  /// The only model that the document describes; nil if it describes several or none.
  ///
  /// The platform publishes such documents beside the one of all models. Laid over others, one
  /// speaks for its model alone.
  package var onlyModel: String? {
    let paths = modelPaths
    return paths.count == 1 ? paths.first : nil
  }

  /// The paths that were left out or are doubtful, and why; empty for a sound document.
  package var pathFaults: [ContractError] { EndpointList(self).faults }
}
