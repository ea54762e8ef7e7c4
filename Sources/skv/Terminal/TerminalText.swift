/// Text from outside made safe to show on a terminal.
enum TerminalText {
  /// The text with control and bidirectional control characters as `\u{…}`, so that what a service
  /// or a file says can move no cursor, ring no bell and hide no words.
  ///
  /// Tab and newline are escaped too: a shown text is one line.
  static func escaped(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
    var shown = ""
    for scalar in text.unicodeScalars {
      if isUnsafe(scalar) {
        shown += "\\u{" + String(scalar.value, radix: 16) + "}"
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }

  /// The text with its lines as they are, and each of them escaped.
  static func escapedLines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { escaped(String($0)) }.joined(separator: "\n")
  }

  /// The text cut to `columns` scalars, with an ellipsis where something was cut.
  static func clipped(_ text: String, to columns: Int) -> String {
    guard columns > 0, text.unicodeScalars.count > columns else { return columns > 0 ? text : "" }
    var cut = String.UnicodeScalarView()
    cut.append(contentsOf: text.unicodeScalars.prefix(columns - 1))
    return String(cut) + "…"
  }

  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0x2028,
      0x2029:
      true
    default: false
    }
  }
}
