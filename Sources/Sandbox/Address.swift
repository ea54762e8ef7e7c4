/// The syntax of addresses (RFC 3986, appendix A).
enum Address {
  /// Whether a text is an absolute address.
  ///
  /// One of http or https must name a host, and a port that can be (RFC 9110, 4.2).
  static func isOne(_ text: String) -> Bool {
    guard let colon = text.firstIndex(of: ":"), isScheme(text[..<colon]),
      PercentEncoding.bytes(text) != nil
    else { return false }
    let (front, fragment) = cut(text[colon...].dropFirst(), at: "#")
    let (hierarchy, query) = cut(front, at: "?")
    guard (fragment + query).allSatisfy({ isPlain($0, and: ":@/?") }) else { return false }
    let isWeb = ["http", "https"].contains(text[..<colon].lowercased())
    guard hierarchy.hasPrefix("//") else {
      return !isWeb && hierarchy.allSatisfy { isPlain($0, and: ":@/") }
    }
    let rest = hierarchy.dropFirst(2)
    let authority = rest.prefix { $0 != "/" }
    return isAuthority(authority, ofWeb: isWeb)
      && rest.dropFirst(authority.count).allSatisfy { isPlain($0, and: ":@/") }
  }

  private static func isScheme(_ text: Substring) -> Bool {
    guard let first = text.first, first.isASCII, first.isLetter else { return false }
    return text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
  }

  private static func isAuthority(_ text: Substring, ofWeb isWeb: Bool) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count <= 2, let place = parts.last else { return false }
    if parts.count == 2, !parts[0].allSatisfy({ isPlain($0, and: ":") }) { return false }
    let host: Substring
    if place.hasPrefix("[") {
      guard let end = place.firstIndex(of: "]") else { return false }
      host = place[...end]
      guard isBracketed(host.dropFirst().dropLast()) else { return false }
    } else {
      host = place.prefix { $0 != ":" }
      guard host.allSatisfy({ isPlain($0, and: "") }) else { return false }
    }
    if isWeb && host.isEmpty { return false }
    let port = place[host.endIndex...]
    if port.isEmpty { return true }
    let digits = port.dropFirst()
    guard port.first == ":", digits.allSatisfy({ $0.isASCII && $0.isNumber }) else { return false }
    return !isWeb || digits.isEmpty || UInt16(digits) != nil
  }

  /// The inside of `[…]`: an address of IP version 6, or of a version to come (`v1.…`).
  private static func isBracketed(_ text: Substring) -> Bool {
    if text.first == "v" || text.first == "V" {
      let (version, name) = cut(text.dropFirst(), at: ".")
      return !version.isEmpty && version.allSatisfy { $0.isASCII && $0.isHexDigit }
        && !name.isEmpty && name.allSatisfy { isPlain($0, and: ":") && $0 != "%" }
    }
    return text.contains(":")
      && text.allSatisfy { $0.isASCII && ($0.isHexDigit || ":.".contains($0)) }
  }

  /// Unreserved characters, those with a meaning inside a part, and the beginning of a triplet.
  private static func isPlain(_ character: Character, and others: String) -> Bool {
    guard character.isASCII else { return false }
    return character.isLetter || character.isNumber || "-._~!$&'()*+,;=%".contains(character)
      || others.contains(character)
  }

  private static func cut(
    _ text: Substring, at mark: Character
  ) -> (front: Substring, back: Substring) {
    guard let index = text.firstIndex(of: mark) else { return (text, "") }
    return (text[..<index], text[index...].dropFirst())
  }
}
