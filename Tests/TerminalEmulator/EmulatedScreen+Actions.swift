extension EmulatedScreen {
  mutating func perform(_ action: ScreenParser.Action) {
    switch action {
    case .character(let scalar): put(scalar)
    case .control(let byte): control(byte)
    case .escape(let character): escape(character)
    case .sequence(let isPrivate, let numbers, let last):
      if isPrivate {
        setMode(numbers, last)
      } else {
        sequence(numbers, last)
      }
    case .unknown(let text): unknown.append(text)
    }
  }

  // MARK: - Characters

  private mutating func put(_ scalar: Unicode.Scalar) {
    let width = CellWidth.columns(of: scalar)
    if width == 0 {
      let place = isWrapPending ? cursorColumn : cursorColumn - 1
      guard rows[cursorRow].cells.indices.contains(place) else { return }
      let lead = rows[cursorRow].cells[place].text.isEmpty ? place - 1 : place
      rows[cursorRow].cells[max(lead, 0)].text.unicodeScalars.append(scalar)
      return
    }
    if isWrapPending || cursorColumn + width > columns {
      rows[cursorRow].goesOn = true
      cursorColumn = 0
      lineFeed()
    }
    clear(cursorRow, cursorColumn..<cursorColumn + width)
    rows[cursorRow].cells[cursorColumn] = Cell(
      text: String(scalar), columns: width, isWritten: true)
    if width == 2 {
      rows[cursorRow].cells[cursorColumn + 1] = Cell(text: "", columns: 0, isWritten: true)
    }
    isWrapPending = cursorColumn + width == columns
    cursorColumn = min(cursorColumn + width, columns - 1)
  }

  /// Blanks cells; half of a wide character takes the other half with it.
  private mutating func clear(_ row: Int, _ range: Range<Int>) {
    for column in range.clamped(to: 0..<columns) {
      if rows[row].cells[column].columns == 0, column > 0 { rows[row].cells[column - 1] = Cell() }
      if rows[row].cells[column].columns == 2, column + 1 < columns {
        rows[row].cells[column + 1] = Cell()
      }
      rows[row].cells[column] = Cell()
    }
  }

  /// Blanks a row from a column on. Only of a row that is blanked whole tmux forgets that it goes
  /// on in the next one, and that the one before goes on in it.
  private mutating func clearEnd(of row: Int, from column: Int) {
    clear(row, column..<columns)
    guard column == 0 else { return }
    rows[row].goesOn = false
    if row > 0 {
      rows[row - 1].goesOn = false
    } else if let last = past.indices.last {
      past[last].goesOn = false
    }
  }

  private mutating func lineFeed() {
    isWrapPending = false
    if cursorRow + 1 < height {
      cursorRow += 1
    } else {
      past.append(rows.removeFirst())
      rows.append(blankRow)
    }
  }

  // MARK: - Controls

  private mutating func control(_ byte: UInt8) {
    switch byte {
    case 0x07: bells += 1
    case 0x08: move(cursorRow, cursorColumn - 1)
    case 0x09: move(cursorRow, (cursorColumn / 8 + 1) * 8)
    case 0x0A, 0x0B, 0x0C: lineFeed()
    case 0x0D: move(cursorRow, 0)
    case 0x00, 0x0E, 0x0F: break
    default: unknown.append("control \(byte)")
    }
  }

  private mutating func move(_ row: Int, _ column: Int) {
    cursorRow = min(max(row, 0), height - 1)
    cursorColumn = min(max(column, 0), columns - 1)
    isWrapPending = false
  }

  private mutating func escape(_ character: Character) {
    switch character {
    case "7": saved = (cursorRow, cursorColumn)
    case "8": move(saved.row, saved.column)
    case "M": if cursorRow > 0 { move(cursorRow - 1, cursorColumn) }
    case "=", ">": break
    case "c": self = EmulatedScreen(columns: columns, rows: height)
    default: unknown.append("ESC \(character)")
    }
  }

  private mutating func setMode(_ numbers: [Int], _ last: Character) {
    switch (numbers, last) {
    case ([2004], "h"): wantsBracketedPaste = true
    case ([2004], "l"): wantsBracketedPaste = false
    case ([1], _), ([7], _), ([12], _), ([25], _), ([1034], _): break
    default: unknown.append("mode \(numbers) \(last)")
    }
  }

  private mutating func sequence(_ numbers: [Int], _ last: Character) {
    let first = numbers.first ?? 0
    let count = max(first, 1)
    switch last {
    case "A": move(cursorRow - count, cursorColumn)
    case "B": move(cursorRow + count, cursorColumn)
    case "C": move(cursorRow, cursorColumn + count)
    case "D": move(cursorRow, cursorColumn - count)
    case "G": move(cursorRow, count - 1)
    case "d": move(count - 1, cursorColumn)
    case "H", "f": move(count - 1, max(numbers.count > 1 ? numbers[1] : 1, 1) - 1)
    case "J": eraseScreen(first)
    case "K": eraseLine(first)
    case "P": deleteCells(count)
    case "@": insertCells(count)
    case "X": clear(cursorRow, cursorColumn..<cursorColumn + count)
    case "m", "t": break
    default: unknown.append("CSI \(numbers) \(last)")
    }
  }

  // MARK: - Erasing

  private mutating func eraseLine(_ part: Int) {
    isWrapPending = false
    switch part {
    case 0: clearEnd(of: cursorRow, from: cursorColumn)
    case 1: clear(cursorRow, 0..<cursorColumn + 1)
    default: clearEnd(of: cursorRow, from: 0)
    }
  }

  private mutating func eraseScreen(_ part: Int) {
    eraseLine(part)
    let others = part == 0 ? cursorRow + 1..<height : part == 1 ? 0..<cursorRow : 0..<height
    for row in others { clearEnd(of: row, from: 0) }
  }

  private mutating func deleteCells(_ count: Int) {
    isWrapPending = false
    for _ in 0..<min(count, columns - cursorColumn) {
      rows[cursorRow].cells.remove(at: cursorColumn)
      rows[cursorRow].cells.append(Cell())
    }
  }

  private mutating func insertCells(_ count: Int) {
    isWrapPending = false
    for _ in 0..<min(count, columns - cursorColumn) {
      rows[cursorRow].cells.insert(Cell(), at: cursorColumn)
      rows[cursorRow].cells.removeLast()
    }
  }
}
