package import LosslessJSON

/// An OpenAPI document as it stands, with its references.
///
/// OpenAPI 3.0 and 3.1 are read alike. Only `paths` must be there: the platform also publishes
/// documents that describe a single model.
package struct OpenAPIDocument: Sendable {
  /// The whole document.
  package let root: JSON

  // A reference to a component is the common one, and a plain object is searched member by member.
  private let schemas: [String: JSON]

  /// Takes a parsed document.
  ///
  /// Throws `ContractError.notAnObject` or `.noPaths`.
  package init(_ root: JSON) throws(ContractError) {
    guard root.object != nil else {
      throw ContractError(.notAnObject, "the document is not a JSON object")
    }
    guard root["paths"]?.object != nil else {
      throw ContractError(.noPaths, "the document has no `paths` object, so it is not OpenAPI")
    }
    self.root = root
    var schemas: [String: JSON] = [:]
    for member in root["components"]?["schemas"]?.object ?? JSONObject() {
      schemas[member.key] = member.value
    }
    self.schemas = schemas
  }

  /// Parses a document from UTF-8 bytes.
  ///
  /// Throws `ContractError.notJSON` with the place, and what `init(_:)` throws.
  package init(parsing bytes: [UInt8]) throws(ContractError) {
    let root: JSON
    do {
      root = try JSON(parsing: bytes)
    } catch {
      throw ContractError(
        .notJSON,
        "the document is not JSON: \(error)")
    }
    try self.init(root)
  }

  /// What a reference such as `#/components/schemas/Usage` names.
  ///
  /// Throws `ContractError.danglingReference` if it names nothing, or leads out of the document.
  package func target(of reference: String) throws(ContractError) -> JSON {
    let prefix = "#/components/schemas/"
    if reference.hasPrefix(prefix), let schema = schemas[String(reference.dropFirst(prefix.count))]
    {
      return schema
    }
    if let fragment = Self.fragment(of: reference), let pointer = JSONPointer(parsing: fragment),
      let value = root.value(at: pointer)
    {
      return value
    }
    let reason =
      reference.hasPrefix("#")
      ? "names nothing in the document" : "leads out of the document, where none is followed"
    throw ContractError(.danglingReference, "the reference `\(reference)` \(reason)")
  }

  /// The value itself, or what it stands for if it is an object with `$ref`.
  ///
  /// Chains are followed to their end. Members beside `$ref` are dropped; schemas, where they
  /// count, are read by `SchemaReader`. Throws `ContractError.danglingReference` or
  /// `.circularReference`.
  package func resolve(_ value: JSON) throws(ContractError) -> JSON {
    var value = value
    var seen: Set<String> = []
    while let reference = value["$ref"]?.string {
      guard seen.insert(reference).inserted else {
        throw ContractError(.circularReference, "the reference `\(reference)` leads to itself")
      }
      value = try target(of: reference)
    }
    return value
  }

  /// The value with every reference in it replaced by what it names.
  ///
  /// A reference that dangles, leads into its own target or would take the result beyond
  /// `SchemaReader.maximumNodes` values or `SchemaReader.maximumDepth` references within each
  /// other stays as it is written, so that the result is always finite.
  package func expanded(_ value: JSON) -> JSON { expansion(of: value).value }

  /// The same, and whether it stops at its bounds.
  func expansion(of value: JSON) -> (value: JSON, isCut: Bool) {
    var expansion = Expansion(document: self)
    let expanded = expansion.expanded(value, within: [])
    return (expanded, expansion.isCut)
  }

  /// What the references in a value lead to, directly and further on, each once by its reference.
  func sources(of value: JSON) -> JSON {
    var found: [JSONObject.Member] = []
    var seen: Set<String> = []
    var waiting = [value]
    while let next = waiting.popLast() {
      switch next {
      case .array(let elements): waiting += elements
      case .object(let object):
        if let reference = object["$ref"]?.string, seen.insert(reference).inserted,
          let target = try? target(of: reference)
        {
          found.append(.init(key: reference, value: target))
          waiting.append(target)
        }
        waiting += object.map(\.value)
      default: break
      }
    }
    return .object(JSONObject(found))
  }

  /// The pointer in a reference within the document, with its percent escapes resolved.
  private static func fragment(of reference: String) -> String? {
    guard reference.utf8.first == UInt8(ascii: "#") else { return nil }
    let bytes = Array(reference.utf8.dropFirst())
    guard bytes.contains(UInt8(ascii: "%")) else { return String(reference.dropFirst()) }
    var plain: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let high = Character(Unicode.Scalar(bytes[index + 1])).hexDigitValue,
        let low = Character(Unicode.Scalar(bytes[index + 2])).hexDigitValue
      {
        plain.append(UInt8(high * 16 + low))
        index += 3
      } else {
        plain.append(bytes[index])
        index += 1
      }
    }
    return String(validating: plain, as: UTF8.self)
  }
}

/// Replaces references by what they name, within bounds.
private struct Expansion {
  let document: OpenAPIDocument
  private var remaining = SchemaReader.maximumNodes
  private(set) var isCut = false

  init(document: OpenAPIDocument) {
    self.document = document
  }

  mutating func expanded(_ value: JSON, within open: Set<String>) -> JSON {
    remaining -= 1
    guard remaining > 0 else {
      isCut = true
      return value
    }
    switch value {
    case .object(let object):
      if let target = target(of: object, within: open) {
        return expanded(target.value, within: open.union([target.reference]))
      }
      var members: [JSONObject.Member] = []
      members.reserveCapacity(object.count)
      for member in object {
        members.append(.init(key: member.key, value: expanded(member.value, within: open)))
      }
      return .object(JSONObject(members))
    case .array(let elements):
      var list: [JSON] = []
      list.reserveCapacity(elements.count)
      for element in elements { list.append(expanded(element, within: open)) }
      return .array(list)
    default:
      return value
    }
  }

  private mutating func target(
    of object: JSONObject, within open: Set<String>
  ) -> (reference: String, value: JSON)? {
    guard let reference = object["$ref"]?.string, !open.contains(reference),
      let target = try? document.target(of: reference)
    else { return nil }
    guard open.count < SchemaReader.maximumDepth else {
      isCut = true
      return nil
    }
    return (reference, target)
  }
}
