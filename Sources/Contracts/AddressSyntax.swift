/// The syntax of an absolute address (RFC 3986): a struct over the bytes that are left, one function
/// a production.
///
/// An address of http or https names a host, and a port below 65536 if any (RFC 9110 §4.2).
struct AddressSyntax {
  private var rest: Substring.UTF8View

  /// Reads an address; nil if the text is none.
  init?(_ text: String) {
    rest = text[...].utf8
    guard let isWeb = scheme(), hierarchy(isWeb: isWeb) else { return nil }
    if take(0x3F) { skip { Self.isPath($0) || $0 == 0x3F } }
    if take(0x23) { skip { Self.isPath($0) || $0 == 0x3F } }
    guard rest.isEmpty, Self.hasWholeTriplets(text.utf8) else { return nil }
  }

  // MARK: - Productions

  /// Whether the scheme is that of the web; nil if there is none.
  private mutating func scheme() -> Bool? {
    guard let first = rest.first, Self.isLetter(first) else { return nil }
    let name = Substring(skip { Self.isLetter($0) || Self.isDigit($0) || "+-.".utf8.contains($0) })
    guard take(0x3A) else { return nil }
    return ["http", "https"].contains(name.lowercased())
  }

  private mutating func hierarchy(isWeb: Bool) -> Bool {
    if rest.starts(with: "//".utf8) {
      rest.removeFirst(2)
      guard authority(isWeb: isWeb) else { return false }
      guard let next = rest.first else { return true }
      guard "/?#".utf8.contains(next) else { return false }
    } else if isWeb {
      return false
    }
    skip(Self.isPath)
    return true
  }

  private mutating func authority(isWeb: Bool) -> Bool {
    let end = rest.firstIndex { "/?#".utf8.contains($0) } ?? rest.endIndex
    if let at = rest[..<end].firstIndex(of: 0x40) {
      skip { Self.isName($0) || $0 == 0x3A }
      guard rest.startIndex == at, take(0x40) else { return false }
    }
    let host = rest.startIndex
    if rest.first == 0x5B {
      guard literal() else { return false }
    } else {
      skip(Self.isName)
    }
    if isWeb, rest.startIndex == host { return false }
    guard take(0x3A) else { return true }
    let port = Substring(skip(Self.isDigit))
    return !isWeb || port.isEmpty || (Int(port) ?? .max) < 65_536
  }

  /// An address of IP version 6 in brackets, or of a later version (`v1.…`); of its groups no count
  /// is kept.
  private mutating func literal() -> Bool {
    guard take(0x5B) else { return false }
    if take(0x76) || take(0x56) {
      guard !skip(Self.isHexadecimal).isEmpty, take(0x2E) else { return false }
      let name = skip { (Self.isName($0) || $0 == 0x3A) && $0 != 0x25 }
      return !name.isEmpty && take(0x5D)
    }
    let groups = skip { Self.isHexadecimal($0) || $0 == 0x3A || $0 == 0x2E }
    return groups.contains(0x3A) && take(0x5D)
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard rest.first == byte else { return false }
    rest.removeFirst()
    return true
  }

  @discardableResult
  private mutating func skip(_ isPart: (UInt8) -> Bool) -> Substring.UTF8View {
    let part = rest.prefix(while: isPart)
    rest = rest[part.endIndex...]
    return part
  }

  // MARK: - Bytes

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x61...0x66).contains(byte | 0x20)
  }

  /// What a name may hold: `unreserved`, `sub-delims` and the sign of a triplet.
  private static func isName(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || "-._~!$&'()*+,;=%".utf8.contains(byte)
  }

  private static func isPath(_ byte: UInt8) -> Bool {
    isName(byte) || byte == 0x3A || byte == 0x40 || byte == 0x2F
  }

  private static func hasWholeTriplets(_ bytes: String.UTF8View) -> Bool {
    bytes.split(separator: 0x25, omittingEmptySubsequences: false).dropFirst().allSatisfy {
      $0.count >= 2 && $0.prefix(2).allSatisfy(isHexadecimal)
    }
  }
}
