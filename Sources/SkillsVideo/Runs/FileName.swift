/// The last part of a path, with its extension apart.
package struct FileName: Sendable, Hashable {
  /// What stands before the last dot, or all of it.
  package let stem: String
  /// The last dot and what follows it; empty for `name` and `.name`.
  package let suffix: String

  /// Splits a name.
  package init(_ name: String) {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else {
      stem = name
      suffix = ""
      return
    }
    stem = String(name[..<dot])
    suffix = String(name[dot...])
  }

  /// The name with `-N` before its extension.
  package func numbered(_ number: Int) -> String { "\(stem)-\(number)\(suffix)" }

  /// The name with `.old-N` before its extension.
  package func kept(_ number: Int) -> String { "\(stem).old-\(number)\(suffix)" }

  /// The name without control characters and at most 200 bytes long; the extension stays.
  ///
  /// File systems allow 255 bytes; the rest is left for `.part`, numbers and `.old-N`.
  package var safe: String {
    let clean = { (text: String) -> String in
      String(
        String.UnicodeScalarView(
          text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? "_" : $0 }))
    }
    let suffix = clean(suffix).prefix(bytes: 60)
    return clean(stem).prefix(bytes: 200 - suffix.utf8.count) + suffix
  }
}

extension String {
  /// As many whole characters from the start as fit.
  fileprivate func prefix(bytes limit: Int) -> String {
    guard utf8.count > limit else { return self }
    var text = ""
    var length = 0
    for character in self {
      length += character.utf8.count
      if length > limit { break }
      text.append(character)
    }
    return text
  }
}
