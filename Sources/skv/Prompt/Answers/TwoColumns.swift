/// Two columns of text: names, and what is said of them.
enum TwoColumns {
  /// A line a row, the second column in line.
  static func lines(_ rows: [(String, String)], indent: String = "  ") -> [String] {
    let width = rows.map(\.0.count).max() ?? 0
    return rows.map { name, text in
      let gap = String(repeating: " ", count: width - name.count)
      return text.isEmpty ? indent + name : indent + name + gap + "  " + text
    }
  }
}
