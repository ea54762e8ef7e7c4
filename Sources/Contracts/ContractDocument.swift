package import LosslessJSON

/// A document that a contract is made of, told apart by its shape.
package enum ContractDocument: Sendable {
  /// An OpenAPI document: models, and what their bodies take.
  case openapi(OpenAPIDocument)
  /// A navigation (`docs.json`): which models make videos, and which make images.
  case navigation(JSON)

  /// Takes a parsed document.
  ///
  /// An object with `paths` is an OpenAPI document; what lists endpoints in a group named `Videos`
  /// or `Images` is a navigation. Throws `ContractError.noPaths` for anything else, and
  /// `.noEndpoints` for an OpenAPI document without a generation endpoint that can be called.
  package init(_ root: JSON) throws(ContractError) {
    guard root["paths"]?.object != nil else {
      guard !Navigation(root).outputs.isEmpty else {
        throw ContractError(
          .noPaths,
          "it is no contract: neither `paths`, as an openapi.json has, nor endpoints in a group "
            + "`Videos` or `Images`, as a docs.json has")
      }
      self = .navigation(root)
      return
    }
    let document = try OpenAPIDocument(root)
    let list = EndpointList(document)
    guard !list.endpoints.isEmpty else {
      let reason = list.faults.first.map { ": \($0.message)" } ?? ""
      throw ContractError(
        .noEndpoints,
        "it describes no model: no path under /generation/ has a `post` that can be called\(reason)"
      )
    }
    self = .openapi(document)
  }

  /// Parses a document from UTF-8 bytes.
  ///
  /// Throws `ContractError.notJSON` with the place, and what `init(_:)` throws.
  package init(parsing bytes: [UInt8]) throws(ContractError) {
    let root: JSON
    do {
      root = try JSON(parsing: bytes)
    } catch {
      throw ContractError(.notJSON, "it is no JSON: \(error)\(Self.hint(bytes))")
    }
    try self.init(root)
  }

  /// What the bytes look like, for those who saved another page than they meant to.
  private static func hint(_ bytes: [UInt8]) -> String {
    let start = bytes.prefix(512).drop { $0 <= 0x20 }
    if start.first == UInt8(ascii: "<") { return "; it looks like a web page" }
    if start.starts(with: "openapi:".utf8) || start.starts(with: "---".utf8) {
      return "; it looks like YAML, which is not read: take the document's JSON form"
    }
    return ""
  }
}
