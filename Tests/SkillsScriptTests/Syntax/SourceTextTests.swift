import SkillsScript
import Testing

@Suite("Places in a text")
struct SourceTextTests {
  @Test("columns of a long line are those of its parts, wherever it is asked")
  func longLine() {
    let text = String(repeating: "a\tü漢\u{301}\u{7}x", count: 400)
    let source = SourceText(name: "t", text: "one\n" + text + "\n" + text)
    for number in [2, 3] {
      let line = source.line(number)
      for offset in line {
        let columns = DisplayWidth.columns(of: source.bytes, in: line.lowerBound..<offset)
        #expect(
          source.position(of: offset) == .init(line: number, column: columns + 1)
            || source.bytes[offset] & 0xC0 == 0x80)
      }
    }
  }

  @Test(
    "A line ends with LF, CRLF or CR",
    arguments: [
      ("", [""]), ("a", ["a"]), ("a\n", ["a", ""]), ("a\r\nb", ["a", "b"]), ("a\rb", ["a", "b"]),
      ("\n\r\n\r", ["", "", "", ""]), ("\r\r\n", ["", "", ""]), ("a\n\rb", ["a", "", "b"]),
      ("\u{FEFF}a\nb", ["a", "b"]), ("\u{FEFF}", [""]),
    ])
  func lines(_ text: String, _ expected: [String]) {
    let source = SourceText(name: "x", text: text)
    let lines = (1...source.lineCount).map { source.text(in: source.line($0)) }
    #expect(lines == expected)
  }

  @Test("Every offset has the line that holds it")
  func lineNumbers() {
    let source = SourceText(name: "x", text: "ab\r\nc\n\nd")
    #expect((0...8).map { source.lineNumber(at: $0) } == [1, 1, 1, 1, 2, 2, 3, 4, 4])
    #expect(source.lineNumber(at: 99) == 4 && source.lineNumber(at: -1) == 1)
    #expect(source.line(0).isEmpty && source.line(9).isEmpty)
  }

  @Test(
    "Columns count what a terminal shows",
    arguments: [
      ("abc", 2, 3), ("\tab", 1, 5), ("a\tb", 2, 6), ("水b", 3, 3), ("e\u{301}b", 3, 2),
      ("🦊b", 4, 3), ("\u{FEFF}ab", 4, 2), ("é!", 2, 2), ("\u{1B}b", 1, 7), ("\u{202E}b", 3, 9),
      ("ab\r\nc", 3, 3), ("ab\r\nc", 4, 1), ("한b", 3, 3), ("ｆb", 3, 3), ("👩\u{200D}👧b", 11, 5),
    ])
  func columns(_ text: String, _ offset: Int, _ column: Int) {
    #expect(SourceText(name: "x", text: text).position(of: offset).column == column)
  }

  @Test("Bytes that are no UTF-8 are kept, shown replaced, and take a column each piece")
  func invalid() {
    let source = SourceText(name: "x", bytes: [0x61, 0xFF, 0xE6, 0xB0, 0x62])
    #expect(source.text(in: 0..<5) == "a\u{FFFD}\u{FFFD}b")
    #expect(source.position(of: 4).column == 4)
    #expect(source.bytes.count == 5)
  }

  @Test(
    "Columns and the text that is shown cut broken bytes alike",
    arguments: [
      [0xED, 0xA0, 0x80], [0xED, 0x9F, 0xBF], [0xE0, 0x80, 0x80], [0xE0, 0xA0, 0x80],
      [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x9F, 0xA6], [0xF4, 0x90, 0x80, 0x80], [0xC0, 0xAF],
      [0xC2], [0xE6, 0xB0, 0x61], [0xF0, 0x9F, 0xA6, 0x8A], [0x80, 0xBF], [0xF5, 0x80],
    ] as [[UInt8]])
  func brokenBytes(_ bytes: [UInt8]) {
    let source = SourceText(name: "x", bytes: bytes)
    let shown = String(decoding: bytes, as: UTF8.self)
    #expect(source.position(of: bytes.count).column - 1 == DisplayWidth.columns(of: shown))
  }

  @Test(
    "A text has the width of what is shown for it",
    arguments: [
      ("", 0), ("abc", 3), ("\t", 4), ("水彩", 4), ("e\u{301}", 1), ("❤\u{FE0F}", 1), ("🇪🇺", 2),
      ("\u{0}", 5), ("\u{7F}", 6), ("\u{9B}", 6), ("\u{200B}", 8), ("\u{AD}", 1), ("─", 1),
      ("가", 2), ("\u{1100}\u{1161}", 2), ("、", 2), ("ก\u{E34}", 1), ("\u{E0041}", 9),
    ])
  func widths(_ text: String, _ width: Int) {
    #expect(DisplayWidth.columns(of: text) == width)
    let shown = DisplayWidth.shown(text)
    #expect(DisplayWidth.columns(of: shown) == width)
  }

  @Test("Nothing that is shown can steer a terminal")
  func shown() {
    var scalars = (0...0x2FF).compactMap(Unicode.Scalar.init)
    scalars += (0x2000...0x20FF).compactMap { Unicode.Scalar(UInt32($0)) }
    let text = String(String.UnicodeScalarView(scalars))
    for scalar in DisplayWidth.shown(text).unicodeScalars {
      #expect(scalar.properties.generalCategory != .control)
      #expect(scalar.properties.isBidiControl == false)
    }
  }
}
