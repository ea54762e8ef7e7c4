/// Says why a contract document, or a part of one, cannot be read.
///
/// A document that cannot be used at all throws one; what spoils a single endpoint is kept in
/// `Model.faults` or `Catalogue.faults`, so that the other endpoints stay usable.
package struct ContractError: Error, Sendable, Hashable {
  /// What went wrong, for programs.
  package let code: Code
  /// What went wrong, where, and what to do, as one sentence for people.
  package let message: String

  /// Creates an error.
  package init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The kinds of defects.
  package enum Code: String, Sendable, Hashable, CaseIterable {
    /// The bytes are not JSON.
    case notJSON
    /// The document is JSON, but not an object.
    case notAnObject
    /// The document has no object under `paths`.
    case noPaths
    /// A `$ref` names nothing in the document.
    case danglingReference
    /// A `$ref` leads back to itself.
    case circularReference
    /// Schemas are nested more deeply than `SchemaReader.maximumDepth`.
    case tooDeep
    /// One endpoint describes more than `SchemaReader.maximumNodes` schemas.
    case tooLarge
    /// A schema has a keyword that is not checked.
    case unreadKeyword
    /// A keyword, or a property, has a value that it cannot have, and is passed over.
    case unreadableKeyword
    /// The document is of another form than OpenAPI 3, and its bodies may stand elsewhere.
    case otherVersion
    /// A path under `/generation/` cannot be part of an address.
    case unusablePath
    /// A path is listed twice.
    case duplicatePath
    /// An event stream is listed without the endpoint that it belongs to.
    case lonelyStream
    /// The document has no generation endpoint that can be called.
    case noEndpoints
  }
}

extension ContractError: CustomStringConvertible {
  /// The message.
  package var description: String { message }
}
