import SkillsScript
import Testing

@Suite("Large and deep texts")
struct LimitTests {
  @Test("Nesting up to the limit is read")
  func deepEnough() {
    let depth = Parser.maximumDepth
    let text =
      "set a " + String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    #expect(MarkedSource.parse(text).diagnostics.isEmpty)
  }

  @Test("Nesting above the limit is an error, however deep", arguments: ["[", "{\"a\":"])
  func tooDeep(_ opening: String) {
    let closing = opening == "[" ? "]" : "}"
    for depth in [Parser.maximumDepth + 1, 100_000] {
      let text =
        "set a " + String(repeating: opening, count: depth)
        + String(repeating: closing, count: depth) + "; run"
      let script = MarkedSource.parse(text)
      #expect(script.diagnostics.map(\.code) == [.nestingTooDeep])
      #expect(script.statements.map(Outline.of) == ["set(a, malformed)", "run()"])
      let start = 6 + Parser.maximumDepth * opening.utf8.count
      #expect(script.diagnostics.first?.primary.span == SourceSpan(start: start, end: start + 1))
    }
  }

  @Test(
    "100,000 brackets that are never closed are one error", arguments: ["[", "{", "[{", "]", "}"])
  func neverClosed(_ opening: String) {
    let script = MarkedSource.parse("set a " + String(repeating: opening, count: 100_000))
    #expect(script.diagnostics.count == 1)
    #expect(script.printed.count == 6 + 100_000 * opening.utf8.count)
  }

  /// Parts that a reader with a quadratic scan would not get through when they are repeated.
  static let parts = [
    "a ", "a", "1", "\"a\"", "“", "“ ", "'a'b ", "\\u{A0}", "\u{A0}", "#", "\n\"", "\"\"\"x\"\"\"",
    "\"\"\"\n", "\\", "\\\n", "$", "${", "@", "a[", ";", "é", "\u{0}", "set a 1 ", ".", "[\n",
    "$a.b", "a[0].", "1..", "\"\\r", "@${a}", "run ", "set b [\n", "\u{202E}", "it's ", "\r\n  ",
    "set a [1;", "'''\n", "\"a”", "“\n",
    "；", "(1) ", "skv 1;", "[\nrun\n", "\u{200B}",
  ]

  @Test("A part repeated over 100 kB is read whole, and its findings are short", arguments: parts)
  func repeated(_ part: String) {
    check("set a " + String(repeating: part, count: 100_000 / part.utf8.count))
  }

  @Test("A line of a megabyte is read whole, and its findings are short")
  func megabyte() {
    check("set a " + String(repeating: "word 5 ", count: 150_000))
    check("set prompt \"" + String(repeating: "a fox ${x} \\n", count: 80_000))
    check("set prompt “" + String(repeating: "a fox ", count: 170_000))
  }

  private func check(_ text: String) {
    let source = SourceText(name: "x", text: text)
    let script = Parser.parse(source)
    #expect(script.printed == source.bytes)
    let renderer = DiagnosticRenderer(sources: SourceMap([source]), color: false)
    #expect(renderer.rendered(script.diagnostics).utf8.count < 20_000)
  }
}
