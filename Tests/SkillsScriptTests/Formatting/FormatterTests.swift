import Testing

@testable import SkillsScript

@Suite("Formatter")
struct FormatterTests {
  private func formatted(_ text: String) -> String? {
    Formatter.formatted(Parser.parse(SourceText(name: "t", text: text)))
  }

  static let cases: [(written: String, canonical: String)] = [
    ("", ""), ("\n\n", ""), ("run", "run\n"), ("  run  \n", "run\n"), ("\u{FEFF}run\r\n", "run\n"),
    ("use  a ;set b   5;run # c", "use a\nset b 5\nrun  # c\n"),
    ("run; # c\nrun", "run  # c\nrun\n"), (";;run;;\n;", "run\n"),
    ("\n\nrun\n\n\n\nrun\n\n", "run\n\nrun\n"),
    ("#!/usr/bin/env skv\nskv 1\n", "#!/usr/bin/env skv\nskv 1\n"),
    ("  # a  \n#b\n\n\n  # c\nrun", "# a\n#b\n\n# c\nrun\n"),
    ("# only", "# only\n"), ("run\n# last\n\n", "run\n# last\n"),
    ("set a [1,2 , 3,]", "set a [1, 2, 3]\n"), ("set a[0]  [ 1 ]", "set a[0] [1]\n"),
    ("set a[0].b[1].c 1", "set a[0].b[1].c 1\n"), ("set a []", "set a []\n"),
    ("set a [\n]", "set a [\n]\n"),
    ("set a {\"k\":1 , \"l\" : [ true,null ]}", "set a {\"k\": 1, \"l\": [true, null]}\n"),
    ("set a [1,\n2]", "set a [\n    1,\n    2,\n]\n"),
    (
      "set a [ # open\n  1 # one\n  , 2, # two\n  # above\n  3\n  # end\n]",
      "set a [\n    # open\n    1,  # one\n    2,  # two\n    # above\n    3,\n    # end\n]\n"
    ),
    (
      "set a {\"k\": [\n1],\n\"l\": {\"m\": 2}}",
      "set a {\n    \"k\": [\n        1,\n    ],\n    \"l\": {\"m\": 2},\n}\n"
    ),
    ("set a \\\n   5", "set a \\\n    5\n"),
    ("run   as fox\\\n x 3", "run as fox \\\n    x 3\n"),
    ("let a=5", "let a = 5\n"), ("expect $a.n>=3", "expect $a.n >= 3\n"),
    ("set in[0] 5; sweep s.t[0] in[1]", "set in[0] 5\nsweep s.t[0] in [1]\n"),
    ("arg a in[1,2]=1", "arg a in [1, 2] = 1\n"),
    ("sweep seed in   1..4", "sweep seed in 1..4\n"),
    ("set a 'raw  ${x}'; set b \"x  ${y}\"", "set a 'raw  ${x}'\nset b \"x  ${y}\"\n"),
    ("set a 1.0; set b 16:9; set c @f*.png", "set a 1.0\nset b 16:9\nset c @f*.png\n"),
    (
      "set a \"\"\"\n  one\n    two\n\n  \"\"\"", "set a \"\"\"\n    one\n      two\n\n    \"\"\"\n"
    ),
    (
      "set a \"\"\"\n  \u{308}one\n  \"\"\"", "set a \"\"\"\n    \u{308}one\n    \"\"\"\n"
    ),
    ("set a \"\"\"\r\n\t\tone\r\n\t\t\"\"\"", "set a \"\"\"\n    one\n    \"\"\"\n"),
    (
      "set a [\"\"\"\n one\n \"\"\"]",
      "set a [\n    \"\"\"\n        one\n        \"\"\",\n]\n"
    ),
    (
      "sweep from @t.csv\nsave $a[0] to \"x\"\nwait  $a   $b\nbudget 5 jobs per   day",
      "sweep from @t.csv\nsave $a[0] to \"x\"\nwait $a $b\nbudget 5 jobs per day\n"
    ),
    ("set a {\"k\" # c\n: 1}", "set a {\n    \"k\"  # c\n        : 1,\n}\n"),
  ]

  @Test("every form has one canonical form, which is its own", arguments: cases)
  func canonical(_ written: String, _ canonical: String) throws {
    #expect(formatted(written) == canonical)
    #expect(formatted(canonical) == canonical)
  }

