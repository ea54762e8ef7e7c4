// Texts that come from a program and not from a person: each is written so that it means exactly
// itself, and what the language has no form for is written so that the parser refuses it.
extension Quoting {
  /// `text` as the name of a model: bare where it is a WORD, else quoted.
  package static func word(_ text: String) -> String {
    let bytes = text.utf8
    guard let first = bytes.first, first != SyntaxByte.colon,
      bytes.allSatisfy(SyntaxByte.isWordPart), WordForm(text) == .word
    else { return quoted(text) }
    return text
  }

  /// `text` where a name stands; what is no NAME is quoted, which no name is.
  package static func name(_ text: String) -> String {
    SyntaxByte.isName(text) ? text : quoted(text)
  }

  /// `text` where the path of a field stands; what is no PATH is quoted, which no path is.
  package static func path(_ text: String) -> String {
    PathReader.path(text) == nil ? quoted(text) : text
  }

  /// A reference to `path`; for what is no PATH a `$` without a name, which is an error.
  package static func reference(to path: String) -> String {
    "$" + Self.path(path)
  }

  /// The file at `path`, whose name is taken as it is: no wildcard, no interpolation, no address.
  package static func file(at path: String) -> String {
    "@" + quoted(isAddress(path) ? "./" + path : path)
  }

  /// The address of a file elsewhere; what does not begin like one is a text, and never a file.
  package static func address(_ address: String) -> String {
    isAddress(address) ? "@" + quoted(address) : quoted(address)
  }

  private static func isAddress(_ text: String) -> Bool {
    text.utf8.starts(with: "https://".utf8) || text.utf8.starts(with: "http://".utf8)
  }

  /// `text` in double quotes with each `${path}` in it interpolated, and the rest as it is.
  ///
  /// A `${` without a path and `}` behind it stays as it is, and the parser refuses it.
  package static func interpolated(_ text: String) -> String {
    var result = "\""
    var rest = text.utf8[...]
    while let start = firstInterpolation(in: rest) {
      result += escaped(String(Substring(rest[..<start])))
      let inside = rest[rest.index(start, offsetBy: 2)...]
      guard let close = inside.firstIndex(of: SyntaxByte.rightBrace),
        PathReader.path(String(Substring(inside[..<close]))) != nil
      else {
        result += "${"
        rest = inside
        continue
      }
      result += "${\(Substring(inside[..<close]))}"
      rest = inside[inside.index(after: close)...]
    }
    return result + escaped(String(Substring(rest))) + "\""
  }

  private static func firstInterpolation(
    in bytes: Substring.UTF8View.SubSequence
  ) -> String.Index? {
    var index = bytes.startIndex
    while let dollar = bytes[index...].firstIndex(of: SyntaxByte.dollar) {
      index = bytes.index(after: dollar)
      if index < bytes.endIndex, bytes[index] == SyntaxByte.leftBrace { return dollar }
    }
    return nil
  }
}
