import SkillsScript
import Testing

@Suite("No byte is lost")
struct LosslessTests {
  /// Reads bytes, and checks everything that holds for every text.
  private func check(_ bytes: [UInt8], _ comment: String = "") {
    let script = Parser.parse(SourceText(name: "x", bytes: bytes))
    #expect(script.printed == bytes, "\(comment)")
    #expect(script.tokens.last?.kind == .endOfFile, "\(comment)")
    // The pieces follow each other without gaps, so that each byte has one owner.
    var end = 0
    var trivia = 0
    for token in script.tokens {
      #expect(token.leadingTrivia.lowerBound == trivia, "\(comment)")
      trivia = token.leadingTrivia.upperBound
      for piece in script.trivia[token.leadingTrivia] + [] {
        #expect(piece.span.start == end && piece.span.end > end, "\(comment)")
        end = piece.span.end
      }
      #expect(token.span.start == end, "\(comment)")
      end = token.span.end
    }
    #expect(end == bytes.count && trivia == script.trivia.count, "\(comment)")
    for diagnostic in script.diagnostics {
      let spans = [diagnostic.primary.span] + diagnostic.secondary.map(\.span)
      for span in spans + (diagnostic.fix?.edits.map(\.span) ?? []) {
        #expect(span.start >= 0 && span.end <= bytes.count, "\(comment)")
      }
    }
    let malformed = script.statements.contains { $0.kind == .malformed }
    #expect(!malformed || script.diagnostics.contains { $0.severity == .error }, "\(comment)")
  }

  @Test("Every example prints as it was read", arguments: SyntaxCase.all)
  func examples(_ example: SyntaxCase) {
    check(Array(example.source.text.utf8))
  }

  @Test("Every beginning of every example prints as it was read", arguments: SyntaxCase.all)
  func prefixes(_ example: SyntaxCase) {
    let bytes = Array(example.source.text.utf8)
    for count in bytes.indices { check(Array(bytes[..<count]), "\(count)") }
  }

  @Test("Random bytes print as they were read", arguments: 1...40)
  func randomBytes(_ seed: UInt64) {
    var random = Seeded(state: seed)
    for _ in 0..<25 {
      let count = Int.random(in: 0...120, using: &random)
      check((0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }, "seed \(seed)")
    }
  }

  @Test("Random tokens print as they were read", arguments: 1...60)
  func randomTokens(_ seed: UInt64) {
    let parts = [
      "set", "use", "run", "let", "print", "unset", "option", "as", "x", "to", "for", "a", "b.c",
      "5", "007", "1..4", "5s", "true", "null", "\"", "\"a\"", "'", "'b'", "\"\"\"", "\\", "\\n",
      "$", "$a", "${", "${a}", "@", "@f", "@\"g\"", "[", "]", "{", "}", ",", ":", ";", "=", "!",
      "<", " ", "  ", "\t", "\n", "\r", "\r\n", "#", "“", "”", "’", "\u{A0}", "\u{202E}", "é", "水",
      "\u{0}", "\u{FEFF}", "(", ")", "&", "\\u{41}", "\\u", "-", ".", "*", "`",
    ]
    var random = Seeded(state: seed &* 7919)
    for _ in 0..<40 {
      let count = Int.random(in: 1...40, using: &random)
      let text = (0..<count).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
      check(Array(text.utf8), text)
    }
  }

  @Test("A fix of random tokens stays inside of the text and is applied", arguments: 1...20)
  func randomFixes(_ seed: UInt64) {
    let parts = [
      "set a", " ", "“", "\"", "'", "\\r", "$b", "007", "[", "{", "x", "\n", "\"\"\"", ";",
      "\u{A0}", "#",
    ]
    var random = Seeded(state: seed &* 104_729)
    for _ in 0..<40 {
      let count = Int.random(in: 1...14, using: &random)
      let text = (0..<count).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
      let script = MarkedSource.parse(text)
      for fix in script.diagnostics.compactMap(\.fix) {
        let kept = fix.edits.reduce(script.source.bytes.count) {
          $0 - ($1.span.end - $1.span.start) + $1.replacement.utf8.count
        }
        #expect(fix.applied(to: script.source.bytes).count == kept, "\(text)")
      }
    }
  }
}
