/// The lines of one source that a diagnostic speaks of, with the marks under them.
struct Excerpt {
  /// Carets or dashes under a part of one line.
  private struct Mark {
    var line: Int
    /// The columns, from 0; never empty.
    var columns: Range<Int>
    var text: String
    var isPrimary: Bool
  }

  private let source: SourceText
  private var marks: [Mark] = []
  /// The place that stands behind the arrow above the excerpt.
  let anchor: SourceSpan
  /// The number of the last line that is shown.
  let lastLine: Int

  /// Creates the excerpt of a source for the labels that point into it, of which there is one.
  init(source: SourceText, labels: [Diagnostic.Label], primary: Diagnostic.Label) {
    self.source = source
    anchor = labels.contains(primary) ? primary.span : labels.first?.span ?? primary.span
    var last = 1
    for (index, label) in labels.enumerated() {
      let isPrimary = index == 0 && label == primary
      let added = Self.marks(of: label, in: source, isPrimary: isPrimary)
      marks += added
      last = max(last, added.map(\.line).max() ?? 1)
    }
    lastLine = last
  }

  /// One mark for a span within a line; for a longer one marks on its first and last line, the
  /// label at the last.
  private static func marks(of label: Diagnostic.Label, in source: SourceText, isPrimary: Bool)
    -> [Mark]
  {
    let span = label.span
    let first = source.lineNumber(at: span.start)
    let last = source.lineNumber(at: max(span.start, span.end - 1))
    let firstLine = ShownLine(first, of: source)
    let start = firstLine.column(of: span.start)
    if first == last {
      let end = max(start + 1, firstLine.column(of: span.end))
      return [Mark(line: first, columns: start..<end, text: label.text, isPrimary: isPrimary)]
    }
    let lastLine = ShownLine(last, of: source)
    let end = max(1, lastLine.column(of: span.end))
    let lastStart = min(lastLine.textColumn, end - 1)
    return [
      Mark(
        line: first, columns: start..<max(start + 1, firstLine.width), text: "",
        isPrimary: isPrimary),
      Mark(line: last, columns: lastStart..<end, text: label.text, isPrimary: isPrimary),
    ]
  }

  // MARK: Text

  /// The lines from the bar above the first to the marks under the last.
  func text(gutter: Int, lineWidth: Int, style: Paint.Style, paint: Paint) -> String {
    let empty = String(repeating: " ", count: gutter + 2) + paint("|", .gutter)
    var text = empty + "\n"
    var shown = 0
    for line in Set(marks.map(\.line)).sorted() {
      if shown > 0, line == shown + 2 {
        text += lines(of: shown + 1, gutter: gutter, lineWidth: lineWidth, style, paint)
      } else if shown > 0, line > shown + 2 {
        text += "...\n"
      }
      text += lines(of: line, gutter: gutter, lineWidth: lineWidth, style, paint)
      shown = line
    }
    return text
  }

  /// A line with its marks; more than once if it is too long to show all of them at once.
  private func lines(
    of number: Int, gutter: Int, lineWidth: Int, _ style: Paint.Style, _ paint: Paint
  ) -> String {
    let line = ShownLine(number, of: source)
    let label = String(number)
    let padding = String(repeating: " ", count: gutter + 1 - label.count)
    let head = padding + paint("\(label) |", .gutter)
    let foot = String(repeating: " ", count: gutter + 2) + paint("|", .gutter)
    var rest = marks.filter { $0.line == number }.sorted { isBefore($0, $1) }
    var text = ""
    repeat {
      let window = Window(around: anchorMark(of: rest)?.columns, of: line, atMost: lineWidth)
      let source = window.text(of: line)
      text += source.isEmpty ? "\(head)\n" : "\(head) \(source)\n"
      for row in rows(rest.filter { window.holds($0.columns) }) {
        text += foot + " " + marked(row, window, style, paint) + "\n"
      }
      rest.removeAll { window.holds($0.columns) }
    } while !rest.isEmpty
    return text
  }

  private func anchorMark(of marks: [Mark]) -> Mark? {
    marks.first(where: \.isPrimary) ?? marks.first
  }

  private func isBefore(_ first: Mark, _ second: Mark) -> Bool {
    if first.columns.lowerBound != second.columns.lowerBound {
      return first.columns.lowerBound < second.columns.lowerBound
    }
    return first.isPrimary && !second.isPrimary
  }

  /// Rows of marks; a mark shares a row with those before it if they have no text.
  private func rows(_ marks: [Mark]) -> [[Mark]] {
    var rows: [[Mark]] = []
    for mark in marks {
      if let last = rows.last?.last, last.text.isEmpty,
        last.columns.upperBound < mark.columns.lowerBound
      {
        rows[rows.count - 1].append(mark)
      } else {
        rows.append([mark])
      }
    }
    return rows
  }

  private func marked(_ row: [Mark], _ window: Window, _ style: Paint.Style, _ paint: Paint)
    -> String
  {
    var text = ""
    var column = 0
    for mark in row {
      let columns = window.shown(mark.columns)
      text += String(repeating: " ", count: columns.lowerBound - column)
      let sign = String(repeating: mark.isPrimary ? "^" : "-", count: columns.count)
      let words = mark.text.isEmpty ? "" : " " + DisplayWidth.shown(mark.text)
      text += paint(sign + words, mark.isPrimary ? style : .gutter)
      column = columns.upperBound
    }
    return text
  }
}

/// The part of a line that is shown.
private struct Window {
  private let columns: Range<Int>
  private let isCutBefore: Bool
  private let isCutBehind: Bool

  /// The whole line if it fits, else so much of it around `mark`.
  init(around mark: Range<Int>?, of line: ShownLine, atMost limit: Int) {
    guard line.width > limit else {
      columns = 0..<line.width
      isCutBefore = false
      isCutBehind = false
      return
    }
    let before = limit / 3
    let start = max(0, min((mark?.lowerBound ?? 0) - before, line.width - limit))
    columns = start..<min(line.width, start + limit)
    isCutBefore = start > 0
    isCutBehind = columns.upperBound < line.width
  }

  func text(of line: ShownLine) -> String {
    (isCutBefore ? "…" : "") + line.text(columns: columns) + (isCutBehind ? "…" : "")
  }

  /// Whether a mark begins in the window; one that goes on behind it is cut.
  func holds(_ mark: Range<Int>) -> Bool {
    mark.lowerBound >= columns.lowerBound
      && (mark.lowerBound < columns.upperBound || !isCutBehind)
  }

  /// The columns of a mark as counted in the text of the window.
  func shown(_ mark: Range<Int>) -> Range<Int> {
    let shift = (isCutBefore ? 1 : 0) - columns.lowerBound
    let limit = isCutBehind ? columns.upperBound : mark.upperBound
    let end = max(mark.lowerBound + 1, min(mark.upperBound, limit))
    return mark.lowerBound + shift..<end + shift
  }
}
