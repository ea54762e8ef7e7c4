import SkillsScript
import Testing

@Suite("Strings")
struct StringTests {
  private func text(_ source: String) -> String {
    let script = MarkedSource.parse("print \(source)")
    guard script.diagnostics.isEmpty, case .print(let value)? = script.statements.first?.kind
    else { return "no text: \(script.diagnostics.map(\.message))" }
    return Outline.of(value)
  }

  @Test(
    "Escapes stand for their characters",
    arguments: [
      (#""a\nb""#, "a⏎b"), (#""a\tb""#, "a⇥b"), (#""\"""#, "\""), (#""\\""#, "\\"),
      (#""\$""#, "$"), (#""\${x}""#, "${x}"), (#""\u{1F98A}""#, "🦊"), (#""\u{41}""#, "A"),
      (#""\u{00e9}""#, "é"), (#""\u{10FFFF}""#, "\u{10FFFF}"), (#""\\n""#, "\\n"),
    ])
  func escapes(_ source: String, _ expected: String) {
    #expect(text(source) == "\"\(expected)\"")
  }

  @Test(
    "What is no escape stands for itself",
    arguments: [
      (#""a fox""#, "a fox"), (#""""#, ""), (#""costs $5""#, "costs $5"), (#""$""#, "$"),
      (#""$a""#, "$a"), (#""{}""#, "{}"), (##""# ; , [""##, "# ; , ["), (#""“typo”""#, "“typo”"),
      (#""\#u{A0}""#, "\u{A0}"), (#"'raw \n ${x} "q"'"#, "raw \\n ${x} \"q\""), (#"''"#, ""),
      ("\"tab\there\"", "tab⇥here"), (#""水彩 ñ""#, "水彩 ñ"),
    ])
  func plain(_ source: String, _ expected: String) {
    #expect(text(source) == "\"\(expected)\"")
  }

  @Test(
    "Interpolations split a text",
    arguments: [
      (#""${a}""#, "<a>"), (#""x${a}y${b.c[0]}z""#, "x|<a>|y|<b.c[0]>|z"),
      (#""${a}${b}""#, "<a>|<b>"), (#""$${a}""#, "$|<a>"), (#""\\${a}""#, "\\|<a>"),
    ])
  func interpolations(_ source: String, _ expected: String) {
    #expect(text(source) == "\"\(expected)\"")
  }

  @Test("An interpolation's span covers its path alone")
  func interpolationSpan() throws {
    let script = MarkedSource.parse(#"print "x ${still.credits}""#)
    guard case .print(let value)? = script.statements.first?.kind,
      case .string(let literal) = value.kind, case .interpolation(let path)? = literal.segments.last
    else {
      Issue.record("no interpolation")
      return
    }
    #expect(script.source.text(of: path.span) == "still.credits")
    #expect(script.source.text(of: path.head.span) == "still")
    #expect(path.steps.map { script.source.text(of: $0.span) } == ["credits"])
    #expect(script.source.text(of: literal.span) == #""x ${still.credits}""#)
  }

  @Test(
    "A block takes the indentation of its last line off every line",
    arguments: [
      ("\"\"\"\nabc\n\"\"\"", "abc"), ("\"\"\"\n  a\n  b\n  \"\"\"", "a⏎b"),
      ("\"\"\"\n    a\n  b\n  \"\"\"", "  a⏎b"), ("\"\"\"\n\"\"\"", ""),
      ("\"\"\"\n\n\"\"\"", ""), ("\"\"\"\n  a\n\n  b\n  \"\"\"", "a⏎⏎b"),
      ("\"\"\"\n  a\n \n  b\n  \"\"\"", "a⏎⏎b"), ("\"\"\"\n  a\n    \n  \"\"\"", "a⏎  "),
      ("\"\"\"\n\ta\n\t\"\"\"", "a"), ("\"\"\"\r\n  a\r\n  b\r\n  \"\"\"", "a⏎b"),
      ("\"\"\"\ra\rb\r\"\"\"", "a⏎b"), ("\"\"\"  \na\n\"\"\"", "a"),
      ("\"\"\"\na \"q\" \"\"b\"\"\n\"\"\"", "a \"q\" \"\"b\"\""),
      ("\"\"\"\na\\\"\"\"b\n\"\"\"", "a\"\"\"b"), ("\"\"\"\na\\nb\n\"\"\"", "a⏎b"),
      ("\"\"\"\nx ${a} y\n\"\"\"", "x |<a>| y"), ("\"\"\"\na \\\nb\n\"\"\"", "a b"),
      ("\"\"\"\na\n\n\"\"\"", "a⏎"), ("\"\"\"\n# no comment; 'x'\n\"\"\"", "# no comment; 'x'"),
    ])
  func blocks(_ source: String, _ expected: String) {
    #expect(text(source) == "\"\(expected)\"")
  }

  @Test("What stands behind a block goes on as a statement")
  func behindBlock() {
    let source = "set prompt \"\"\"\n  a\n  \"\"\" # c\nrun to \"\"\"\n x\n \"\"\" as y; run"
    #expect(Outline.of(source) == ["set(prompt, \"a\")", "run(as y, to \"x\")", "run()"])
    #expect(MarkedSource.parse(source).diagnostics.isEmpty)
  }

  @Test(
    "The quoted form of a text is read back as that text",
    arguments: [
      "a fox", "", "\"", "\\", "${x}", "$", "$$", "${", "$\\{", "a\nb\tc\r", "\u{0}\u{1B}",
      "'", "水彩 🦊", "\\n", "\\u{41}", "\u{202E}",
    ])
  func quoting(_ original: String) throws {
    let script = MarkedSource.parse("print \(Quoting.quoted(original))")
    guard case .print(let value)? = script.statements.first?.kind,
      case .string(let literal) = value.kind
    else {
      Issue.record("no string")
      return
    }
    #expect(literal.plainText == original)
    #expect(script.diagnostics.allSatisfy { $0.severity == .warning })
  }
}
