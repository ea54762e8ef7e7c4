/// A path to a value inside another, as RFC 6901 writes it.
///
/// Pointers are equal if their tokens have the same bytes.
public struct JSONPointer: Sendable {
  /// The keys and indices on the way, unescaped; none for the whole document.
  public var tokens: [String]

  /// Makes a pointer of unescaped tokens.
  public init(_ tokens: [String] = []) {
    self.tokens = tokens
  }

  /// Reads a pointer such as `/items/0/a~1b`; nil if it is neither empty nor begins with `/`, or if
  /// a `~` is not followed by `0` or `1`.
  public init?(parsing text: String) {
    guard !text.isEmpty else {
      self.init()
      return
    }
    guard text.utf8.first == UInt8(ascii: "/") else { return nil }
    var tokens: [String] = []
    let parts = text.utf8.dropFirst().split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    for part in parts {
      guard let token = Self.unescaped(part) else { return nil }
      tokens.append(token)
    }
    self.init(tokens)
  }

  /// The pointer to the member with a key, or to an array's element by its index as text.
  public func appending(_ token: String) -> JSONPointer {
    JSONPointer(tokens + [token])
  }

  /// The pointer to an element of an array.
  public func appending(_ index: Int) -> JSONPointer {
    appending(String(index))
  }
}

extension JSONPointer: CustomStringConvertible {
  /// The pointer's text, with `~` as `~0` and `/` as `~1`.
  public var description: String {
    var bytes: [UInt8] = []
    for token in tokens {
      bytes.append(UInt8(ascii: "/"))
      for byte in token.utf8 {
        switch byte {
        case UInt8(ascii: "~"): bytes += [UInt8(ascii: "~"), UInt8(ascii: "0")]
        case UInt8(ascii: "/"): bytes += [UInt8(ascii: "~"), UInt8(ascii: "1")]
        default: bytes.append(byte)
        }
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension JSONPointer: Hashable {
  /// True if both have the same tokens, byte for byte.
  public static func == (left: JSONPointer, right: JSONPointer) -> Bool {
    left.tokens.elementsEqual(right.tokens) { ExactString($0) == ExactString($1) }
  }

  /// Feeds a hasher with the tokens.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(tokens.map(ExactString.init))
  }
}

extension JSON {
  /// The value that a pointer leads to; nil if there is none.
  ///
  /// In an array only an index in plain digits without a leading zero leads on; `-`, the place
  /// after the last element, leads nowhere. The last of repeated keys is taken.
  public func value(at pointer: JSONPointer) -> JSON? {
    var current = self
    for token in pointer.tokens {
      let next: JSON? =
        switch current {
        case .object(let object): object[token]
        case .array: JSONPointer.index(of: token).flatMap { current[$0] }
        case .null, .bool, .number, .string: nil
        }
      guard let next else { return nil }
      current = next
    }
    return current
  }
}

// MARK: - Tokens

extension JSONPointer {
  private static func unescaped(_ part: Substring.UTF8View) -> String? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(part.count)
    var rest = part[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "~") else {
        bytes.append(byte)
        continue
      }
      switch rest.popFirst() {
      case UInt8(ascii: "0"): bytes.append(UInt8(ascii: "~"))
      case UInt8(ascii: "1"): bytes.append(UInt8(ascii: "/"))
      default: return nil
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  fileprivate static func index(of token: String) -> Int? {
    let digits = token.utf8
    guard digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
      return nil
    }
    guard digits.count == 1 || digits.first != UInt8(ascii: "0") else { return nil }
    return Int(token)
  }
}
