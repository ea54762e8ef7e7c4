import CLibEdit

/// How one Unicode scalar of a typed text is shown in the cells of a terminal.
///
/// Widths are those of the C library in a UTF-8 locale, which most terminals agree with.
struct CharacterCell: Equatable {
  /// What is written.
  let text: String
  /// How many columns it takes: 0 for a mark that sits on the character before it.
  let columns: Int

  /// The cell for a scalar that stands at `column`.
  ///
  /// A tab reaches to the next multiple of four; controls show as `^A`; what has no glyph, and what
  /// could turn the direction of the text around it, shows as `\u{…}`. Newlines are not cells.
  init(_ scalar: Unicode.Scalar, at column: Int) {
    switch scalar.value {
    case 0x09:
      columns = 4 - column % 4
      text = String(repeating: " ", count: columns)
    case 0..<0x20, 0x7F:
      text = "^" + String(UnicodeScalar(UInt8(scalar.value ^ 0x40)))
      columns = 2
    case 0x20..<0x7F:
      text = String(scalar)
      columns = 1
    default:
      let width =
        Self.turnsDirection(scalar) ? -1 : Int(clibedit_columns(wchar_t(bitPattern: scalar.value)))
      text = width < 0 ? "\\u{" + String(scalar.value, radix: 16) + "}" : String(scalar)
      columns = width < 0 ? text.utf8.count : width
    }
  }

  private static func turnsDirection(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
