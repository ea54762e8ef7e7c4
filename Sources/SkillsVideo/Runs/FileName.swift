/// The last part of a path, with its extension apart.
///
/// An extension is a dot and 1 to 5 ASCII letters and digits, not all of them digits, at the end of
/// a name and not at its beginning: `v2.5` and `v2.final cut` have none. Of a name that a template
/// makes, the extension is written in the last literal piece of the template, or it is `${run.ext}`
/// behind a dot; what the service says is none. Scripts are checked by the same rule.
package struct FileName: Sendable, Hashable {
  /// What stands before the extension.
  package let stem: String
  /// The extension with its dot; empty if there is none.
  package let suffix: String

  /// Splits a name of which all is literal.
  package init(_ name: String) {
    self.init(name, suffix: Self.suffix(of: name[...], beginsName: true))
  }

  /// A name with an extension that is known; one that is all of the name, or does not end it, is
  /// none.
  package init(_ name: String, suffix: String) {
    let isSuffix = name.hasSuffix(suffix) && name.utf8.count > suffix.utf8.count
    self.suffix = isSuffix ? suffix : ""
    stem = String(name.dropLast(isSuffix ? suffix.count : 0))
  }

  /// The extension with its dot at the end of a literal text; empty if there is none.
  static func suffix(of text: Substring, beginsName: Bool) -> String {
    guard let dot = text.lastIndex(of: "."), dot != text.startIndex || !beginsName else {
      return ""
    }
    let word = text[text.index(after: dot)...].utf8
    let isPlain = word.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
      default: false
      }
    }
    let hasLetter = word.contains { $0 > 0x39 }
    return isPlain && hasLetter && word.count <= 5 ? String(text[dot...]) : ""
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
    return clean(stem).prefix(bytes: 200 - suffix.utf8.count) + suffix
  }
}

// MARK: - Names that templates make

extension Destination {
  /// The extension with its dot that the last part of the path has, whatever fills its late parts;
  /// empty if there is none.
  func suffix(ext: String) -> String {
    switch pieces.last {
    case .text(let text):
      let slash = text.lastIndex(of: "/")
      let tail = slash.map { text[text.index(after: $0)...] } ?? text[...]
      return FileName.suffix(of: tail, beginsName: slash != nil || pieces.count == 1)
    case .late(.ext):
      guard pieces.count > 1, case .text(let text) = pieces[pieces.count - 2],
        text.hasSuffix("."), !text.hasSuffix("/."), text != "." || pieces.count > 2
      else { return "" }
      return "." + ext
    case .late, nil: return ""
    }
  }
}

extension String {
  /// As many whole characters from the start as fit.
  func prefix(bytes limit: Int) -> String {
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
