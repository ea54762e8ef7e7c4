import LosslessJSON

/// The lengths, the pattern and the format of a schema for a text.
enum TextRules {
  /// Lengths count Unicode code points, as JSON Schema says.
  static func complaints(_ text: String, _ schema: JSON, at place: String) -> [Complaint] {
    var found: [Complaint] = []
    func complain(_ words: String) { found.append(Complaint(place: place, text: words)) }
    let length = text.unicodeScalars.count
    if let least = schema["minLength"]?.number?.int, length < least {
      complain("must have at least \(least) characters")
    }
    if let most = schema["maxLength"]?.number?.int, length > most {
      complain("must have at most \(most) characters")
    }
    if let pattern = schema["pattern"]?.string, !matches(text, pattern) {
      complain("must match \(pattern)")
    }
    switch schema["format"]?.string {
    case "uri" where !isWebAddress(text): complain("must be an http or https address")
    case "binary": complain("must be a file, which a JSON body cannot hold")
    default: break
    }
    return found
  }

  private static func matches(_ text: String, _ pattern: String) -> Bool {
    // A pattern that cannot be read cannot be kept either.
    guard let expression = try? Regex(pattern) else { return false }
    return (try? expression.firstMatch(in: text)) != nil
  }

  /// Whether `text` is an http or https address in the characters of RFC 3986, with a host.
  static func isWebAddress(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard let colon = text.firstRange(of: "://"),
      ["http", "https"].contains(text[..<colon.lowerBound].lowercased()),
      bytes.allSatisfy({ 0x21...0x7E ~= $0 && !#""<>\^`{|}"#.utf8.contains($0) })
    else { return false }
    if PercentEncoding.bytes(text) == nil { return false }
    let authority = text[colon.upperBound...].prefix { !"/?#".contains($0) }
    let hostAndPort = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
    return isHost(hostAndPort)
  }

  private static func isHost(_ text: Substring) -> Bool {
    let host: Substring
    let rest: Substring
    if text.hasPrefix("[") {
      guard let end = text.firstIndex(of: "]") else { return false }
      (host, rest) = (text[...end], text[end...].dropFirst())
    } else {
      let end = text.firstIndex(of: ":") ?? text.endIndex
      (host, rest) = (text[..<end], text[end...])
    }
    if host.isEmpty || host == "[]" { return false }
    if rest.isEmpty { return true }
    let digits = rest.dropFirst()
    guard rest.first == ":", digits.allSatisfy({ $0.isASCII && $0.isNumber }) else { return false }
    return digits.isEmpty || UInt16(digits) != nil
  }
}
