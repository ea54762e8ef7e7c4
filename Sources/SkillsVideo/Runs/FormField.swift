import LosslessJSON

/// One part of a request that carries files (RFC 7578): a member of the body, or an element of its list.
///
/// Every member is a part under its own name, and a list repeats the name without brackets. How null, an
/// object, a list in a list and an empty list travel is not documented, so a body with one of these is
/// refused.
struct FormField: Sendable, Hashable {
  /// What a part holds.
  enum Value: Sendable, Hashable {
    case text(String)
    case file(Upload)
  }

  /// The name of the member.
  var name: String
  /// What it holds.
  var value: Value

  /// The parts of a body in the order of its members.
  ///
  /// Throws `.invalidInput` for what has no documented form, and what ``Upload/check(_:against:)`` throws.
  static func fields(of body: JSON, uploads: [Upload]) throws(EngineError) -> [FormField] {
    try Upload.check(uploads, against: body)
    guard let members = body.object else {
      throw EngineError(.invalidInput, "the request is no object; nothing was sent")
    }
    var fields: [FormField] = []
    for member in members {
      guard !fields.contains(where: { $0.name == member.key }) else {
        throw EngineError(.invalidInput, "\(member.key) is given twice; nothing was sent")
      }
      guard let elements = member.value.array else {
        fields.append(try field(member.key, nil, member.value, uploads))
        continue
      }
      guard !elements.isEmpty else { throw refusal(member.key, "is an empty list", "empty lists") }
      for (index, element) in elements.enumerated() {
        fields.append(try field(member.key, index, element, uploads))
      }
    }
    return fields
  }

  private static func field(
    _ name: String, _ index: Int?, _ value: JSON, _ uploads: [Upload]
  ) throws(EngineError) -> FormField {
    let place = index.map { "\(name)[\($0)]" } ?? name
    switch value {
    case .string(let text): return FormField(name: name, value: .text(text))
    case .number(let number): return FormField(name: name, value: .text(number.text))
    case .bool(let isTrue): return FormField(name: name, value: .text(isTrue ? "true" : "false"))
    case .object:
      guard let upload = uploads.first(where: { $0.field == name && $0.index == index }) else {
        throw refusal(place, "is an object", "objects")
      }
      return FormField(name: name, value: .file(upload))
    case .array: throw refusal(place, "is a list in a list", "lists in lists")
    case .null: throw refusal(place, "is null", "nulls")
    }
  }

  private static func refusal(_ place: String, _ what: String, _ plural: String) -> EngineError {
    EngineError(
      .invalidInput,
      "\(place) \(what), and how \(plural) travel beside files is not documented; leave it out, or "
        + "give every file as an address; nothing was sent")
  }
}
