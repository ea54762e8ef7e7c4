/// The text of one change of the screen, and where it leaves the cursor.
struct ScreenPen {
  private(set) var text = ""
  private var place: ScreenPosition

  /// Starts where the cursor stands.
  init(at place: ScreenPosition) { self.place = place }

  /// Goes to a row; in which column is open.
  ///
  /// Down by line feeds: a cursor sequence stops at the bottom, and a screen that has become lower
  /// would leave the cursor above where it is believed to be.
  mutating func move(to row: Int) {
    let distance = row - place.row
    if distance < 0 { text += "\u{1B}[\(-distance)A" }
    if distance > 0 { text += String(repeating: "\n", count: distance) }
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

  /// Writes rows over others, each as a line of its own.
  ///
  /// What was there is erased first: tmux keeps for a row that is only written over that it goes
  /// on in the next one, and would join the two in a wider window.
  mutating func write(_ rows: ArraySlice<ScreenRow>) {
    text += "\r"
    place.column = 0
    for (number, row) in rows.enumerated() {
      if number > 0 { newLine() }
      text += "\u{1B}[K" + row.text
      place.column = row.columns
    }
  }

  /// Writes rows on blank ones so that the terminal itself goes on in the next row.
  mutating func writeJoined(_ rows: [ScreenRow], columns: Int) {
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
      wraps = row.goesOn && row.columns == columns
    }
  }

  /// Erases what stands behind the cursor and below.
  mutating func eraseOn(columns: Int) {
    if place.column >= columns { newLine() }
    if place.column == 0 {
      eraseRows()
    } else {
      text += "\u{1B}[J"
    }
  }

  /// Erases the cursor's row and all below, and goes to its beginning.
  ///
  /// Not in one step: from the very corner tmux takes that for clearing the screen and keeps a
  /// copy.
  mutating func eraseRows() {
    text += "\r\u{1B}[K\u{1B}[C\u{1B}[J\r"
    place.column = 0
  }
}
