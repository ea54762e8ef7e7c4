/// Which bearer keys are let in.
struct Keyring: Sendable {
  /// The only keys that are let in; nil lets in every key but the two that stand for refusals.
  let keys: [String]?

  static let wrong = "wrong-key"
  static let forbidden = "forbidden-key"

  /// - Parameter authorization: The value of the header `Authorization`.
  /// - Throws: 401 for a missing or unknown key, 403 for `forbidden-key`.
  func check(_ authorization: String?) throws(Refusal) {
    let parts = (authorization ?? "").split(separator: " ", omittingEmptySubsequences: true)
    guard parts.count == 2, parts[0].lowercased() == "bearer" else { throw .unauthorized }
    let key = String(parts[1])
    if let keys {
      guard keys.contains(key) else { throw .unauthorized }
    } else if key == Self.wrong {
      throw .unauthorized
    } else if key == Self.forbidden {
      throw .forbidden
    }
  }
}
