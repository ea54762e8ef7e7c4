import Contracts
package import LosslessJSON

/// What two generations share if the price of one is taken for the price of the other.
///
/// Which fields a price depends on is not documented. So a key holds the service, the model and the
/// whole body but for what is sure to be beside the point:
/// - text in a field named `prompt`, or whose name ends in `prompt`, is left out, at any depth;
/// - `seed`, and a name that ends in `_seed`, is left out;
/// - of pictures only counts that they are there, and how many.
///
/// A video and a sound stand in it by their digest or address, since prices may go by their length,
/// and so do media whose kind no name tells.
package struct CostKey: Sendable, Hashable {
  /// The SHA-256 of the key, in hexadecimal digits.
  package let digest: String

  /// Creates the key of a body that is sent, in which marks stand for files.
  package init(baseURL: String, model: String, body: JSON) {
    let whole: JSON = [.string(baseURL), .string(model), Self.reduced(body, field: nil)]
    digest = SHA256Digest(of: whole.canonicalBytes).hex
  }

  private static func reduced(_ value: JSON, field: String?) -> JSON {
    if let field, isPicture(field), !value.isNull {
      return .number(JSONNumber(value.array?.count ?? 1))
    }
    switch value {
    case .object(let object):
      var kept = JSONObject()
      for member in object where !isLeftOut(member.key, member.value) {
        kept[member.key] = reduced(member.value, field: member.key)
      }
      return .object(kept)
    case .array(let elements):
      return .array(
        elements.map { element in
          if let field, isLeftOut(field, element) { return .null }
          return reduced(element, field: nil)
        })
    case .null, .bool, .number, .string: return value
    }
  }

  private static func isLeftOut(_ field: String, _ value: JSON) -> Bool {
    if field == "seed" || field.hasSuffix("_seed") { return true }
    return field.hasSuffix("prompt") && value.string != nil
  }

  private static func isPicture(_ field: String) -> Bool {
    (field.hasSuffix("_url") || field.hasSuffix("_urls")) && MediaRole.kind(of: field) == .image
  }
}
