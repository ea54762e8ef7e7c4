import TerminalEmulator

@testable import skv

/// One change of a window.
struct WindowChange: Sendable, CustomStringConvertible {
  var columns: Int
  var rows: Int
  /// Whether the program has been told before it draws again.
  var isTold: Bool

  static func told(_ columns: Int, _ rows: Int = 24) -> WindowChange {
    WindowChange(columns: columns, rows: rows, isTold: true)
  }

  static func untold(_ columns: Int, _ rows: Int = 24) -> WindowChange {
    WindowChange(columns: columns, rows: rows, isTold: false)
  }

  var description: String { "\(columns)x\(rows)\(isTold ? "" : " untold")" }
}

/// A window with finished lines above live ones and a typed line, and a program that believes in
/// the last size it was told.
struct ResizedWindow {
  static let typed =
    "skv> set prompt \"a fairly long line, typed by someone who is resizing the window"

  private(set) var finished: [String] = []
  var screen = EmulatedScreen(columns: 100, rows: 24)
  private var display = LineDisplay()
  private var believed = ScreenSize(columns: 100, rows: 24)
  private var cursor = Self.typed.count - 5
  private var time = 0
  private let live: Int
  private let reflows: Bool

  init(live: Int, reflows: Bool, finished count: Int = 3) {
    self.live = live
    self.reflows = reflows
    for _ in 0..<count { self.print() }
    draw()
  }

  mutating func resize(_ change: WindowChange) {
    screen.resize(columns: change.columns, rows: change.rows, reflows: reflows)
    if change.isTold { tell() }
  }

  /// The program learns the size, when nothing more is on its way.
  mutating func tell() {
    believed = ScreenSize(columns: screen.columns, rows: screen.height)
    screen.feed(display.erase(afterChangeTo: believed, reflows: reflows))
  }

  mutating func move(_ random: inout SeededGenerator) {
    cursor = Int.random(in: 0...Self.typed.count - 5, using: &random)
  }

  mutating func draw() {
    time += 1
    let layout = layout()
    let above = (0..<live).suffix(max(0, believed.rows - layout.rows.count)).map {
      ScreenRow.clipped(
        StyledText("* ra[\($0)]  bytedance/seedream-4.5  in queue  0:\(time)"),
        columns: believed.columns, color: false)
    }
    var place = layout.cursor
    place.row += above.count
    screen.feed(display.draw(above + layout.rows, cursor: place, size: believed))
  }

  /// Prints one more line above; a long one only where rows are not cut.
  mutating func print() {
    let number = finished.count
    finished.append("line \(number)" + (reflows && number % 3 == 1 ? " " + long(number) : ""))
    screen.feed(display.erase() + finished[number] + "\r\n")
  }

  mutating func finish() { screen.feed(display.finish(layout().rows, size: believed)) }

  /// The finished lines that are not there any more, in their order.
  var losses: [String] {
    var rest = screen.joinedLines[...]
    return finished.filter { line in
      guard let place = rest.firstIndex(where: { $0.hasPrefix(line) }) else { return true }
      rest = rest[(place + 1)...]
      return false
    }
  }

  /// What stands between the finished lines and the rows of the last drawing.
  var copies: [String] {
    let lines = screen.joinedLines
    let wanted = min(live, max(0, believed.rows - layout().rows.count))
    let rows = min(layout().rows.count, believed.rows)
    return lines.count == finished.count + wanted + rows ? [] : lines
  }

  private func layout() -> LineLayout {
    LineLayout(
      prompt: Prompt("skv> "), text: Array(Self.typed.unicodeScalars.dropFirst(5)),
      cursor: cursor, columns: believed.columns, color: false)
  }

  private func long(_ number: Int) -> String {
    String(repeating: "\(number)", count: 110)
  }
}
