import Contracts
import LosslessJSON
import Testing

/// The model of that name in the built-in contract.
func builtInModel(_ name: String) throws -> Model {
  guard case .found(let model) = try Catalogue.builtIn().lookUp(name) else {
    throw ContractError(.noPaths, "no model \(name)")
  }
  return model
}

/// A catalogue of one made-up model `maker/model` with that body schema, as JSON text.
func catalogue(
  schema: String, components: String = "{}", group: String = "Videos", path: String = "maker/model"
) throws -> Catalogue {
  let text = """
    {"openapi": "3.1.0", "components": {"schemas": \(components)}, "paths": {
      "/generation/\(path)": {"post": {"summary": "A model", "tags": ["\(group)"],
        "requestBody": {"content": {"application/json": {"schema": \(schema)}}}}}}}
    """
  return Catalogue(document: try OpenAPIDocument(parsing: Array(text.utf8)), navigation: nil)
}

/// The made-up model itself.
func model(
  schema: String, components: String = "{}", group: String = "Videos", path: String = "maker/model"
) throws -> Model {
  try #require(
    try catalogue(schema: schema, components: components, group: group, path: path).models.first)
}

/// The schema of the field `f` of a made-up model.
func fieldSchema(_ schema: String, components: String = "{}") throws -> FieldSchema {
  let model = try model(
    schema: #"{"type": "object", "properties": {"f": \#(schema)}}"#, components: components)
  return try #require(model.field("f")).schema
}

/// What is wrong with a body of a model, each as `pointer rule`.
func findings(_ model: Model, _ body: Body, _ aim: Aim = Aim()) -> [String] {
  BodyCheck(model: model).violations(of: body, aim: aim).map(\.testText)
}

/// What is wrong with a body given as JSON text.
func findings(_ model: Model, _ body: String, _ aim: Aim = Aim()) throws -> [String] {
  findings(model, .json(try JSON(parsing: body)), aim)
}

/// What is wrong with a value of the field `f` of a made-up model.
func findings(field schema: String, components: String = "{}", value: String) throws -> [String] {
  let model = try model(
    schema: #"{"type": "object", "properties": {"f": \#(schema)}}"#, components: components)
  return try findings(model, #"{"f": \#(value)}"#)
}

extension Violation {
  /// The place and the rule in a short form for tables.
  var testText: String { "\(pointer) \(rule.testText)" }
}

extension Violation.Rule {
  /// The rule in a short form for tables.
  var testText: String {
    switch self {
    case .unknownField(let name): "unknown(\(name))"
    case .missingField(let name): "missing(\(name))"
    case .missingInput(let kind, let fields):
      "input(\(kind?.rawValue ?? "text"): \(fields.joined(separator: ",")))"
    case .wrongType(let expected, let found):
      "type(\(expected.map(\.rawValue).joined(separator: "|")): \(found))"
    case .notAllowed(let allowed, let isOpen):
      "notAllowed(\(JSON.array(allowed).printed())\(isOpen ? "…" : ""))"
    case .notConstant(let value): "notConstant(\(value.printed()))"
    case .belowMinimum(let bound, let exclusive): "below(\(exclusive ? "<" : "")\(bound.text))"
    case .aboveMaximum(let bound, let exclusive): "above(\(exclusive ? "<" : "")\(bound.text))"
    case .notMultiple(let step): "multiple(\(step.text))"
    case .tooShort(let least): "short(\(least))"
    case .tooLong(let most): "long(\(most))"
    case .tooFewItems(let least): "few(\(least))"
    case .tooManyItems(let most): "many(\(most))"
    case .repeatedItem: "repeated"
    case .badFormat(let format): "format(\(format))"
    case .notMatching(let pattern): "pattern(\(pattern))"
    case .nullNotAllowed: "null"
    case .wrongMedia(let expected, let found): "media(\(expected): \(found))"
    case .noDocumentedVariant: "noVariant"
    case .undocumentedBody: "undocumented"
    }
  }
}
