/// Reads a JSON text (RFC 8259), strictly.
///
/// - The bytes have to be UTF-8: overlong forms, encoded surrogates, values above U+10FFFF and
///   sequences that are cut off are errors.
/// - Nothing is added to the grammar: no comments, no trailing commas, no leading zeros, no control
///   characters in strings, and no white space but space, tab, LF and CR.
/// - A `\u` escape of a surrogate has to be half of a pair, since no UTF-8 text holds a lone one.
/// - One byte order mark at the very start is skipped, which section 8.1 allows; editors on some
///   systems write it. Offsets count its three bytes, columns do not.
/// - Nesting is limited, so that no text can exhaust the stack, here or when its value is printed,
///   hashed, compared or released.
///
/// The time is linear in the text. The first mistake ends the reading.
public struct JSONParser {
  /// What to do with an object in which a key stands more than once.
  public enum DuplicateKeys: Sendable, Hashable {
    /// Keep every member.
    case keep
    /// Throw ``JSONError/Code/duplicateKey``.
    case reject
  }

  /// What a reader of a text may choose.
  public struct Options: Sendable, Hashable {
    /// The deepest nesting of arrays and objects that is allowed; a scalar has depth 0, `[]` has 1.
    ///
    /// A value above ``JSONParser/greatestDepth`` is taken for that, one below 0 for 0.
    public var maximumDepth: Int
    /// What to do with repeated keys.
    public var duplicateKeys: DuplicateKeys

    /// Makes options; the defaults are a depth of 512 and keeping repeated keys.
    public init(maximumDepth: Int = 512, duplicateKeys: DuplicateKeys = .keep) {
      self.maximumDepth = maximumDepth
      self.duplicateKeys = duplicateKeys
    }
  }

  /// The depth that no option goes beyond: what a stack of 8 MiB bears in an unoptimised build.
  public static let greatestDepth = 2_048

  let bytes: UnsafeBufferPointer<UInt8>
  var position = 0
  /// The bytes of a string with escapes, while it is put together; kept for its capacity.
  var unescaped: [UInt8] = []
  /// The arrays and objects that are not closed yet, the outermost first.
  private var open: [OpenContainer] = []
  private let maximumDepth: Int
  private let duplicateKeys: DuplicateKeys

  private init(_ bytes: UnsafeBufferPointer<UInt8>, options: Options) {
    self.bytes = bytes
    maximumDepth = min(max(options.maximumDepth, 0), Self.greatestDepth)
    duplicateKeys = options.duplicateKeys
  }
}

// MARK: - Entrances

extension JSONParser {
  /// Reads a text.
  ///
  /// Throws a ``JSONError`` at the first mistake.
  public static func parse(
    _ text: String, options: Options = Options()
  ) throws(JSONError) -> JSON {
    var copy = text
    return try copy.withUTF8 { parse($0, options: options) }.get()
  }

  /// Reads a text from bytes.
  ///
  /// Throws a ``JSONError`` at the first mistake.
  public static func parse<Bytes: Collection<UInt8>>(
    _ bytes: Bytes, options: Options = Options()
  ) throws(JSONError) -> JSON {
    let result =
      bytes.withContiguousStorageIfAvailable { parse($0, options: options) }
      ?? Array(bytes).withUnsafeBufferPointer { parse($0, options: options) }
    return try result.get()
  }

  private static func parse(
    _ bytes: UnsafeBufferPointer<UInt8>, options: Options
  ) -> Result<JSON, JSONError> {
    var parser = JSONParser(bytes, options: options)
    do {
      return .success(try parser.document())
    } catch {
      return .failure(error)
    }
  }
}

// MARK: - Productions

extension JSONParser {
  private mutating func document() throws(JSONError) -> JSON {
    if bytes.starts(with: Self.byteOrderMark) { position = Self.byteOrderMark.count }
    skipWhiteSpace()
    guard position < bytes.count else {
      throw error(.emptyDocument, "there is no JSON value, only white space or nothing")
    }
    let value = try value()
    skipWhiteSpace()
    guard position == bytes.count else {
      throw unexpected(.trailingContent, "the end of the text")
    }
    return value
  }

  /// Reads one value with a stack of our own, so that its depth is not paid with the program's.
  private mutating func value() throws(JSONError) -> JSON {
    var value = try scalarOrEmpty()
    while !open.isEmpty {
      value = try place(value) ? scalarOrEmpty() : close()
    }
    return value
  }

