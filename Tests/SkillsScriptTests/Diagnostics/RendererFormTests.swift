import LosslessJSON
import SkillsScript
import Testing

@Suite("Forms of diagnostics")
struct RendererFormTests {
  private let source = SourceText(name: "film.skv", text: "use 水 x\nset a b\n")
  private var renderer: DiagnosticRenderer {
    DiagnosticRenderer(sources: SourceMap([source]), color: true)
  }
  private let diagnostic = Diagnostic(
    DiagnosticCode(rawValue: "E0203"), "no `b`\u{1B}", at: SourceSpan(start: 8, end: 9),
    label: "this",
    secondary: [.init(span: SourceSpan(start: 10, end: 17), text: "")], help: ["look"],
    fix: .init(title: "write c", replacing: SourceSpan(start: 8, end: 9), with: "c"))

  @Test("The short form is one line without colours")
  func short() {
    var warning = diagnostic
    warning.severity = .warning
    #expect(
      renderer.short([diagnostic, warning]) == """
        film.skv:1:8: error E0203: no `b`\\u{1b}
        film.skv:1:8: warning E0203: no `b`\\u{1b}

        """)
  }

  @Test("Help is wrapped where the width is known, and stands whole where it is not")
  func help() {
    var long = diagnostic
    long.fix = nil
    long.help = ["one two three four five six"]
    let plain = DiagnosticRenderer(sources: SourceMap([source]), color: false).rendered([long])
    #expect(plain.hasSuffix("   = help: one two three four five six\n"))
    for color in [false, true] {
      let narrow = DiagnosticRenderer(sources: SourceMap([source]), color: color, columns: 30)
        .rendered([long]).replacing(/\u{1B}\[[0-9;]*m/, with: "")
      #expect(
        narrow.hasSuffix("   = help: one two three four\n           five six\n"), "\(narrow)")
    }
  }

  @Test("The JSON form has the members that it documents, in their order")
  func json() {
    let values = renderer.json([diagnostic])
    let expected: JSON = [
      "severity": "error", "code": "E0203", "message": "no `b`\u{1B}", "file": "film.skv",
      "line": 1, "column": 8, "end_line": 1, "end_column": 9, "start": 8, "end": 9,
      "label": "this",
      "secondary": [
        [
          "file": "film.skv", "line": 2, "column": 1, "end_line": 2, "end_column": 8, "start": 10,
          "end": 17, "label": "",
        ]
      ], "included_from": [], "help": ["look"],
      "fix": [
        "title": "write c",
        "edits": [["file": "film.skv", "start": 8, "end": 9, "replacement": "c"]],
      ],
    ]
    #expect(values.map { $0.printed() } == [expected.printed()])
  }

  @Test("Without a fix or a known source the members are null")
  func nulls() {
    let lost = Diagnostic(
      DiagnosticCode(rawValue: "E0101"), "m", at: SourceSpan(source: 7, start: 1, end: 2))
    let value = renderer.json([lost])[0]
    #expect(value["fix"] == .null && value["file"] == .null && value["line"] == .null)
    #expect(value["start"] == 1 && value["secondary"] == [])
  }

  @Test(
    "At most twenty are shown to people, and how many more there are",
    arguments: [0, 1, 20, 21, 45])
  func limit(_ count: Int) {
    let diagnostics = Array(repeating: diagnostic, count: count)
    let shown = min(count, 20)
    let rendered = renderer.rendered(diagnostics)
    #expect(
      rendered.split(separator: "error[").count - (count > 0 ? 1 : 0) == (count > 0 ? shown : 0))
    let short = renderer.short(diagnostics)
    #expect(short.split(separator: "\n").count == shown + (count > 20 ? 1 : 0))
    for text in [rendered, short] {
      #expect(text.hasSuffix("… and \(count - 20) more\n") == (count > 20))
      #expect(text.isEmpty == (count == 0))
    }
    #expect(renderer.json(diagnostics).count == count)
  }

  @Test("Two diagnostics have a blank line between them")
  func between() {
    let plain = DiagnosticRenderer(sources: SourceMap([source]), color: false)
    let one = plain.rendered([diagnostic])
    #expect(plain.rendered([diagnostic, diagnostic]) == one + "\n" + one)
  }

  @Test(
    "Colours are for terminals without NO_COLOR",
    arguments: [
      ([:], true, true), ([:], false, false), (["NO_COLOR": "1"], true, false),
      (["NO_COLOR": ""], true, true),
    ] as [([String: String], Bool, Bool)])
  func color(_ environment: [String: String], _ isTerminal: Bool, _ wanted: Bool) {
    #expect(
      DiagnosticRenderer.wantsColor(environment: environment, isTerminal: isTerminal) == wanted)
  }

  @Test(
    "A fix is help, unless the text has said it",
    arguments: [
      ("", [], "quote it", "\"b\"", ["quote it: `\"b\"`"]),
      ("", [], "write `c`", "c", ["write `c`"]),
      ("did you mean `c`?", [], "write `c`", "c", []),
      ("", ["it is `c`"], "write `c`", "c", ["it is `c`"]),
      ("", ["h"], "take it out", "", ["h", "take it out"]),
      ("", [], "write a block", "\"\"\"\na\n\"\"\"", ["write a block"]),
    ] as [(String, [String], String, String, [String])])
  func fix(
    _ label: String, _ help: [String], _ title: String, _ replacement: String, _ lines: [String]
  ) {
    var shown = diagnostic
    shown.primary.text = label
    shown.help = help
    shown.fix = .init(title: title, replacing: shown.primary.span, with: replacement)
    let plain = DiagnosticRenderer(sources: SourceMap([source]), color: false)
    let found = plain.rendered([shown]).split(separator: "\n").compactMap { line in
      line.hasPrefix("   = help: ") ? String(line.dropFirst(11)) : nil
    }
    #expect(found == lines)
  }

  @Test("A fix that puts something in is its title, if that names it")
  func insertion() {
    var shown = diagnostic
    shown.help = []
    shown.fix = .init(title: "write `;`", replacing: SourceSpan(start: 8, end: 8), with: "; ")
    let plain = DiagnosticRenderer(sources: SourceMap([source]), color: false)
    #expect(plain.rendered([shown]).hasSuffix("   = help: write `;`\n"))
  }

  @Test("A long replacement is cut")
  func longFix() {
    var shown = diagnostic
    shown.help = []
    let text = String(repeating: "x", count: 1_000)
    shown.fix = .init(title: "quote it", replacing: shown.primary.span, with: text)
    let plain = DiagnosticRenderer(sources: SourceMap([source]), color: false)
    let cut = String(repeating: "x", count: 80)
    #expect(plain.rendered([shown]).hasSuffix("   = help: quote it: `\(cut)…`\n"))
  }

  @Test("A fix of several edits is its title")
  func severalEdits() {
    var shown = diagnostic
    shown.help = []
    shown.fix?.edits.append(.init(span: SourceSpan(start: 14, end: 15), replacement: "d"))
    let plain = DiagnosticRenderer(sources: SourceMap([source]), color: false)
    #expect(plain.rendered([shown]).hasSuffix("   = help: write c\n"))
  }
}
