import SkillsScript

/// Rows in columns; where a terminal is too narrow, columns are cut, and then give way.
struct ColumnTable {
  /// One column.
  struct Column {
    /// Its headline.
    var name: String
    /// Whether its cells stand at its right.
    var isNumber = false
    /// How many columns of the terminal it is cut to; nil for one that is never cut.
    var least: Int?
    /// Whether it is left out where there is no room.
    var isOptional = false

    /// Creates a column.
    init(_ name: String, isNumber: Bool = false, least: Int? = nil, isOptional: Bool = false) {
      self.name = name
      self.isNumber = isNumber
      self.least = least
      self.isOptional = isOptional
    }
  }

  /// The columns in order.
  let columns: [Column]
  /// The rows; as many cells as there are columns, fit to be shown.
  let rows: [[String]]

  /// A headline and a line a row, none wider than `width`; nil where even the shortest form is wider.
  ///
  /// Cells are cut from the last column that can be to the first; what is left out goes in the same
  /// order.
  func lines(width: Int) -> [String]? {
    var left = Array(columns.indices)
    while true {
      let cells = [left.map { columns[$0].name }] + rows.map { row in left.map { row[$0] } }
      if let widths = widths(of: cells, left, width: width) {
        return cells.map { line($0, left, widths: widths) }
      }
      guard let dropped = left.last(where: { columns[$0].isOptional }) else { return nil }
      left.removeAll { $0 == dropped }
    }
  }

  private func widths(of cells: [[String]], _ left: [Int], width: Int) -> [Int]? {
    var widths = left.indices.map { column in
      cells.map { DisplayWidth.columns(of: $0[column]) }.max() ?? 0
    }
    func surplus() -> Int {
      zip(widths, left).reduce(-2) { $0 + $1.0 + (columns[$1.1].name.isEmpty ? 1 : 2) } - width
    }
    for place in left.indices.reversed() {
      guard surplus() > 0, let least = columns[left[place]].least else { continue }
      widths[place] = min(widths[place], max(least, widths[place] - surplus()))
    }
    return surplus() > 0 ? nil : widths
  }

  private func line(_ cells: [String], _ left: [Int], widths: [Int]) -> String {
    var line = ""
    for (place, cell) in cells.enumerated() {
      let text = Self.fitted(cell, to: widths[place])
      let padding = String(
        repeating: " ", count: max(0, widths[place] - DisplayWidth.columns(of: text)))
      let column = columns[left[place]]
      line +=
        (column.isNumber ? padding + text : text + padding) + (column.name.isEmpty ? " " : "  ")
    }
    return String(line.reversed().drop { $0 == " " }.reversed())
  }

  private static func fitted(_ text: String, to width: Int) -> String {
    guard DisplayWidth.columns(of: text) > width else { return text }
    var cut = ""
    var used = 0
    for character in text {
      let columns = DisplayWidth.columns(of: String(character))
      guard used + columns < width else { break }
      cut.append(character)
      used += columns
    }
    return cut + "…"
  }
}