  /// Reads a value that holds no other, and opens the arrays and objects that begin before it.
  private mutating func scalarOrEmpty() throws(JSONError) -> JSON {
    while let byte = peek() {
      switch byte {
      case UInt8(ascii: "["):
        try enter()
        if take(UInt8(ascii: "]")) { return .array([]) }
        open.append(OpenContainer(isObject: false))
      case UInt8(ascii: "{"):
        try enter()
        if take(UInt8(ascii: "}")) { return .object(JSONObject()) }
        open.append(OpenContainer(isObject: true))
        try key()
      case UInt8(ascii: "\""): return .string(try string())
      case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
        return try word()
      default: throw unexpected(.expectedValue, "a value")
      }
    }
    throw unexpectedEnd("a value")
  }

  /// Passes over an opening bracket.
  private mutating func enter() throws(JSONError) {
    guard open.count < maximumDepth else {
      throw error(.tooDeep, "arrays and objects are nested deeper than \(maximumDepth) levels")
    }
    position += 1
    skipWhiteSpace()
  }

  /// Puts a value into the innermost container; true if another value follows in it.
  private mutating func place(_ value: JSON) throws(JSONError) -> Bool {
    let innermost = open.count - 1
    guard open[innermost].isObject else {
      open[innermost].elements.append(value)
      return try takeComma(orClosing: UInt8(ascii: "]"), after: "an element")
    }
    let member = JSONObject.Member(key: open[innermost].key, value: value)
    open[innermost].members.append(member)
    guard try takeComma(orClosing: UInt8(ascii: "}"), after: "a member") else { return false }
    try key()
    return true
  }

  private mutating func close() -> JSON {
    let container = open.removeLast()
    return container.isObject
      ? .object(JSONObject(container.members)) : .array(container.elements)
  }

  /// Reads a key of the innermost object and its colon, up to the value.
  private mutating func key() throws(JSONError) {
    let start = position
    guard let byte = peek() else { throw unexpectedEnd("a key in double quotes") }
    guard byte == UInt8(ascii: "\"") else {
      throw unexpected(.expectedKey, "a key in double quotes")
    }
    let key = try string()
    if duplicateKeys == .reject, let earlier = open[open.count - 1].record(key, at: start) {
      throw duplicate(key, at: start, earlier: earlier)
    }
    open[open.count - 1].key = key
    skipWhiteSpace()
    guard take(UInt8(ascii: ":")) else {
      guard position < bytes.count else { throw unexpectedEnd("a colon after the key") }
      throw unexpected(.expectedColon, "a colon after the key")
    }
    skipWhiteSpace()
  }

  /// Reads what follows an element or a member: true for a comma, false for the closing bracket.
  private mutating func takeComma(
    orClosing bracket: UInt8, after what: StaticString
  ) throws(JSONError) -> Bool {
    skipWhiteSpace()
    let comma = position
    if take(UInt8(ascii: ",")) {
      skipWhiteSpace()
      guard peek() != bracket else {
        throw error(
          .trailingComma, at: comma, "a comma stands before the closing bracket; remove it")
      }
      return true
    }
    if take(bracket) { return false }
    let wanted = "a comma or \(Character(Unicode.Scalar(bracket))) after \(what)"
    guard position < bytes.count else { throw unexpectedEnd(wanted) }
    throw unexpected(.expectedComma, wanted)
  }

  private mutating func number() throws(JSONError) -> JSONNumber {
    switch JSONNumberGrammar.scan(bytes, from: position) {
    case .number(let end):
      defer { position = end }
      return JSONNumber(scanned: text(position..<end))
    case .leadingZero(let place):
      throw error(.leadingZero, at: place, "a number begins with a needless zero; remove it")
    case .missingDigit(let place):
      position = place
      guard place < bytes.count else { throw unexpectedEnd("a digit of the number") }
      throw unexpected(.missingDigit, "a digit of the number")
    }
  }

  private mutating func word() throws(JSONError) -> JSON {
    for (name, value) in Self.words where bytes[position...].starts(with: name.utf8) {
      let end = position + name.utf8.count
      guard end < bytes.count, Self.isWordByte(bytes[end]) else {
        position = end
        return value
      }
    }
    throw wrongWord()
  }

  private static let words: [(name: String, value: JSON)] = [
    ("true", .bool(true)), ("false", .bool(false)), ("null", .null),
  ]

  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
}
