/// How many columns a text takes on a terminal, and how it is shown so that it cannot play tricks.
///
/// A tab takes 4 columns, wherever it stands; a wide character takes 2 (Unicode Standard Annex
/// 11, classes W and F, and characters that are shown as emoji); a combining or invisible one
/// takes none. Control characters, bidirectional controls and invisible separators are shown as
/// `\u{1b}` and take the columns of that; bytes that are no UTF-8 are shown as U+FFFD.
package enum DisplayWidth {
  /// The columns of a tab.
  package static let tab = 4

  /// The columns of `text` as `shown(_:)` would show it.
  package static func columns(of text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + columns(of: $1) }
  }

  /// The columns of a range of bytes, in time linear in its length.
  package static func columns(of bytes: [UInt8], in range: Range<Int>) -> Int {
    var total = 0
    var offset = range.lowerBound
    while offset < range.upperBound {
      let piece = ScalarReader.piece(in: bytes, at: offset, end: range.upperBound)
      total += columns(of: piece.scalar)
      offset += piece.length
    }
    return total
  }

  /// The columns of one scalar; nil stands for bytes that are none.
  package static func columns(of scalar: Unicode.Scalar?) -> Int {
    guard let scalar else { return 1 }
    let value = scalar.value
    if value >= 0x20, value < 0x7F { return 1 }
    if value == 0x09 { return tab }
    if isShownEscaped(scalar) { return String(value, radix: 16).count + 4 }
    if isZeroWidth(scalar) { return 0 }
    return isWide(scalar) ? 2 : 1
  }

  /// `text` as it can be written to a terminal: tabs as spaces, what could play tricks escaped.
  package static func shown(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars { append(scalar, to: &result) }
    return result
  }

  /// `scalar` as the escape of a string: its number in lower case, without leading zeros.
  static func escape(of scalar: Unicode.Scalar) -> String {
    "\\u{\(String(scalar.value, radix: 16))}"
  }

  /// Appends one scalar as it is shown; nil stands for bytes that are none.
  static func append(_ scalar: Unicode.Scalar?, to text: inout String) {
    guard let scalar else {
      text.unicodeScalars.append("\u{FFFD}")
      return
    }
    if scalar == "\t" {
      text += String(repeating: " ", count: tab)
    } else if isShownEscaped(scalar) {
      text += escape(of: scalar)
    } else {
      text.unicodeScalars.append(scalar)
    }
  }
}

// MARK: - Classes of characters

extension DisplayWidth {
  /// Whether `scalar` changes the direction of the text around it (Unicode Standard Annex 9).
  static func isBidirectionalControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x061C, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// Whether `scalar` is a control character other than a tab.
  static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    return (value < 0x20 && value != 0x09) || (value >= 0x7F && value < 0xA0)
  }

  /// Whether `scalar` could change the terminal, or hide what the text says.
  package static func isShownEscaped(_ scalar: Unicode.Scalar) -> Bool {
    if isControl(scalar) || isBidirectionalControl(scalar) { return true }
    switch scalar.value {
    case 0x200B, 0x2028...0x2029, 0x2060...0x2064, 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F:
      return true
    default: return false
    }
  }

  private static func isZeroWidth(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xA0..<0x300: return false
    // Vowels and final consonants of Hangul written in parts join the syllable's first part.
    case 0x1160...0x11FF, 0xD7B0...0xD7FF: return true
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return true
    default: return false
    }
  }

  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case ..<0x1100: return false
    case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6B, 0xFF01...0xFF60,
      0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F265,
      0x20000...0x2FFFD, 0x30000...0x3FFFD:
      return true
    // Two of these make one flag, which takes two columns.
    case 0x1F1E6...0x1F1FF: return false
    default: return scalar.properties.isEmojiPresentation
    }
  }
}
