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
    #expect(broken.allLines == ["abcde", "fgh"])
    #expect(broken.cursorRow == 0 && broken.cursorColumn == 3)
  }

  @Test(
    "Where a terminal reflows it does so as tmux 3.3 was seen to",
    arguments: [
      ("abcdefghijklm\r\u{1B}[Axy\u{1B}[K\r\nzz", 20, 6, ["xy        zzm"], 0, 12),
      ("abcdefghijklm\r\u{1B}[A\u{1B}[Kxy\r\nzz", 20, 6, ["xy", "zzm"], 1, 2),
      ("abcdefghijklm\r\u{1B}[A0123456789\r\nzz", 20, 6, ["0123456789zzm"], 0, 12),
      ("abcdefghijklm\r\u{1B}[Kzz", 20, 6, ["abcdefghij", "zz"], 1, 2),
      ("one\r\nabcdefgh\u{1B}[3D", 4, 6, ["one", "abcd", "efgh"], 1, 1),
      ("one\r\nab\u{1B}[5C", 5, 6, ["one", "ab"], 1, 2),
      ("one\r\nabcdefgh", 4, 6, ["one", "abcd", "efgh"], 1, 3),
      ("1\r\n2\r\n3\r\n4\r\n5\u{1B}[A", 10, 2, ["1", "2", "3", "4"], 1, 1),
    ])
  func likeTmux(
    bytes: String, columns: Int, rows: Int, lines: [String], row: Int, column: Int
  ) {
    var screen = screen(bytes, rows: 6)
    screen.resize(columns: columns, rows: rows, reflows: true)
    #expect(screen.allLines == lines)
    #expect(screen.cursorRow == row && screen.cursorColumn == column)
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
