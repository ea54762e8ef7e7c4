import SkillsScript

/// Two columns of text: names, and what is said of them.
enum TwoColumns {
  /// A line a row, the second column in line.
  static func lines(_ rows: [(String, String)], indent: String = "  ") -> [String] {
    let width = rows.map { DisplayWidth.columns(of: $0.0) }.max() ?? 0
    return rows.map { name, text in
      text.isEmpty ? indent + name : indent + padded(name, to: width) + "  " + text
    }
  }

  /// Whether every row has room on a line of `columns`.
  static func fit(_ rows: [(String, String)], columns: Int, indent: String = "  ") -> Bool {
    lines(rows, indent: indent).allSatisfy { DisplayWidth.columns(of: $0) <= columns }
  }

  /// The rows in lines that are no wider than `columns`: the second column is wrapped, and begins a
  /// line of its own behind a name that is wider than half of them.
  static func wrapped(
    _ rows: [(String, String)], columns: Int, indent: String = "  "
  ) -> [String] {
    wrappedRows(rows, columns: columns, indent: indent).flatMap(\.self)
  }

  /// The lines of each row, as `wrapped` has them.
  static func wrappedRows(
    _ rows: [(String, String)], columns: Int, indent: String = "  "
  ) -> [[String]] {
    let widest = max(columns / 2 - indent.count, 8)
    let names = rows.map { DisplayWidth.columns(of: $0.0) }
    let width = min(names.max() ?? 0, widest)
    let rest = indent + String(repeating: " ", count: width + 2)
    return rows.map { name, text -> [String] in
      if text.isEmpty || DisplayWidth.columns(of: name) > width {
        return alone(name, columns, indent)
          + (text.isEmpty
            ? [] : TextWrap.lines(text, columns: columns, first: rest, rest: rest))
      }
      return TextWrap.lines(
        text, columns: columns, first: indent + padded(name, to: width) + "  ", rest: rest)
    }
  }

  /// A name on lines of its own; the blanks that it begins with move all of them.
  private static func alone(_ name: String, _ columns: Int, _ indent: String) -> [String] {
    let word = name.drop { $0 == " " }
    let first = indent + name.prefix(name.count - word.count)
    return TextWrap.lines(String(word), columns: columns, first: first, rest: first + "  ")
  }

  private static func padded(_ name: String, to width: Int) -> String {
    let shown = DisplayWidth.shown(name)
    return shown + String(repeating: " ", count: max(0, width - DisplayWidth.columns(of: name)))
  }
}
