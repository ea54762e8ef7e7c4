/// A JSON value that loses nothing of its text but white space and the way strings are escaped.
///
/// ```swift
/// let answer = try JSON(parsing: #"{"seed": 9007199254740993, "files": [{"path": "a.png"}]}"#)
/// answer["files"]?[0]?["path"]?.string  // "a.png"
/// answer["seed"]?.number?.text          // "9007199254740993"
/// ```
///
/// The order of members, repeated keys and the digits of numbers are kept. Two values are equal if
/// their compact printed texts are the same bytes: `1` and `1.0` differ, and so do objects whose
/// members stand in another order. Compare ``canonicalForm`` to compare by meaning. Strings are
/// compared by their bytes, never by Unicode's canonical equivalence (RFC 8259, section 8.3).
///
/// Printing, hashing, comparing and releasing recurse; the parser's limit on nesting keeps that
/// within the stack, and code that builds values has to stay below ``JSONParser/greatestDepth``.
///
/// In a place that takes a `JSON?`, the literal `nil` means "no value"; write `.null` for null.
public enum JSON: Sendable {
  /// The literal `null`.
  case null
  /// One of the literals `true` and `false`.
  case bool(Bool)
  /// A number, as the text it was written with.
  case number(JSONNumber)
  /// A string, with its escapes resolved.
  case string(String)
  /// An array.
  case array([JSON])
  /// An object, with its members in the order they were written in.
  case object(JSONObject)
}

// MARK: - Reading a text

extension JSON {
  /// Reads a JSON text.
  ///
  /// Throws a ``JSONError`` that says what is wrong and where; ``JSONParser`` has the rules.
  public init(
    parsing text: String, options: JSONParser.Options = JSONParser.Options()
  ) throws(JSONError) {
    self = try JSONParser.parse(text, options: options)
  }

  /// Reads a JSON text from bytes, which have to be strict UTF-8.
  ///
  /// Throws a ``JSONError`` that says what is wrong and where; ``JSONParser`` has the rules.
  public init<Bytes: Collection<UInt8>>(
    parsing bytes: Bytes, options: JSONParser.Options = JSONParser.Options()
  ) throws(JSONError) {
    self = try JSONParser.parse(bytes, options: options)
  }
}

// MARK: - Looking inside

extension JSON {
  /// The value of the last member with this key; nil if there is none, or if this is no object.
  public subscript(key: String) -> JSON? {
    object?[key]
  }

  /// The element at an index; nil outside the array's bounds, or if this is no array.
  public subscript(index: Int) -> JSON? {
    guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
    return elements[index]
  }

  /// The string, if this is one.
  public var string: String? {
    guard case .string(let value) = self else { return nil }
    return value
  }

  /// The number, if this is one.
  public var number: JSONNumber? {
    guard case .number(let value) = self else { return nil }
    return value
  }

  /// The truth value, if this is one.
  public var bool: Bool? {
    guard case .bool(let value) = self else { return nil }
    return value
  }

  /// The elements, if this is an array.
  public var array: [JSON]? {
    guard case .array(let value) = self else { return nil }
    return value
  }

  /// The object, if this is one.
  public var object: JSONObject? {
    guard case .object(let value) = self else { return nil }
    return value
  }

  /// True for `null`.
  public var isNull: Bool {
    guard case .null = self else { return false }
    return true
  }

  /// The value; nil for null. In an expression `nil` itself would be read as null.
  public var unlessNull: JSON? { isNull ? Optional.none : self }
}

// MARK: - Equality

extension JSON: Hashable {
  /// True if both values have the same kind, the same bytes in strings, keys and number texts, and
  /// the same order of members.
  public static func == (left: JSON, right: JSON) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.number(let left), .number(let right)): left == right
    case (.string(let left), .string(let right)): ExactString(left) == ExactString(right)
    case (.array(let left), .array(let right)): left == right
    case (.object(let left), .object(let right)): left == right
    default: false
    }
  }

  /// Feeds a hasher with the kind and the contents.
  public func hash(into hasher: inout Hasher) {
    switch self {
    case .null:
      hasher.combine(0 as UInt8)
    case .bool(let value):
      hasher.combine(value ? 2 as UInt8 : 1 as UInt8)
    case .number(let value):
      hasher.combine(3 as UInt8)
      hasher.combine(value)
    case .string(let value):
      hasher.combine(4 as UInt8)
      hasher.combine(ExactString(value))
    case .array(let elements):
      hasher.combine(5 as UInt8)
      hasher.combine(elements)
    case .object(let object):
      hasher.combine(6 as UInt8)
      hasher.combine(object)
    }
  }
}

// MARK: - Literals

// There is no float literal: the compiler would hand over a Double, and the digits would be lost.

extension JSON: ExpressibleByNilLiteral {
  /// Makes `null`.
  public init(nilLiteral: ()) {
    self = .null
  }
}

extension JSON: ExpressibleByBooleanLiteral {
  /// Makes `true` or `false`.
  public init(booleanLiteral value: Bool) {
    self = .bool(value)
  }
}

extension JSON: ExpressibleByIntegerLiteral {
  /// Makes a number from an integer.
  public init(integerLiteral value: Int) {
    self = .number(JSONNumber(value))
  }
}

extension JSON: ExpressibleByStringLiteral {
  /// Makes a string.
  public init(stringLiteral value: String) {
    self = .string(value)
  }
}

extension JSON: ExpressibleByArrayLiteral {
  /// Makes an array.
  public init(arrayLiteral elements: JSON...) {
    self = .array(elements)
  }
}

extension JSON: ExpressibleByDictionaryLiteral {
  /// Makes an object whose members stand as written, repeated keys included.
  public init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(JSONObject(elements.map { JSONObject.Member(key: $0.0, value: $0.1) }))
  }
}
