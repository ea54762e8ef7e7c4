import LosslessJSON
import SkillsScript
import Testing

@Suite("Tokens and their values")
struct TokenTests {
  /// The value of `print …`, which takes every form of value.
  private func value(_ text: String) -> String {
    let script = MarkedSource.parse("print \(text)")
    guard script.diagnostics.isEmpty, script.statements.count == 1,
      case .print(let value) = script.statements[0].kind
    else { return "no value: \(script.diagnostics.map(\.message))" }
    return Outline.of(value)
  }

  @Test(
    "A run of word characters is classified whole",
    arguments: [
      ("16:9", "word 16:9"), ("1080p", "word 1080p"), ("4K", "word 4K"),
      ("kling-ai/v3/video", "word kling-ai/v3/video"), ("kling-v2.6", "word kling-v2.6"),
      ("1e", "word 1e"), ("1.2.3", "word 1.2.3"), ("2024-01-01", "word 2024-01-01"),
      ("-", "word -"), ("*", "word *"), ("50%", "word 50%"), ("a:b", "word a:b"),
      ("True", "word True"), ("nullable", "word nullable"), ("5sec", "word 5sec"),
      ("10MB", "word 10MB"), ("..", "word .."), ("1..", "word 1.."), ("1..2..3", "word 1..2..3"),
      ("set", "word set"), ("a+b", "word a+b"), ("_x", "word _x"), ("1..2s", "word 1..2s"),
    ])
  func words(_ text: String, _ expected: String) {
    #expect(value(text) == expected)
  }

  @Test(
    "Numbers keep their text",
    arguments: [
      "0", "-0", "7", "-7", "1.0", "9007199254740993", "1e5", "1E+05", "0.10", "-1.5e-3",
      "123456789012345678901234567890.000",
    ])
  func numbers(_ text: String) {
    #expect(value(text) == "number \(text)")
  }

  @Test(
    "A number with a unit is a quantity",
    arguments: [
      ("500ms", "500 ms"), ("5s", "5 s"), ("1.5m", "1.5 m"), ("2h", "2 h"), ("1e3kb", "1e3 kb"),
      ("50mb", "50 mb"), ("1gb", "1 gb"), ("-5s", "-5 s"),
    ])
  func quantities(_ text: String, _ expected: String) {
    #expect(value(text) == "quantity \(expected)")
  }

  @Test(
    "Two whole numbers with two dots are a range",
    arguments: [
      ("1..4", "1 4"), ("-3..3", "-3 3"), ("0..0", "0 0"), ("-5..-2", "-5 -2"),
      ("1..9223372036854775807", "1 9223372036854775807"),
    ])
  func ranges(_ text: String, _ expected: String) {
    #expect(value(text) == "range \(expected)")
  }

  @Test("Constants", arguments: ["true", "false", "null"])
  func constants(_ text: String) {
    #expect(value(text) == text)
  }

  @Test(
    "References carry a path",
    arguments: [
      ("$still", "still"), ("$still.files[0].url", "still.files[0].url"), ("$a-b_c", "a-b_c"),
      ("$grid[12]", "grid[12]"), ("$a[0][1].b", "a[0][1].b"), ("$a[007]", "a[7]"),
    ])
  func references(_ text: String, _ expected: String) {
    #expect(value(text) == "ref \(expected)")
  }

  @Test(
    "Files are bare or quoted",
    arguments: [
      ("@frame.png", "\"frame.png\""), ("@../a/b-1.json", "\"../a/b-1.json\""),
      ("@https://host/a.png?x=1&y=#z", "\"https://host/a.png?x=1&y=#z\""),
      ("@frames/*.png", "\"frames/*.png\""), ("@\"my photo.png\"", "\"my photo.png\""),
      ("@'a b'", "\"a b\""), ("@\"f/${shot}.png\"", "\"f/|<shot>|.png\""),
      ("@fotos/é.png", "\"fotos/é.png\""), ("@a[0].png", nil), ("@a\\b", "\"a\\b\""),
      ("@a(1", "\"a(1\""), ("@a$b", "\"a$b\""),
    ])
  func files(_ text: String, _ expected: String?) {
    // A bare path ends at `]`, so that a list can hold it.
    if let expected {
      #expect(value(text) == "file \(expected)")
    } else {
      #expect(MarkedSource.parse("print \(text)").diagnostics.count == 1)
    }
  }

