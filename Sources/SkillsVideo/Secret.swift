/// A key that never shows itself.
///
/// Whatever prints it, by interpolation, `dump` or a debugger, prints `***`; the text is reached only
/// inside ``withValue(_:)``. Two secrets are equal if their texts are.
public struct Secret: Sendable, Hashable {
  private let text: String

  /// Makes a secret of a text, without the white space around it.
  ///
  /// The answer is nil for a text that is empty or white space alone. A text with control characters
  /// inside is kept; the transport refuses to send it.
  public init?(_ raw: String) {
    let scalars = raw.unicodeScalars
    guard
      let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return nil }
    text = String(scalars[first...last])
  }

  /// Hands the text to a closure; what the closure gives back is the caller's to guard.
  public func withValue<T>(_ body: (String) throws -> T) rethrows -> T {
    try body(text)
  }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Always `***`.
  public var description: String { "***" }

  /// Always `***`.
  public var debugDescription: String { "***" }

  /// A mirror without children.
  public var customMirror: Mirror { Mirror(reflecting: "***") }
}
