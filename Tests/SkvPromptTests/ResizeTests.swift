import TerminalEmulator
import Testing

@testable import skv

/// Windows that change their size while live lines and a long line stand below finished ones.
@Suite struct ResizeTests {
  init() throws { try #require(PromptLocale.settle()) }

  /// Changes of the window, each of which the program is told of or not.
  static let sequences: [[WindowChange]] = [
    [.untold(20), .untold(100)],
    [.told(20), .told(100)],
    [.told(20), .untold(100)],
    [.untold(20), .told(100)],
    [.told(35), .untold(90), .untold(20), .told(70), .told(100)],
    [.told(35), .told(90), .told(20), .told(70), .told(100)],
    [.told(60), .untold(40), .untold(80), .untold(35), .told(100)],
    [.untold(60), .untold(40), .untold(80), .untold(35), .untold(100)],
    [.told(21), .untold(44), .told(43), .untold(42), .told(22), .untold(63), .told(64)],
    [.told(100, 3), .told(100, 24)],
    [.untold(100, 3), .untold(100, 24)],
    [.told(44, 3), .untold(100, 24), .told(44, 24)],
    [.told(30, 3), .told(30, 2), .told(100, 24)],
    [.untold(30, 2), .told(90, 4), .untold(20, 24), .told(100, 24)],
  ]

  @Test(
    "However the window changes and however late that is told, nothing that was printed is lost",
    arguments: sequences, [false, true])
  func nothingIsLost(changes: [WindowChange], reflows: Bool) {
    for live in [0, 1, 3] {
      for isTellingLate in [false, true] {
        var window = ResizedWindow(live: live, reflows: reflows)
        for change in changes {
          window.resize(change)
          window.draw()
          if isTellingLate { window.print() }
          window.draw()
        }
        #expect(window.losses == [], "\(live) live lines")
      }
    }
  }

  @Test(
    "After changes that were told before the next drawing no copy of the rows is left",
    arguments: sequences, [false, true])
  func noCopies(changes: [WindowChange], reflows: Bool) {
    // A terminal that cuts rows keeps those that went off a screen that became lower.
    guard reflows || changes.allSatisfy({ $0.rows == 24 }) else { return }
    for live in [0, 1, 3] {
      // With blank rows below the cursor tmux moves others off a screen that becomes narrower; how
      // many cannot be known.
      var window = ResizedWindow(live: live, reflows: reflows, finished: 30)
      for change in changes {
        window.resize(change)
        guard change.isTold else { continue }
        window.draw()
        window.draw()
      }
      window.tell()
      window.draw()
      #expect(
        window.copies == [], "\(live) live lines: \(window.copies.joined(separator: "\n"))")
    }
  }

  @Test("Lines that went off a low screen are erased when they come back, at any width")
  func backFromAbove() {
    for columns in [12, 20, 47, 100] {
      var window = ResizedWindow(live: 3, reflows: true, finished: 30)
      for change in [WindowChange.told(columns, 3), .told(30, 2), .told(columns, 24)] {
        window.resize(change)
        window.draw()
      }
      window.resize(.told(100))
      window.draw()
      #expect(window.losses == [])
      #expect(window.copies == [], "\(columns) columns")
    }
  }

  @Test("A screen that became lower loses rows below the cursor, which are drawn anew")
  func lostBelow() {
    let rows = ["one", "two", "three"].map { ScreenRow(text: $0, columns: $0.count) }
    let size = ScreenSize(columns: 20, rows: 6)
    var screen = EmulatedScreen(columns: 20, rows: 6)
    var display = LineDisplay()
    screen.feed("finished\r\n")
    screen.feed(display.draw(rows, cursor: ScreenPosition(row: 0, column: 3), size: size))
    screen.resize(columns: 20, rows: 2)
    screen.feed(display.draw(rows, cursor: ScreenPosition(row: 2, column: 5), size: size))
    screen.resize(columns: 20, rows: 6, reflows: true)
    #expect(screen.lines == ["finished", "one", "two", "three"])
  }

  @Test("Nothing is lost by any changes at any time", arguments: 0..<400)
  func random(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var window = ResizedWindow(
      live: Int.random(in: 0...3, using: &random), reflows: seed.isMultiple(of: 2))
    for step in 0..<40 {
      switch Int.random(in: 0..<10, using: &random) {
      case 0..<4:
        let columns = Int.random(in: 12...100, using: &random)
        let rows = Bool.random(using: &random) ? 24 : Int.random(in: 2...12, using: &random)
        window.resize(.untold(columns, rows))
      case 4: window.tell()
      case 5: window.print()
      case 6: window.move(&random)
      default: window.draw()
      }
      guard window.losses == [] else {
        Issue.record("step \(step): \(window.losses) of \(window.screen.joinedLines)")
        return
      }
    }
    window.finish()
    #expect(window.losses == [])
    #expect(window.screen.unknown == [])
  }

  @Test("The cursor behind a line that just fits waits at the margin, and is counted there")
  func margin() {
    var screen = EmulatedScreen(columns: 40, rows: 10)
    screen.feed("finished\r\n")
    var display = LineDisplay()
    let rows = [ScreenRow(text: "0123456789", columns: 10)]
    let cursor = ScreenPosition(row: 0, column: 10)
    screen.feed(display.draw(rows, cursor: cursor, size: ScreenSize(columns: 40, rows: 10)))
    screen.resize(columns: 10, rows: 10, reflows: true)
    let size = ScreenSize(columns: 10, rows: 10)
    screen.feed(display.erase(afterChangeTo: size, reflows: true))
    #expect(screen.lines == ["finished"])
  }

  @Test("A line that is done is one line to the terminal, however many rows it took")
  func joined() {
    var window = ResizedWindow(live: 1, reflows: true)
    window.resize(.told(30))
    window.draw()
    window.finish()
    window.screen.resize(columns: 100, rows: 24, reflows: true)
    #expect(window.screen.lines.last == ResizedWindow.typed)
  }

  @Test("A new size is waited for until it has been the same for a time")
  func settling() {
    let start = ContinuousClock.now
    var settling = SizeSettling(time: .milliseconds(300))
    #expect(settling.rest(at: start) == nil)
    settling.start(at: start)
    #expect(settling.rest(at: start + .milliseconds(100)) == 200)
    settling.start(at: start + .milliseconds(250))
    #expect(settling.rest(at: start + .milliseconds(400)) == 150)
    #expect(settling.rest(at: start + .microseconds(549_500)) == 1)
    #expect(settling.rest(at: start + .milliseconds(550)) == 0)
    settling.close()
    #expect(settling.rest(at: start + .milliseconds(600)) == nil)
  }
}