  @Test("A bare path ends at each of its terminators", arguments: [";", ",", "]", "}", " ", "\n"])
  func pathTerminators(_ terminator: String) throws {
    let script = MarkedSource.parse("print @f\(terminator)")
    let token = script.tokens[1]
    #expect(script.source.text(of: token.span) == "@f")
    guard case .file(let literal) = token.kind else {
      Issue.record("no file")
      return
    }
    #expect(literal.plainText == "f")
    #expect(literal.span == SourceSpan(start: 7, end: 8))
  }

  @Test(
    "Lists and objects nest, and may span lines",
    arguments: [
      ("[]", "[]"), ("{}", "{}"), ("[1, \"a\", x,]", "[number 1, \"a\", word x]"),
      ("[1..3]", "[range 1 3]"), ("[[1],[2]]", "[[number 1], [number 2]]"),
      ("{\"a\":1}", "{\"a\": number 1}"), ("{\"a\" : b:c}", "{\"a\": word b:c}"),
      ("{\"a\": {\"b\": [true]},}", "{\"a\": {\"b\": [true]}}"),
      ("[\n  1, # one\n\n  2\n]", "[number 1, number 2]"),
      ("{\n'k': @f\n}", "{\"k\": file \"f\"}"), ("[@a,@b]", "[file \"a\", file \"b\"]"),
      ("{\"${x}\": $y}", "{\"<x>\": ref y}"), ("{\"a\":16:9}", "{\"a\": word 16:9}"),
      ("[run,set]", "[word run, word set]"), ("[\n  run\n]", "[word run]"),
    ])
  func collections(_ text: String, _ expected: String) {
    #expect(value(text) == expected)
  }

  @Test("Every kind of token has its bytes and its trivia")
  func spans() {
    let script = MarkedSource.parse("\u{FEFF}# hi\nset a [ 1 ] \\\n # x\n")
    let kinds = script.trivia.map { "\($0.kind) \($0.span.start)-\($0.span.end)" }
    #expect(
      kinds == [
        "byteOrderMark 0-3", "comment 3-7", "space 11-12", "space 13-14", "space 15-16",
        "space 17-18", "space 19-20", "lineJoin 20-22", "space 22-23", "comment 23-26",
      ])
    let texts = script.tokens.map { script.source.text(of: $0.span) }
    #expect(texts == ["\n", "set", "a", "[", "1", "]", "\n", ""])
    #expect(script.tokens.last?.kind == .endOfFile)
  }

  @Test(
    "Operators are punctuation, and may touch what is beside them",
    arguments: ["=", "==", "!=", "<", "<=", ">", ">="])
  func operators(_ text: String) throws {
    let script = MarkedSource.parse("a\(text)$b")
    let mark = try #require(Token.Punctuation(rawValue: text))
    #expect(script.tokens.map(\.kind).dropFirst().first == .punctuation(mark))
    #expect(script.tokens.count == 4)
  }

  @Test("LF, CRLF, CR and `;` end a statement alike")
  func lineEnds() {
    #expect(Outline.of("run\nrun\r\nrun\rrun;run") == Array(repeating: "run()", count: 5))
    let kinds = MarkedSource.parse("\r\n\n\r;").tokens.map(\.kind)
    #expect(kinds == [.newline, .newline, .newline, .semicolon, .endOfFile])
  }

  @Test(
    "A comment begins at the beginning of a line or after white space, `;`, `,`, `[`, `{`",
    arguments: [
      ("#c", []), ("  # c", []), ("run # c", ["run()"]), ("run;#c", ["run()"]),
      ("set a [#c\n1,#c\n]", ["set(a, [number 1])"]),
      ("set a {#c\n}", ["set(a, {})"]), ("print \"#no\"", ["print(\"#no\")"]),
      ("print \"a\" # \"b", ["print(\"a\")"]), ("#!/usr/bin/env skv\nrun", ["run()"]),
      ("\u{FEFF}#c\nrun", ["run()"]), ("set a 1 \\\n# c\nrun", ["set(a, number 1)", "run()"]),
    ])
  func comments(_ text: String, _ expected: [String]) {
    #expect(MarkedSource.parse(text).diagnostics.isEmpty)
    #expect(Outline.of(text) == expected)
  }
}
