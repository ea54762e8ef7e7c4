import Contracts
import LosslessJSON
import Testing

@testable import Sandbox

/// The engine's check and the sandbox's over one document.
struct Judges: Sendable {
  let document: JSON
  let models: [Model]
  private let endpoints: Endpoints
  let catalogue: Catalogue

  init(document: JSON, navigation: JSON = [:]) throws {
    self.document = document
    catalogue = Catalogue(document: try OpenAPIDocument(document), navigation: navigation)
    endpoints = try Endpoints(contract: document, navigation: navigation)
    models = catalogue.models
  }

  /// Over the documents that are part of the program.
  static func builtIn() throws -> Judges { try builtInResult.get() }

  private static let builtInResult = Result {
    let documents = Catalogue.builtInDocuments
    return try Judges(
      document: try JSON(parsing: documents.openapi), navigation: try JSON(parsing: documents.docs))
  }

  /// Over one made-up model.
  init(schema: JSON, components: JSON = [:]) throws {
    let operation: JSON = [
      "requestBody": ["content": ["application/json": ["schema": schema]]]
    ]
    try self.init(document: [
      "components": ["schemas": components], "paths": ["/generation/a/model": ["post": operation]],
    ])
  }

  /// Over a made-up model with the field `f`.
  init(field: String, components: String = "{}") throws {
    try self.init(
      schema: ["type": "object", "properties": ["f": try JSON(parsing: field)]],
      components: try JSON(parsing: components))
  }

  func model(_ name: String) throws -> Model {
    guard case .found(let model) = catalogue.lookUp(name) else {
      throw ContractError(.noPaths, "no model \(name)")
    }
    return model
  }

  /// The body's schema as the sandbox has it.
  func schema(of model: Model) -> JSON? {
    endpoints.find(model.path, stream: false)?.schema
  }

  func verdict(on body: JSON, of model: Model, aim: Aim = Aim()) -> Verdict {
    let rules = BodyRules(document: document, acceptsUndocumented: aim.allowsUnchecked)
    return Verdict(
      violations: BodyCheck(model: model).violations(of: .json(body), aim: aim),
      complaints: rules.complaints(about: body, schema: schema(of: model)))
  }

  /// What both say of a value of the field `f` of the only model.
  func verdict(onValue text: String) throws -> Verdict {
    verdict(on: ["f": try JSON(parsing: text)], of: try #require(models.first))
  }
}

/// What both checks say of one body.
struct Verdict: Sendable {
  let violations: [Violation]
  let complaints: [Complaint]

  /// Whether both take the body; nil where they differ.
  var isTaken: Bool? { violations.isEmpty == complaints.isEmpty ? violations.isEmpty : nil }

  /// Each violation as its place and the name of its rule.
  var findings: [String] { violations.map { "\($0.place) \($0.rule.name)" } }

  /// The fields of the body that the engine finds wrong; "" for the body itself.
  var engineFields: Set<String> { Set(violations.map { $0.place.tokens.first ?? "" }) }

  /// The fields of the body that the sandbox finds wrong.
  var sandboxFields: Set<String> {
    Set(complaints.map { String($0.place.prefix { $0 != "." && $0 != "[" }) })
  }

  /// Whether both find fault with the same fields.
  ///
  /// A body that aims at what is not documented has one reason for the engine, while the sandbox
  /// tells what is wrong by the nearest variant that is.
  var agreesOnFields: Bool {
    let isUndocumented = violations.contains {
      $0.rule == .noDocumentedVariant || $0.rule == .undocumentedBody
    }
    return isUndocumented
      ? engineFields.subtracting([""]).isSubset(of: sandboxFields)
      : engineFields == sandboxFields
  }

  var text: String { "engine \(findings), sandbox \(complaints.map(\.description))" }
}

extension Violation {
  /// The value that is wrong, or the one that is missing.
  fileprivate var place: JSONPointer {
    if case .missingField(let name) = rule { pointer.appending(name) } else { pointer }
  }
}

extension Violation.Rule {
  /// The name of the rule alone.
  var name: String { String("\(self)".prefix { $0 != "(" }) }
}
