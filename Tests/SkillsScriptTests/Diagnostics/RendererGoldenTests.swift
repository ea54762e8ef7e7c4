import SkillsScript
import Testing

@Suite("Diagnostics as people see them")
struct RendererGoldenTests {
  /// Renders one finding about a source whose marked parts are found by their text.
  private func render(
    _ text: String, _ diagnostic: (SourceText) -> Diagnostic, name: String = "film.skv",
    color: Bool = false, lineWidth: Int = 100
  ) -> String {
    let source = SourceText(name: name, text: text)
    let renderer = DiagnosticRenderer(
      sources: SourceMap([source]), color: color, lineWidth: lineWidth)
    return renderer.rendered([diagnostic(source)])
  }

  /// The span of the first place where `part` stands.
  private func span(_ part: String, in source: SourceText) -> SourceSpan {
    let bytes = Array(part.utf8)
    let start =
      source.bytes.indices.first { source.bytes[$0...].starts(with: bytes) } ?? source.bytes.count
    return SourceSpan(start: start, end: start + bytes.count)
  }

  private let code = DiagnosticCode(rawValue: "E0203")

  @Test("The form of the language's page")
  func page() {
    let text = "skv 1\n\nuse kling-v2.6\nset promt \"a fox\"\n"
    let shown = render(text) { source in
      let field = span("promt", in: source)
      return Diagnostic(
        code, "kling-v2.6 has no field `promt`", at: field, label: "did you mean `prompt`?",
        secondary: [.init(span: span("kling-v2.6", in: source), text: "model chosen here")],
        help: ["`skv fields kling-v2.6` lists its 12 fields"],
        fix: .init(title: "write `prompt`", replacing: field, with: "prompt"))
    }
    #expect(
      shown == """
        error[E0203]: kling-v2.6 has no field `promt`
          --> film.skv:4:5
           |
         3 | use kling-v2.6
           |     ---------- model chosen here
         4 | set promt "a fox"
           |     ^^^^^ did you mean `prompt`?
           = help: `skv fields kling-v2.6` lists its 12 fields

        """)
  }

  @Test("A warning without words under its carets, and a fix as help")
  func warning() {
    let shown = render("let a = b") { source in
      let word = SourceSpan(start: 8, end: 9)
      return Diagnostic(
        code, severity: .warning, "a bare word", at: word,
        fix: .init(title: "quote it", replacing: word, with: "\"b\""))
    }
    #expect(
      shown == """
        warning[E0203]: a bare word
          --> film.skv:1:9
           |
         1 | let a = b
           |         ^
           = help: quote it: `"b"`

        """)
  }

  @Test("Tabs take four columns, wide characters two, combining ones none")
  func widths() {
    let shown = render("\tset 水 e\u{301} x\n") { source in
      Diagnostic(
        code, "m", at: span("x", in: source), label: "here",
        secondary: [
          .init(span: span("水", in: source), text: "two"),
          .init(span: span("e\u{301}", in: source), text: "one"),
        ])
    }
    #expect(
      shown == """
        error[E0203]: m
          --> film.skv:1:14
           |
         1 |     set 水 e\u{301} x
           |         -- two
           |            - one
           |              ^ here

        """)
  }

  @Test("A span over several lines is marked on its first and last line")
  func severalLines() {
    let text = "print 1\nset prompt \"\"\"\n  a\n  b\n  c\n  \"\"\"; run\n"
    let shown = render(text) { source in
      let start = span("\"\"\"", in: source).start
      let end = span("; run", in: source).start
      return Diagnostic(
        code, "m", at: SourceSpan(start: start, end: end), label: "this text",
        secondary: [.init(span: span("set", in: source), text: "")])
    }
    #expect(
      shown == """
        error[E0203]: m
          --> film.skv:2:12
           |
         2 | set prompt \"""
           | ---        ^^^
        ...
         6 |   \"""; run
           |   ^^^ this text

        """)
  }

  @Test("A span over two or three lines shows them all")
  func nearLines() {
    let shown = render("set a [\n  1\n]\n") { source in
      Diagnostic(code, "m", at: SourceSpan(start: 6, end: 13), label: "list")
    }
    #expect(
      shown == """
        error[E0203]: m
          --> film.skv:1:7
           |
         1 | set a [
           |       ^
         2 |   1
         3 | ]
           | ^ list

        """)
  }

  @Test("Lines far apart have `...` between them, and the gutter fits the longest number")
  func farApart() {
    let text = "use x\n" + String(repeating: "\n", count: 9) + "run\n"
    let shown = render(text) { source in
      Diagnostic(
        code, "m", at: span("run", in: source), label: "second",
        secondary: [.init(span: span("x", in: source), text: "first")])
    }
    #expect(
      shown
        == """
        error[E0203]: m
          --> film.skv:11:1
            |
          1 | use x
            |     - first
        ...
         11 | run
            | ^^^ second

        """.replacing("  --> film", with: "   --> film"))
  }

  @Test("A line in between is shown")
  func oneBetween() {
    let shown = render("use x\n# c\nrun\n") { source in
      Diagnostic(
        code, "m", at: span("run", in: source),
        secondary: [.init(span: span("x", in: source), text: "first")])
    }
    #expect(
      shown == """
        error[E0203]: m
          --> film.skv:3:1
           |
         1 | use x
           |     - first
         2 | # c
         3 | run
           | ^^^

        """)
  }

  @Test("CRLF, CR and a byte order mark are not shown")
  func lineEnds() {
    let shown = render("\u{FEFF}use x\r\nset y\rrun\r\n") { source in
      Diagnostic(
        code, "m", at: span("y", in: source), label: "b",
        secondary: [.init(span: span("use", in: source), text: "a")])
    }
    #expect(
      shown == """
        error[E0203]: m
          --> film.skv:2:5
           |
         1 | use x
           | --- a
         2 | set y
           |     ^ b

        """)
  }

  @Test("A place behind the end of a line, an empty line and an empty text have one caret")
  func emptyPlaces() {
    let behind = render("run x\n") { _ in Diagnostic(code, "m", at: SourceSpan(start: 5, end: 5)) }
    #expect(behind.contains(" 1 | run x\n   |      ^\n"))
    let empty = render("") { _ in Diagnostic(code, "m", at: SourceSpan(start: 0, end: 0)) }
    #expect(empty == "error[E0203]: m\n  --> film.skv:1:1\n   |\n 1 |\n   | ^\n")
    let outside = render("a\n") { _ in Diagnostic(code, "m", at: SourceSpan(start: 90, end: 99)) }
    #expect(outside.contains("film.skv:2:1"))
  }

  @Test("Control characters and bidirectional controls are shown escaped, everywhere")
  func escaped() {
    let shown = render(
      "print \"\u{1B}[2J\u{202E}x\"\n",
      { source in
        Diagnostic(
          code, "a \u{1B}]0;b", at: span("x", in: source), label: "l\u{7}", help: ["h\u{9B}"])
      }, name: "a\u{1B}b.skv")
    #expect(
      shown == """
        error[E0203]: a \\u{1b}]0;b
          --> a\\u{1b}b.skv:1:25
           |
         1 | print "\\u{1b}[2J\\u{202e}x"
           |                         ^ l\\u{7}
           = help: h\\u{9b}

        """)
  }

  @Test("A long line is cut around the mark")
  func longLine() {
    let text = String(repeating: "a", count: 40) + "XYZ" + String(repeating: "b", count: 40)
    let shown = render(
      text,
      { source in Diagnostic(code, "m", at: span("XYZ", in: source), label: "here") },
      lineWidth: 30)
    #expect(
      shown == """
        error[E0203]: m
          --> film.skv:1:41
           |
         1 | …aaaaaaaaaaXYZbbbbbbbbbbbbbbbbb…
           |            ^^^ here

        """)
  }

  @Test("Marks that do not fit one window of a long line have one each")
  func longLineTwice() {
    let text = "use " + String(repeating: "a", count: 60) + " XYZ"
    let shown = render(
      text,
      { source in
        Diagnostic(
          code, "m", at: span("XYZ", in: source), label: "two",
          secondary: [.init(span: span("use", in: source), text: "one")])
      }, lineWidth: 20)
    #expect(
      shown == """
        error[E0203]: m
          --> film.skv:1:66
           |
         1 | …aaaaaaaaaaaaaaaa XYZ
           |                   ^^^ two
         1 | use aaaaaaaaaaaaaaaa…
           | --- one

        """)
  }

  @Test("A mark that is longer than the window ends with it")
  func longMark() {
    let text = "use " + String(repeating: "水", count: 60)
    let shown = render(
      text, { _ in Diagnostic(code, "m", at: SourceSpan(start: 4, end: 184), label: "w") },
      lineWidth: 20)
    #expect(
      shown == """
        error[E0203]: m
          --> film.skv:1:5
           |
         1 | use 水水水水水水水水…
           |     ^^^^^^^^^^^^^^^^ w

        """)
  }

  @Test("Labels in another source have an excerpt of their own")
  func otherSource() {
    let film = SourceText(name: "film.skv", text: "let a = 1\n")
    let style = SourceText(name: "style.skv", text: "\n\nlet a = 2\n")
    let renderer = DiagnosticRenderer(sources: SourceMap([film, style]), color: false)
    let diagnostic = Diagnostic(
      code, "`a` is bound twice", at: SourceSpan(source: 1, start: 6, end: 7), label: "again",
      secondary: [.init(span: SourceSpan(source: 0, start: 4, end: 5), text: "first")])
    #expect(
      renderer.rendered([diagnostic]) == """
        error[E0203]: `a` is bound twice
          --> style.skv:3:5
           |
         3 | let a = 2
           |     ^ again
          ::: film.skv:1:5
           |
         1 | let a = 1
           |     - first

        """)
  }

  @Test("A span of no known source has its message alone")
  func unknownSource() {
    let renderer = DiagnosticRenderer(sources: SourceMap(), color: false)
    let diagnostic = Diagnostic(code, "m", at: SourceSpan(start: 0, end: 1), help: ["h"])
    #expect(renderer.rendered([diagnostic]) == "error[E0203]: m\n   = help: h\n")
    #expect(renderer.short([diagnostic]) == "<unknown>: error E0203: m\n")
  }

  @Test("With colours, the same text between escapes")
  func colors() {
    let make: (SourceText) -> Diagnostic = { source in
      Diagnostic(
        code, "m", at: span("x", in: source), label: "here",
        secondary: [.init(span: span("use", in: source), text: "a")], help: ["h"])
    }
    let plain = render("use x", make)
    let colored = render("use x", make, color: true)
    #expect(colored.hasPrefix("\u{1B}[1;31merror[E0203]\u{1B}[0m\u{1B}[1m: m\u{1B}[0m\n"))
    #expect(colored.contains("\u{1B}[1;31m^ here\u{1B}[0m"))
    #expect(colored.contains("\u{1B}[1;34m--- a\u{1B}[0m"))
    var stripped = colored
    for style in ["1;31", "1;34", "1", "0"] {
      stripped = stripped.replacing("\u{1B}[\(style)m", with: "")
    }
    #expect(stripped == plain)
    #expect(!plain.contains("\u{1B}"))
  }
}
