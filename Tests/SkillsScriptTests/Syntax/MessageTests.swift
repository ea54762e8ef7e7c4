import SkillsScript
import Testing

@Suite("What findings about syntax say")
struct MessageTests {
  @Test(
    "A message says what is wrong, and its label where",
    arguments: [
      ("print \"a\"\"b\"", "`\"a\"\"b\"` is more than one text, with nothing between them", nil),
      ("set seed (2)", "`(` means nothing outside of a text", ""),
      (
        "use seedream‑4.5", "`‑` means nothing outside of a text", "U+2011, non-breaking hyphen"
      ),
      ("run；run", "`；` means nothing outside of a text", "U+FF1B, fullwidth semicolon"),
      (
        "set a été", "`é` means nothing outside of a text",
        "U+00E9, latin small letter e with acute"
      ),
      ("set a[-1] 1", "an index is a whole number in brackets, as in `image_urls[0]`", nil),
      ("set a[-1] 1", nil, "an index counts from 0"),
      ("set a[0 1", nil, "no `]` follows the number"),
      ("set a[0 ] 1", nil, "no spaces stand in the brackets"),
      ("set a[9999999999999999999] 1", nil, "this index is too large"),
      ("print \"\"\"\na\n\"\"\"x", "`\"\"\"…` is not one value", "a text stands in quotes"),
      ("set a [1;2]", "`;` ends a statement; the values of a list have `,` between them", nil),
      ("frob", "`frob` is not a statement", nil),
      ("if a", "`if` is not a statement of this language", nil),
      ("print 4..1", "`4..1` is not a range: a range rises", nil),
      ("print \"\\q\"", "`\\q` is not an escape", nil),
      ("use a for b", "`b` is not a mode", nil),
    ] as [(String, String?, String?)])
  func says(_ text: String, _ message: String?, _ label: String?) throws {
    let script = MarkedSource.parse(text)
    let finding = try #require(script.diagnostics.first)
    #expect(script.diagnostics.count == 1)
    if let message { #expect(finding.message == message) }
    if let label { #expect(finding.primary.text == label) }
  }

  @Test(
    "Where something is calculated, the help says that there is no arithmetic",
    arguments: [
      "print 1 + 1", "print 1 +1", "print 3 -1", "print $a+1", "print \"${1+1}\"",
      "print \"${a + 1}\"", "print (1+1)",
    ])
  func arithmetic(_ text: String) {
    let help = MarkedSource.parse(text).diagnostics.flatMap(\.help)
    #expect(
      help.contains { $0.contains("no arithmetic") || $0.contains("no calls and no arithmetic") })
  }

  @Test(
    "Quoting is advised only where a text can stand",
    arguments: [
      ("set a 007", true), ("print é", true), ("print $5", true), ("set a[00] 1", false),
      ("run x 007", false), ("é", false), ("$(x)", false), ("run as é", false),
    ])
  func quotingHelp(_ text: String, _ advised: Bool) {
    let help = MarkedSource.parse(text).diagnostics.flatMap(\.help)
    #expect(help.contains { $0.contains("quote") } == advised)
  }

  @Test("A control character has one spelling, in what is shown and in what is written")
  func escapes() {
    #expect(DisplayWidth.shown("\u{1B}") == "\\u{1b}")
    #expect(Quoting.quoted("\u{1B}") == "\"\\u{1b}\"")
    #expect(MarkedSource.parse("print \"\u{1B}\"").diagnostics.first?.primary.text == "\\u{1b}")
  }

  @Test("A text of several lines is mentioned by its first")
  func severalLines() {
    #expect(Quoting.mention("a\nb") == "`a…`")
    #expect(Quoting.mention("a\r\nb") == "`a…`")
  }

  @Test(
    "One mistake is one finding, and what follows it is read",
    arguments: [
      ("unset * prompt\nrun", ["malformed", "run()"]),
      ("set a [1;2]; run", ["set(a, malformed)", "run()"]),
      ("set a [1,\nrun", ["set(a, malformed)", "run()"]),
      ("print “a\nb”\nrun", ["malformed", "run()"]),
      ("print '''\na\n'''\nrun", ["print(\"⏎a⏎\")", "run()"]),
      ("print \"a” # c\nrun", ["print(\"a\")", "run()"]),
    ])
  func oneFinding(_ text: String, _ statements: [String]) {
    let script = MarkedSource.parse(text)
    #expect(script.diagnostics.count == 1)
    #expect(script.statements.map(Outline.of) == statements)
  }
}
