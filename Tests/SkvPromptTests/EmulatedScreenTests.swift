import TerminalEmulator
import Testing

/// The terminal of the tests itself: what xterm does with these bytes.
@Suite struct EmulatedScreenTests {
  private func screen(_ text: String, columns: Int = 10, rows: Int = 3) -> EmulatedScreen {
    var screen = EmulatedScreen(columns: columns, rows: rows)
    screen.feed(text)
    return screen
  }

  @Test(
    "Bytes become cells",
    arguments: [
      ("abc\rX", ["Xbc"]), ("ab\r\ncd", ["ab", "cd"]), ("abcdefghijk", ["abcdefghij", "k"]),
      ("abcdefghi漢", ["abcdefghi", "漢"]), ("a\u{1B}[3Cb", ["a   b"]),
      ("ab\r\ncd\u{1B}[A\rX\u{1B}[K", ["X", "cd"]), ("ab\r\ncd\u{1B}[A\u{1B}[J", ["ab"]),
      ("漢字\r\u{1B}[CX", [" X字"]), ("1\n\r2\n\r3\n\r4", ["2", "3", "4"]),
      ("abc\u{1B}[2D\u{1B}[Px", ["ax"]), ("abc\r\u{1B}[@x", ["xabc"]), ("e\u{301}x", ["e\u{301}x"]),
      ("\u{1B}[32mg\u{1B}[0m", ["g"]), ("ab\u{1B}[2;4HX", ["ab", "   X"]),
    ])
  func cells(bytes: String, lines: [String]) {
    let screen = screen(bytes)
    #expect(screen.lines == lines)
    #expect(screen.unknown == [])
  }

  @Test("A write in the last column leaves the cursor there until the next character")
  func pendingWrap() {
    let full = screen("abcdefghij")
    #expect(full.cursorRow == 0 && full.cursorColumn == 9)
    #expect(screen("abcdefghij\u{1B}[K").lines == ["abcdefghi"])
    #expect(screen("abcdefghij\r\nk").lines == ["abcdefghij", "k"])
  }

  @Test("A narrower window cuts rows, or breaks them where the terminal reflows")
  func resize() {
    var cut = screen("abcdefgh")
    cut.resize(columns: 4, rows: 3)
    #expect(cut.lines == ["abcd"])
    var broken = screen("abcdefgh")
    broken.resize(columns: 5, rows: 3, reflows: true)
    #expect(broken.lines == ["abcde", "fgh"])
    #expect(broken.cursorRow == 1 && broken.cursorColumn == 3)
  }

  @Test("A wider window joins what was one line")
  func widen() {
    var screen = screen("abcdefghijklm\r\nx")
    screen.resize(columns: 20, rows: 3, reflows: true)
    #expect(screen.lines == ["abcdefghijklm", "x"])
    #expect(screen.cursorRow == 1 && screen.cursorColumn == 1)
  }

  @Test("What is not understood is told")
  func unknown() {
    #expect(screen("\u{1B}[5z").unknown == ["CSI [5] z"])
  }
}
