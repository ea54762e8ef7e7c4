package import LosslessJSON

/// A key that never shows itself.
///
/// Whatever prints it, by interpolation, `dump` or a debugger, prints `***`; the text is reached only
/// inside ``withValue(_:)``. Two secrets are equal if their texts are.
public struct Secret: Sendable, Hashable {
  private let text: String
  /// The ways in which others may quote it: as it is, as JSON writes it, percent-encoded, in base64.
  private let spellings: [[UInt8]]

  /// Makes a secret of a text, without the white space around it.
  ///
  /// The answer is nil for a text that is empty or white space alone. A text with control characters
  /// inside is kept; ``Configuration`` and the transport refuse it.
  public init?(_ raw: String) {
    let scalars = raw.unicodeScalars
    guard
      let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return nil }
    let text = String(scalars[first...last])
    self.text = text
    spellings = Self.spellings(of: Array(text.utf8))
  }

  /// Hands the text to a closure; what the closure gives back is the caller's to guard.
  public func withValue<T>(_ body: (String) throws -> T) rethrows -> T {
    try body(text)
  }
}

// MARK: - In what others say

extension Secret {
  /// From how many bytes on the key is taken out wherever it stands. A shorter one is a word that
  /// addresses and ids may hold, so it is taken out after `Bearer ` alone.
  package static let distinctiveLength = 8

  /// The bytes with `***` in place of the key.
  package func redacted(_ bytes: [UInt8]) -> [UInt8] {
    guard text.utf8.count >= Self.distinctiveLength else {
      return Self.replacing(Array(text.utf8), behind: Array("bearer ".utf8), in: bytes)
    }
    return spellings.reduce(bytes) { Self.replacing($1, in: $0) }
  }

  private static func replacing(
    _ needle: [UInt8], behind lead: [UInt8] = [], in bytes: [UInt8]
  ) -> [UInt8] {
    let length = lead.count + needle.count
    guard bytes.count >= length else { return bytes }
    var result: [UInt8] = []
    var copied = 0
    var place = 0
    // Few places match the first byte of a key, so that this is linear in all but name.
    while place + length <= bytes.count {
      let start = place + lead.count
      guard bytes[start] == needle[0],
        bytes[start..<start + needle.count].elementsEqual(needle),
        zip(bytes[place..<start], lead).allSatisfy({ $0 | 0x20 == $1 })
      else {
        place += 1
        continue
      }
      result += bytes[copied..<start]
      result += Array("***".utf8)
      place += length
      copied = place
    }
    return copied == 0 ? bytes : result + bytes[copied...]
  }

  /// The text with `***` in place of the key.
  package func redacted(_ text: String) -> String {
    String(decoding: redacted(Array(text.utf8)), as: UTF8.self)
  }

  /// The value with `***` in place of the key in every text and name, however they were escaped.
  package func redacted(_ json: JSON) -> JSON {
    switch json {
    case .string(let text): .string(redacted(text))
    case .array(let elements): .array(elements.map { redacted($0) })
    case .object(let object):
      .object(
        JSONObject(object.map { .init(key: redacted($0.key), value: redacted($0.value)) }))
    case .null, .bool, .number: json
    }
  }

  /// The text with `***…` in place of each beginning of the key, of four bytes or more, behind which it
  /// was cut for want of room.
  package func redactingCuts(in text: String) -> String {
    let needle = Array(self.text.utf8)
    var parts = text.split(separator: "…", omittingEmptySubsequences: false).map { Array($0.utf8) }
    guard parts.count > 1, needle.count >= Self.distinctiveLength else { return text }
    for index in parts.indices.dropLast() {
      let longest = min(parts[index].count, needle.count - 1)
      guard
        let cut = stride(from: longest, through: 4, by: -1).first(where: {
          parts[index].suffix($0).elementsEqual(needle.prefix($0))
        })
      else { continue }
      parts[index].replaceSubrange((parts[index].count - cut)..., with: Array("***".utf8))
    }
    return parts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "…")
  }

  /// Whether the key stands in some bytes, where ``redacted(_:)`` would take it out.
  package func stands(in bytes: [UInt8]) -> Bool { redacted(bytes) != bytes }

  /// Whether the key stands in a text or a name of a value.
  package func stands(in json: JSON) -> Bool { redacted(json) != json }

  /// Whether the key can stand in a header field: visible ASCII and inner spaces alone.
  package var isSendable: Bool { text.utf8.allSatisfy { (0x20...0x7E).contains($0) } }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Always `***`.
  public var description: String { "***" }

  /// Always `***`.
  public var debugDescription: String { "***" }

  /// A mirror without children.
  public var customMirror: Mirror { Mirror(reflecting: "***") }
}
