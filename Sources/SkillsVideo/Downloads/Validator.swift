/// What tells one version of a file from the next (RFC 9110 §8.8).
enum Validator {
  /// The strong `ETag`, else the `Last-Modified`, else nil.
  ///
  /// A weak `ETag` does not promise equal bytes, and says that a date beside it does not either.
  static func value(in headers: HTTPHeaders) -> String? {
    if let tag = headers["ETag"] { return tag.hasPrefix("\"") ? tag : nil }
    return headers["Last-Modified"]
  }

  /// Whether an answer does not contradict a validator: its own of the same kind, if any, is equal.
  static func isSame(_ headers: HTTPHeaders, as validator: String) -> Bool {
    let name = validator.hasPrefix("\"") ? "ETag" : "Last-Modified"
    guard let value = headers[name] else { return true }
    return value == validator
  }
}
