/// Completion candidates as lines above the prompt: in columns, or one a line where there is help.
struct CandidateList {
  let candidates: [CompletionAnswer.Candidate]

  /// The lines for a terminal; those that would fill more than the screen less four rows are
  /// counted in a last line.
  func lines(size: ScreenSize) -> [StyledText] {
    guard !candidates.isEmpty else { return [] }
    let words = candidates.map { Self.shown($0.text) }
    let widest = words.map(\.columns).max() ?? 0
    let hasHelp = candidates.contains { !$0.help.isEmpty }
    let perLine = hasHelp ? 1 : max(1, (size.columns - 1) / (widest + 2))
    let lineCount = (words.count + perLine - 1) / perLine
    let shownCount = lineCount <= max(size.rows - 4, 3) ? lineCount : max(size.rows - 5, 2)
    var rest = words.count
    var lines = (0..<shownCount).map { line in
      // Down the columns, as lists are read.
      stride(from: line, to: words.count, by: lineCount).reduce(StyledText("")) { text, index in
        rest -= 1
        let isLast = index + lineCount >= words.count && candidates[index].help.isEmpty
        let gap = isLast ? 0 : widest + 2 - words[index].columns
        return text + StyledText(words[index].text + String(repeating: " ", count: gap))
          + StyledText(Self.shown(candidates[index].help).text, .faint)
      }
    }
    if rest > 0 { lines.append(StyledText("… and \(rest) more", .faint)) }
    return lines
  }

  /// A text with controls shown, and its width.
  private static func shown(_ text: String) -> (text: String, columns: Int) {
    var row = ScreenRow()
    for scalar in text.unicodeScalars {
      let cell = CharacterCell(scalar, at: row.columns)
      row.append(cell.text, columns: cell.columns)
    }
    return (row.text, row.columns)
  }
}
