import SkillsScript

/// The page of a code, as `skv explain` prints it.
enum PageLines {
  /// Headline, text, and the example as it is wrong and as it is right.
  static func lines(_ page: DiagnosticPage, columns: Int) -> [String] {
    ["\(page.code.rawValue): \(page.title)", ""]
      + TextWrap.lines(page.text, columns: min(columns, 80), first: "", rest: "")
      + example("wrong:", page.wrong) + example("right:", page.right)
  }

  private static func example(_ headline: String, _ example: DiagnosticPage.Example?) -> [String] {
    guard let example else { return [] }
    var lines = ["", headline]
    lines += block(example.script)
    for file in example.files where !file.content.isEmpty {
      lines += ["  \(file.name):"] + block(file.content)
    }
    return lines
  }

  private static let longestLine = 200

  private static func block(_ text: String) -> [String] {
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    if lines.last?.isEmpty ?? false { lines.removeLast() }
    return lines.map { line in
      let shown = DisplayWidth.shown(String(line))
      return "    " + (shown.count > longestLine ? shown.prefix(longestLine) + "…" : shown)
    }
  }
}