  @Test("a script with errors has none")
  func errors() {
    #expect(formatted("run fox") == nil)
    #expect(formatted("set a [") == nil)
  }

  @Test("what is formatted means the same, keeps its comments, and is formatted", arguments: 0..<20)
  func meaning(_ block: Int) {
    var numbers = SchedulePropertyTests.Numbers(state: UInt64(block))
    var formed = 0
    for _ in 0..<800 {
      let text = FormText.random(&numbers)
      let before = Parser.parse(SourceText(name: "t", text: text))
      guard let canonical = Formatter.formatted(before) else { continue }
      formed += 1
      let after = Parser.parse(SourceText(name: "t", text: canonical))
      #expect(after.diagnostics.isEmpty, "\(text)")
      #expect(after.statements.map(Outline.of) == before.statements.map(Outline.of), "\(text)")
      #expect(FormText.comments(after) == FormText.comments(before), "\(text)")
      #expect(Formatter.formatted(after) == canonical, "\(text)")
    }
    #expect(formed > 40)
  }
}

/// Random texts in odd shapes.
private enum FormText {
  static func random(_ numbers: inout SchedulePropertyTests.Numbers) -> String {
    let pieces = [
      "use a/b", "set p[0].q ", "set prompt ", "run as l x 3", "[", "]", "{", "}", "\"k\": ", "1",
      "2.50",
      "true", "$a.b[0]", "@f.png", "'raw'", "\"t ${x}\"", ",", ",", " , ", "\n", "\n", "\r\n", ";",
      "# c\n",
      " # d e  \n", "  ", "\t", "\\\n", "\"\"\"\n   a\n  b\n  \"\"\"", "\"\"\"\n\t x\n\n\t\"\"\"",
      "let n = ",
      "expect $l.n >= ", "sweep s in ", "null", "16:9", "\n\n\n", "skv 1\n", "#!x\n",
    ]
    let count = Int.random(in: 1...9, using: &numbers)
    return (0..<count).map { _ in
      if Int.random(in: 0..<3, using: &numbers) == 0 { return value(2, &numbers) }
      return pieces.randomElement(using: &numbers) ?? ""
    }.joined(separator: Bool.random(using: &numbers) ? " " : "")
  }

  private static func value(_ depth: Int, _ numbers: inout SchedulePropertyTests.Numbers) -> String
  {
    func gap() -> String {
      ["", " ", "\n", " # x\n", "\\\n", "\n  # y\n\n"].randomElement(using: &numbers) ?? ""
    }
    switch Int.random(in: 0..<(depth > 0 ? 5 : 3), using: &numbers) {
    case 0: return "\nset f 5 "
    case 1: return " \"x\" "
    case 2: return "\nset f \"\"\"\n  l\n  \"\"\""
    case 3:
      let items = (0..<Int.random(in: 0...3, using: &numbers)).map { _ in
        gap() + inner(depth, &numbers) + gap()
      }
      return "\nset f [" + items.joined(separator: ",")
        + (items.isEmpty ? "" : [",", ""].randomElement(using: &numbers) ?? "") + gap() + "]"
    default:
      let items = (0..<Int.random(in: 0...3, using: &numbers)).map { index in
        gap() + "\"k\(index)\"" + gap() + ":" + gap() + inner(depth, &numbers) + gap()
      }
      return "\nset f {" + items.joined(separator: ",") + gap() + "}"
    }
  }

  private static func inner(_ depth: Int, _ numbers: inout SchedulePropertyTests.Numbers) -> String
  {
    switch Int.random(in: 0..<(depth > 0 ? 5 : 3), using: &numbers) {
    case 0: return "7"
    case 1: return "\"x\""
    case 2: return "@f.png"
    case 3: return "[" + inner(depth - 1, &numbers) + ", # z\n" + inner(depth - 1, &numbers) + "]"
    default: return "{\"a\":" + inner(depth - 1, &numbers) + "}"
    }
  }

  static func comments(_ script: Script) -> [String] {
    script.trivia.filter { $0.kind == .comment }.map { piece in
      var text = script.source.text(of: piece.span)[...]
      while let last = text.last, last == " " || last == "\t" { text.removeLast() }
      return String(text)
    }
  }
}
