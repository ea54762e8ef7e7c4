/// A small terminal without a window: what a program writes, as the cells a person would see.
///
/// It understands what line editors send: cursor moves, erasing, wrapping with the pending state of
/// xterm, inserting and deleting, scrolling regions left out. What scrolls off the top is kept.
public struct EmulatedScreen: Sendable {
  /// One place of the screen; a character of two columns has an empty second cell.
  struct Cell: Equatable, Sendable {
    var text = " "
    var columns = 1
    /// No for a place that is blank because nothing was written there.
    var isWritten = false
  }

  /// A row, and whether its line goes on in the next one.
  struct Row: Equatable, Sendable {
    var cells: [Cell]
    var goesOn = false
  }

  /// The width in characters.
  public internal(set) var columns: Int
  /// The height in characters.
  public internal(set) var height: Int
  /// The cursor's row, from 0 at the top.
  public internal(set) var cursorRow = 0
  /// The cursor's column, from 0; after a write in the last one it is still there.
  public internal(set) var cursorColumn = 0
  /// Whether the program wants pasted text in brackets.
  public internal(set) var wantsBracketedPaste = false
  /// How often the bell has rung.
  public internal(set) var bells = 0
  /// Sequences that this terminal does not know; a good program sends none.
  public internal(set) var unknown: [String] = []

  var rows: [Row]
  var past: [Row] = []
  var isWrapPending = false
  var saved = (row: 0, column: 0)
  var parser = ScreenParser()

  /// Creates an empty screen.
  public init(columns: Int, rows height: Int) {
    self.columns = columns
    self.height = height
    rows = Array(repeating: Row(cells: Array(repeating: Cell(), count: columns)), count: height)
  }

  /// Takes in bytes that the program wrote, cut anywhere.
  public mutating func feed(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      for action in parser.take(byte) { perform(action) }
    }
  }

  /// Takes in text.
  public mutating func feed(_ text: String) { feed(text.utf8) }

  /// The rows from the top to the last that is not blank, without blanks at their ends.
  public var lines: [String] { Self.shown(rows) }

  /// The same with everything that has scrolled off before it.
  public var allLines: [String] { Self.shown(past + rows) }

  /// The same, with rows joined where the terminal went on by itself.
  public var joinedLines: [String] {
    var joined: [Row] = []
    var isOpen = false
    for row in past + rows {
      if isOpen, let last = joined.indices.last {
        joined[last].cells += row.cells
      } else {
        joined.append(row)
      }
      isOpen = row.goesOn
    }
    return Self.shown(joined)
  }

  /// The screen as one text.
  public var text: String { lines.joined(separator: "\n") }

  private static func shown(_ rows: [Row]) -> [String] {
    var lines = rows.map { row in
      var text = row.cells.map(\.text).joined()
      while text.last == " " { text.removeLast() }
      return text
    }
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  /// Gives the window another size, as xterm does (rows are cut) or as terminals do that reflow.
  ///
  /// The latter is done as tmux 3.3 does it, which was compared: first the height, with rows below
  /// the cursor lost before others scroll off, and rows that have scrolled off coming back; then
  /// the width, with blank rows below the cursor counted like others.
  public mutating func resize(columns: Int, rows height: Int, reflows: Bool = false) {
    setHeight(height, pullsBack: reflows)
    if reflows && columns != self.columns { reflow(to: columns) }
    for index in rows.indices { Self.fit(&rows[index], columns) }
    for index in past.indices { Self.fit(&past[index], columns) }
    self.columns = columns
    cursorRow = min(max(cursorRow, 0), height - 1)
    cursorColumn = min(cursorColumn, columns - 1)
    if !reflows { isWrapPending = false }
  }

  private mutating func setHeight(_ height: Int, pullsBack: Bool) {
    while rows.count > height {
      if rows.count - 1 > cursorRow {
        rows.removeLast()
      } else {
        past.append(rows.removeFirst())
        cursorRow -= 1
      }
    }
    while pullsBack, rows.count < height, let last = past.popLast() {
      rows.insert(last, at: 0)
      cursorRow += 1
    }
    while rows.count < height { rows.append(blankRow) }
    self.height = height
  }

  var blankRow: Row { Row(cells: Array(repeating: Cell(), count: columns)) }

  private static func fit(_ row: inout Row, _ columns: Int) {
    if row.cells.count > columns {
      row.cells.removeLast(row.cells.count - columns)
      row.goesOn = false
    }
    while row.cells.count < columns { row.cells.append(Cell()) }
  }

  /// Cuts each line anew at the new width; the cursor stays with its character, or behind the
  /// last one of its line.
  private mutating func reflow(to width: Int) {
    let all = past + rows
    let cursorIndex = past.count + cursorRow
    var new: [Row] = []
    var cursor = (row: 0, column: 0)
    var index = 0
    while index < all.count {
      var cells: [Cell] = []
      let first = new.count
      var offset: Int?
      var isOpen = true
      while isOpen, index < all.count {
        let used = all[index].goesOn ? all[index].cells : Self.used(all[index].cells)
        if index == cursorIndex, !isWrapPending, cursorColumn < used.count {
          offset = cells.count + cursorColumn
        } else if index == cursorIndex {
          offset = .max
        }
        cells += used
        isOpen = all[index].goesOn
        index += 1
      }
      let length = cells.count
      repeat {
        new.append(Row(cells: Array(cells.prefix(width)), goesOn: cells.count > width))
        cells.removeFirst(min(width, cells.count))
      } while !cells.isEmpty
      if let offset, offset < length { cursor = (first + offset / width, offset % width) }
      if let offset, offset >= length {
        cursor = (new.count - 1, length - (new.count - 1 - first) * width)
      }
    }
    let kept = max(0, new.count - height)
    past = Array(new.prefix(kept))
    rows = Array(new.dropFirst(kept))
    columns = width
    while rows.count < height { rows.append(blankRow) }
    // A cursor whose row has scrolled off goes to the corner.
    if cursor.row < kept { cursor = (kept, 0) }
    cursorRow = cursor.row - kept
    cursorColumn = cursor.column
    isWrapPending = cursorColumn == width
  }

  private static func used(_ cells: [Cell]) -> [Cell] {
    var cells = cells
    while let last = cells.last, !last.isWritten { cells.removeLast() }
    return cells
  }
}
