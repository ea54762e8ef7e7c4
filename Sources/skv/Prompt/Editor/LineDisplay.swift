/// Keeps the prompt's rows on the screen as wanted, with few bytes.
///
/// It knows which rows it drew last and where it left the cursor, moves relative to that only, and
/// rewrites from the first row that differs. It answers with the text to write; writing is the
/// caller's.
///
/// Nothing above its first row is ever touched, whatever width the terminal has by the time the
/// text arrives: while rows may change each is a line of its own, so that a wider window joins
/// none of them, and a narrower one only makes them more than are counted.
struct LineDisplay {
  private var rows: [ScreenRow] = []
  private var cursor = ScreenPosition()
  /// How many columns the lines fill that certainly are left of an earlier drawing, right above the
  /// first row: they were off the screen when the rest was erased, and may come back.
  private var left: [Int] = []
  /// How high the screen was when the rows were drawn.
  private var height = 0
  /// Whether the screen is known to have been lower since the rows were drawn.
  private var wasLower = false

  /// Whether nothing is drawn.
  var isEmpty: Bool { rows.isEmpty && left.isEmpty }

  /// Draws rows, and those around the cursor only if they are more than the screen has.
  mutating func draw(_ wanted: [ScreenRow], cursor place: ScreenPosition, size: ScreenSize)
    -> String
  {
    let (visible, target) = Self.window(wanted, around: place, height: size.rows)
    var pen = ScreenPen(at: cursor)
    var same = zip(rows, visible).prefix { $0 == $1 }.count
    // A screen that became lower has lost what stood behind the cursor first: it is not relied on.
    if (target.row, target.column) > (cursor.row, cursor.column) { same = min(same, cursor.row) }
    if same < visible.count || same < rows.count {
      if same == rows.count, same > 0 {
        pen.move(to: same - 1)
        pen.newLine()
      } else {
        pen.move(to: same)
      }
      pen.write(visible[same...])
      if rows.count > visible.count { pen.eraseOn(columns: size.columns) }
    }
    pen.move(to: target)
    rows = visible
    cursor = target
    height = size.rows
    wasLower = false
    return pen.text
  }

  /// Draws all rows for good, however many, and goes to a new line below them.
  ///
  /// From now on they are the terminal's: a line that takes several rows is one line to it.
  mutating func finish(_ wanted: [ScreenRow], size: ScreenSize) -> String {
    let cleared = erase()
    var pen = ScreenPen(at: cursor)
    pen.writeJoined(wanted, columns: size.columns)
    return cleared + pen.text + "\r\n"
  }

  /// Takes everything off the screen and leaves the cursor where the first row began; what is
  /// written there stands for good.
  mutating func erase() -> String {
    let text = Self.erasing(above: left.count + cursor.row)
    forget()
    return text
  }

  /// Starts anew at the cursor, because something else has written on the screen.
  mutating func forget() {
    rows = []
    cursor = ScreenPosition()
    left = []
  }

  /// Takes in a size that the screen has had, if only for a while.
  mutating func note(_ size: ScreenSize) { wasLower = wasLower || size.rows < height }

  /// Takes everything off a screen that has got another size, which must be the one it has.
  ///
  /// A terminal that reflows its lines has moved the cursor to another row: where it is follows
  /// from the lengths of the rows above. Too low a count leaves a row standing, too high a one
  /// would erase a line of output, so what is not sure is not counted.
  mutating func erase(afterChangeTo size: ScreenSize, reflows: Bool) -> String {
    let width = reflows ? max(size.columns, 1) : Int.max
    var lines = left + rows.prefix(cursor.row).map(\.solidColumns)
    note(size)
    let place = certainColumn
    if place >= width { lines.append(place - place % width) }
    let above = lines.reduce(0) { $0 + Self.height(of: $1, width: width) }
    forget()
    // The cursor stops at the top of the screen.
    left = Self.beginning(of: lines, rows: above - (size.rows - 1), width: width)
    return Self.erasing(above: above)
  }

  /// A column at or before the cursor's place in its line.
  ///
  /// A terminal may leave out blanks at the end, and the cursor behind the last character may wait
  /// at the margin. On a screen that has been lower what stood below the cursor may have been cut
  /// off, and the cursor moved within its line; behind the last character of all it stays there.
  private var certainColumn: Int {
    guard rows.indices.contains(cursor.row) else { return 0 }
    let solid = rows[cursor.row].solidColumns
    if cursor.column >= solid, cursor.row == rows.count - 1 { return max(solid - 1, 0) }
    return wasLower ? 0 : min(cursor.column, max(solid - 1, 0))
  }

  private static func height(of line: Int, width: Int) -> Int {
    max(1, line / width + (line % width == 0 ? 0 : 1))
  }

  /// What stands in so many rows of lines at a width.
  private static func beginning(of lines: [Int], rows: Int, width: Int) -> [Int] {
    var rest = rows
    var beginning: [Int] = []
    for line in lines where rest > 0 {
      let height = height(of: line, width: width)
      beginning.append(height <= rest ? line : rest * width)
      rest -= height
    }
    return beginning
  }

  private static func erasing(above: Int) -> String {
    var pen = ScreenPen(at: ScreenPosition(row: above, column: 0))
    pen.move(to: 0)
    pen.eraseRows()
    return pen.text
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
