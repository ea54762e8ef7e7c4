/// Keeps the prompt's rows on the screen as wanted, with few bytes.
///
/// It knows which rows it drew last and where it left the cursor, moves relative to that only, and
/// rewrites from the first row that differs. Nothing above its first row is ever touched. It
/// answers with the text to write; writing is the caller's.
struct LineDisplay {
  private var rows: [ScreenRow] = []
  private var cursor = ScreenPosition()

  /// Draws rows, and those around the cursor only if they are more than the screen has.
  mutating func draw(_ wanted: [ScreenRow], cursor place: ScreenPosition, size: ScreenSize)
    -> String
  {
    let (visible, target) = Self.window(wanted, around: place, height: size.rows)
    var pen = Pen(at: cursor)
    let same = zip(rows, visible).prefix { $0 == $1 }.count
    if same < visible.count || same < rows.count {
      if same == rows.count, same > 0 {
        pen.move(to: same - 1)
        pen.newLine()
      } else {
        pen.move(to: same)
      }
      pen.write(visible[same...], columns: size.columns)
      if rows.count > visible.count { pen.eraseBelow(columns: size.columns) }
    }
    pen.move(to: target)
    rows = visible
    cursor = target
    return pen.text
  }

  /// Draws all rows for good, however many, and goes to a new line below them.
  mutating func finish(_ wanted: [ScreenRow], size: ScreenSize) -> String {
    var text = ""
    let last = ScreenPosition(row: wanted.count - 1, column: 0)
    if wanted.count <= size.rows {
      text = draw(wanted, cursor: last, size: size)
    } else {
      text = erase()
      var pen = Pen(at: cursor)
      pen.write(wanted[...], columns: size.columns)
      text += pen.text
    }
    forget()
    return text + "\r\n"
  }

  /// Takes everything off the screen and leaves the cursor where the first row began.
  mutating func erase() -> String {
    var pen = Pen(at: cursor)
    pen.move(to: 0)
    forget()
    return pen.text + "\r\u{1B}[J"
  }

  /// Starts anew at the cursor, because something else has written on the screen.
  mutating func forget() {
    rows = []
    cursor = ScreenPosition()
  }

  /// Takes everything off a screen that has got another width.
  ///
  /// A terminal that reflows its lines has moved the cursor to another row: where it is follows
  /// from the lengths of the rows above.
  mutating func erase(afterChangeTo columns: Int, reflows: Bool) -> String {
    if reflows { cursor.row = rowAfterReflow(columns: max(columns, 1)) }
    return erase()
  }

  private func rowAfterReflow(columns: Int) -> Int {
    var above = 0
    var length = 0
    for row in rows.prefix(cursor.row) {
      length += row.columns
      if !row.goesOn {
        above += max(1, (length + columns - 1) / columns)
        length = 0
      }
    }
    return above + (length + cursor.column) / columns
  }

  /// The rows that fit, the cursor's among them.
  private static func window(_ rows: [ScreenRow], around place: ScreenPosition, height: Int)
    -> ([ScreenRow], ScreenPosition)
  {
    let height = max(height, 1)
    guard rows.count > height else { return (rows, place) }
    let top = max(0, min(rows.count - height, place.row - height / 2))
    return (
      Array(rows[top..<top + height]), ScreenPosition(row: place.row - top, column: place.column)
    )
  }
}

/// The text of one change of the screen, and where it leaves the cursor.
private struct Pen {
  private(set) var text = ""
  private var place: ScreenPosition

  init(at place: ScreenPosition) { self.place = place }

  mutating func move(to row: Int) {
    let distance = row - place.row
    if distance != 0 { text += "\u{1B}[\(abs(distance))\(distance < 0 ? "A" : "B")" }
    place.row = row
  }

  /// The return before the step to the right also ends the state after a write in the last column,
  /// in which terminals differ.
  mutating func move(to target: ScreenPosition) {
    guard target != place else { return }
    move(to: target.row)
    text += "\r"
    if target.column > 0 { text += "\u{1B}[\(target.column)C" }
    place = target
  }

  mutating func newLine() {
    text += "\r\n"
    place = ScreenPosition(row: place.row + 1, column: 0)
  }

  mutating func write(_ rows: ArraySlice<ScreenRow>, columns: Int) {
    text += "\r"
    place.column = 0
    var wraps = false
    for (number, row) in rows.enumerated() {
      if number > 0 && !wraps { newLine() }
      // A full row takes the cursor along with the next character: an empty one needs a blank.
      if wraps {
        if row.columns == 0 { text += " \r" }
        place.row += 1
      }
      text += row.text
      place.column = row.columns
      if row.columns < columns { text += "\u{1B}[K" }
      wraps = row.goesOn && row.columns == columns
    }
  }

  mutating func eraseBelow(columns: Int) {
    if place.column >= columns { newLine() }
    text += "\u{1B}[J"
  }
}
