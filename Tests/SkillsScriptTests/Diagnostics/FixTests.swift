import SkillsScript
import Testing

@Suite("Applying fixes")
struct FixTests {
  private func fix(_ edits: [(Int, Int, String)], source: Int = 0) -> Diagnostic.Fix {
    var fix = Diagnostic.Fix(title: "t", replacing: SourceSpan(start: 0, end: 0), with: "")
    fix.edits = edits.map {
      Diagnostic.Edit(span: SourceSpan(source: source, start: $0.0, end: $0.1), replacement: $0.2)
    }
    return fix
  }

  @Test(
    "Edits replace, insert and take out",
    arguments: [
      ([(0, 1, "X")], "Xbcdef"), ([(6, 6, "!")], "abcdef!"), ([(0, 0, ">")], ">abcdef"),
      ([(1, 3, "")], "adef"), ([(0, 1, "1"), (2, 3, "22"), (5, 6, "")], "1b22de"),
      ([], "abcdef"), ([(0, 6, "水")], "水"), ([(2, 2, "x"), (2, 3, "y")], "abxydef"),
    ] as [([(Int, Int, String)], String)])
  func applied(_ edits: [(Int, Int, String)], _ expected: String) {
    let bytes = fix(edits).applied(to: Array("abcdef".utf8))
    #expect(String(decoding: bytes, as: UTF8.self) == expected)
  }

  @Test(
    "Edits that overlap, go back or reach outside are left out",
    arguments: [
      ([(0, 3, "X"), (2, 4, "Y")], "Xdef"), ([(4, 5, "X"), (0, 1, "Y")], "abcdXf"),
      ([(5, 9, "X")], "abcdef"), ([(9, 9, "X")], "abcdef"), ([(-2, 1, "X")], "abcdef"),
    ] as [([(Int, Int, String)], String)])
  func leftOut(_ edits: [(Int, Int, String)], _ expected: String) {
    let bytes = fix(edits).applied(to: Array("abcdef".utf8))
    #expect(String(decoding: bytes, as: UTF8.self) == expected)
  }

  @Test("Edits of another source are left out")
  func otherSource() {
    let fix = fix([(0, 1, "X")], source: 1)
    #expect(fix.applied(to: [0x61]) == [0x61])
    #expect(fix.applied(to: [0x61], source: 1) == [0x58])
  }

  @Test("Bytes that are no UTF-8 stay as they are")
  func invalid() {
    #expect(fix([(1, 2, "x")]).applied(to: [0xFF, 0x61, 0xC3]) == [0xFF, 0x78, 0xC3])
  }
}
