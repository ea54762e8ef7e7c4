/// Text from the clipboard as it may stand in a line.
enum PastedText {
  /// The text with LF line ends, without the one that ends it, and without control characters other
  /// than tab: a page on the web can hide some in what is copied from it.
  static func cleaned(_ text: String) -> String {
    var kept = String.UnicodeScalarView()
    var afterReturn = false
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0D: kept.append("\n")
      case 0x0A: if !afterReturn { kept.append("\n") }
      case 0x09, 0x20..<0x7F, 0xA0...: kept.append(scalar)
      default: break
      }
      afterReturn = scalar == "\r"
    }
    if kept.last == "\n" { kept.removeLast() }
    return String(kept)
  }
}
