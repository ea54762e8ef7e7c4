package import Contracts
import LosslessJSON
import SkillsVideo

/// The contract that scripts are checked against: documents laid over each other, and their models.
///
/// A document of one model (its stream twin counts with it) replaces or adds that model. One of
/// several stands for the whole, so what lies beneath it is dropped. A navigation replaces the other.
package struct ContractInUse: Sendable {
  /// The OpenAPI documents that still say something, the lowest first; the numbers in
  /// `Catalogue.origins` are places in it.
  package let documents: [ContractSource]
  /// The navigation.
  package let navigation: ContractSource
  /// The models.
  package let catalogue: Catalogue

  /// The documents that are part of the program.
  ///
  /// Throws ``InterpreterError`` of the code `.unreadableContract`, if the program was built with
  /// documents that are no contract.
  package static func builtIn() throws(InterpreterError) -> ContractInUse {
    do throws(ContractError) {
      let layers = try Catalogue.builtInLayers()
      let bytes = Catalogue.builtInDocuments
      return ContractInUse(
        documents: [source(bytes.openapi, .openapi(layers.document))],
        navigation: source(bytes.docs, .navigation(layers.navigation)),
        catalogue: try Catalogue.builtIn())
    } catch {
      throw InterpreterError(
        .unreadableContract, "the built-in contract cannot be read", cause: "\(error)")
    }
  }

  private static func source(_ bytes: [UInt8], _ content: ContractDocument) -> ContractSource {
    ContractSource(
      name: ContractSource.Origin.builtIn.rawValue, origin: .builtIn,
      digest: SHA256Digest(of: bytes), bytes: bytes, content: content)
  }

  /// This contract with further documents laid over it, in their order.
  package func laying(_ sources: [ContractSource]) -> ContractInUse {
    guard !sources.isEmpty else { return self }
    var documents = documents
    var navigation = navigation
    for source in sources {
      guard let document = source.openapi else {
        navigation = source
        continue
      }
      if let model = document.onlyModel {
        documents.removeAll { $0.openapi?.onlyModel == model }
      } else {
        documents = []
      }
      documents.append(source)
    }
    return ContractInUse(
      documents: documents, navigation: navigation,
      catalogue: Catalogue(
        layers: documents.compactMap(\.openapi), navigation: navigation.navigation))
  }

  /// One document as a contract of its own, with the navigation of this one; a navigation is laid over
  /// this one.
  package func alone(_ source: ContractSource) -> ContractInUse {
    guard let document = source.openapi else { return laying([source]) }
    return ContractInUse(
      documents: [source], navigation: navigation,
      catalogue: Catalogue(layers: [document], navigation: navigation.navigation))
  }

  /// Every document, the navigation last.
  package var sources: [ContractSource] { documents + [navigation] }

  /// Whether it is the one that skv was built with, and nothing else.
  package var isBuiltIn: Bool { sources.allSatisfy { $0.origin == .builtIn } }

  /// The models that a document describes; none for a navigation.
  package func models(from source: ContractSource) -> [Model] {
    guard let place = documents.firstIndex(where: { $0.digest == source.digest }) else {
      return []
    }
    return zip(catalogue.models, catalogue.origins).filter { $0.1 == place }.map(\.0)
  }

  /// What is wrong in a document: paths first, then what could not be read of its models.
  package func faults(in source: ContractSource) -> [(model: String?, fault: ContractError)] {
    (source.openapi?.pathFaults ?? []).map { (nil, $0) }
      + models(from: source).flatMap { model in model.faults.map { (model.path, $0) } }
  }
}
