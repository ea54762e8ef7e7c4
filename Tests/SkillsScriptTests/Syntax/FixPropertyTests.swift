import SkillsScript
import Testing

@Suite("Every fix mends")
struct FixPropertyTests {
  private static let tokens = [
    "set", "use", "run", "let", "print", "unset", "option", "as", "x", "to", "for", "a", "b.c",
    "set a", "print ", "run ", "let b = ", "\nset a ", "; print ", "5", "007", "1..4", "5s", "true",
    "null", "\"", "\"a\"", "'", "'b'", "\"\"\"", "'''", "\\", "\\n", "\\r", "$", "$a", "${", "${a}",
    "@", "@f", "@\"g\"", "[", "]", "{", "}", ",", ":", ";", "=", "==", "!", "<", " ", "  ", "\t",
    "\n", "\r", "\r\n", "#", "# ", "“", "”", "’", "\u{A0}", "\u{200B}", "\u{202E}", "é", "水", "‑",
    "；", "\u{0}", "\u{FEFF}", "(", ")", "(1)", "&", "\\u{41}", "\\u", "-", ".", "*", "`", "[0]",
    "[00]", "[-1]", "skv 1", "skv", "\nrun\n", "frob", "sett",
  ]

  private static let lines = [
    "set prompt \"a fox\"", "set seed 5", "set image_urls[0] @a.png", "use kling-v2.6 for t2v",
    "run as fox x 3 to \"o.mp4\"", "let a = [1, {\"b\": 2}]", "print \"x ${fox.credits}\"",
    "option jobs 8", "unset seed", "skv 1", "print \"\"\"\n  a\n  \"\"\"",
  ]

  /// Checks that each fix alone takes its finding away, and that fewer errors are left.
  private func check(_ text: String) -> Int {
    let script = MarkedSource.parse(text)
    let errors = script.diagnostics.count { $0.severity == .error }
    var fixes = 0
    for finding in script.diagnostics {
      guard let fix = finding.fix else { continue }
      fixes += 1
      let mended = fix.applied(to: script.source.bytes)
      let again = Parser.parse(SourceText(name: "x", bytes: mended))
      let left = again.diagnostics.count { $0.severity == .error }
      let comment: Comment = "\(text.debugDescription) → \(String(decoding: mended, as: UTF8.self))"
      if finding.severity == .error {
        #expect(left < errors, comment)
      } else {
        #expect(left <= errors, comment)
      }
      let start = finding.primary.span.start
      let isLeft = again.diagnostics.contains {
        $0.code == finding.code && $0.primary.span.start == start
          && $0.message == finding.message && $0.primary.text == finding.primary.text
      }
      // A text of several findings of one kind at one place does not exist; the next may move up.
      let moved = again.diagnostics.count >= script.diagnostics.count
      #expect(!(isLeft && moved), comment)
    }
    return fixes
  }

  @Test("Random tokens", arguments: 1...60)
  func randomTokens(_ seed: UInt64) {
    var random = Seeded(state: seed &* 104_729)
    for _ in 0..<60 {
      let count = Int.random(in: 1...14, using: &random)
      let text = (0..<count).map { _ in Self.tokens.randomElement(using: &random) ?? "" }.joined()
      _ = check(text)
    }
  }

  @Test("Right lines with something put in, taken out or doubled", arguments: 1...40)
  func brokenLines(_ seed: UInt64) {
    var random = Seeded(state: seed &* 7919)
    var fixes = 0
    for _ in 0..<40 {
      let count = Int.random(in: 1...4, using: &random)
      var scalars = Array(
        (0..<count).map { _ in Self.lines.randomElement(using: &random) ?? "" }
          .joined(separator: Bool.random(using: &random) ? "\n" : "; ").unicodeScalars)
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<scalars.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: scalars.remove(at: place)
        case 1: scalars.insert(scalars[place], at: place)
        default:
          let token = Self.tokens.randomElement(using: &random) ?? ""
          scalars.insert(contentsOf: token.unicodeScalars, at: place)
        }
      }
      fixes += check(String(String.UnicodeScalarView(scalars)))
    }
    #expect(fixes > 0)
  }

  @Test("Every example, and every one of its beginnings", arguments: SyntaxCase.all)
  func examples(_ example: SyntaxCase) {
    let text = example.source.text
    var index = text.startIndex
    while index < text.endIndex {
      index = text.index(after: index)
      _ = check(String(text[..<index]))
    }
  }
}
