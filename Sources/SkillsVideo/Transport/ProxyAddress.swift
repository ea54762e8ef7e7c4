/// The address of a proxy as a variable holds it, which may name a user with a password.
package struct ProxyAddress: Sendable, Hashable {
  private let text: String

  /// Takes the value of a variable, whatever it is.
  package init(_ text: String) {
    self.text = text
  }

  /// The address without path and query, and with `***` for everything before its last `@`.
  ///
  /// What stands between scheme and `@` may be a user alone; it counts as secret all the same.
  package var masked: String {
    let schemeEnd = text.firstRange(of: "://")?.upperBound ?? text.startIndex
    let rest = text[schemeEnd...]
    let isSecret = rest.contains("@")
    let host = isSecret ? rest[rest.index(after: rest.lastIndex(of: "@") ?? schemeEnd)...] : rest
    let place = host.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    return text[..<schemeEnd] + (isSecret ? "***@" : "") + place
  }

  /// A message with the masked address in place of the address, also where its end was cut off.
  func masked(in message: String) -> String {
    guard text.contains("@") else { return message }
    if message.contains(text) { return message.replacing(text, with: masked) }
    let beginning = text.prefix(Self.leastQuoted)
    guard let found = message.firstRange(of: beginning) else { return message }
    return message[..<found.lowerBound] + masked
  }

  // Enough of an address to know it by: a scheme and a little more.
  private static let leastQuoted = 12
}
