package import LosslessJSON

/// A request body in which some values are not known yet.
///
/// Holes stand for results of other generations and for texts that are put together later. They
/// count as present.
package indirect enum Body: Sendable, Hashable {
  /// A value that is known.
  case json(JSON)
  /// A list with values that may not be known.
  case array([Body])
  /// An object with members that may not be known; of equal names the last counts.
  case object([BodyMember])
  /// A value that is not known yet.
  case hole(Hole)

  /// The value, where every part of it is known.
  package var json: JSON? {
    switch self {
    case .json(let value): return value
    case .hole: return nil
    case .array(let items):
      var values: [JSON] = []
      for item in items {
        guard let value = item.json else { return nil }
        values.append(value)
      }
      return .array(values)
    case .object(let members):
      var values: [JSONObject.Member] = []
      for member in members {
        guard let value = member.value.json else { return nil }
        values.append(.init(key: member.key, value: value))
      }
      return .object(JSONObject(values))
    }
  }

  /// The outermost layer of the value.
  var layer: Layer {
    switch self {
    case .json(.null): .null
    case .json(.bool): .bool
    case .json(.number(let number)): .number(number)
    case .json(.string(let text)): .string(text)
    case .json(.array(let items)): .array(items.map(Body.json))
    case .json(.object(let object)):
      .object(object.map { BodyMember(key: $0.key, value: .json($0.value)) })
    case .array(let items): .array(items)
    case .object(let members): .object(members)
    case .hole(let hole): .hole(hole)
    }
  }

  enum Layer {
    case null
    case bool
    case number(JSONNumber)
    case string(String)
    case array([Body])
    case object([BodyMember])
    case hole(Hole)

    /// The name of the JSON type.
    var typeName: String {
      switch self {
      case .null: "null"
      case .bool: "boolean"
      case .number: "number"
      case .string, .hole: "string"
      case .array: "array"
      case .object: "object"
      }
    }
  }
}

/// One member of an object in a body.
package struct BodyMember: Sendable, Hashable {
  /// The name.
  package var key: String
  /// The value.
  package var value: Body

  /// Creates a member.
  package init(key: String, value: Body) {
    self.key = key
    self.value = value
  }
}

/// A value of a body that is not known yet; it will be a text.
package enum Hole: Sendable, Hashable {
  /// The address of media (or a local file to upload) of that kind; nil if the kind is not known.
  case media(MediaKind?)
  /// A text.
  case text
}
