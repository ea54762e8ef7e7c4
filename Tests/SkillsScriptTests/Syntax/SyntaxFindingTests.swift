import SkillsScript
import Testing

@Suite("Findings about syntax")
struct SyntaxFindingTests {
  @Test("A finding stands where the mistake is", arguments: SyntaxCase.all)
  func marks(_ example: SyntaxCase) {
    let script = MarkedSource.parse(example.source.text)
    #expect(MarkedSource.marks(of: script) == example.source.marks)
  }

  @Test("A fix mends its finding", arguments: SyntaxCase.all)
  func fixes(_ example: SyntaxCase) throws {
    let script = MarkedSource.parse(example.source.text)
    let fix = script.diagnostics.first?.fix
    let mended = fix.map { String(decoding: $0.applied(to: script.source.bytes), as: UTF8.self) }
    #expect(mended == example.mended)
    guard let mended else { return }
    let again = MarkedSource.parse(mended)
    #expect(again.diagnostics.map(\.code.rawValue) == [])
  }

  @Test("The edits of a fix ascend and do not overlap", arguments: SyntaxCase.all)
  func edits(_ example: SyntaxCase) {
    for fix in MarkedSource.parse(example.source.text).diagnostics.compactMap(\.fix) {
      #expect(!fix.edits.isEmpty && !fix.title.isEmpty)
      for (first, second) in zip(fix.edits, fix.edits.dropFirst()) {
        #expect(first.span.end <= second.span.start)
      }
    }
  }

  @Test("A message is one line of plain text without a full stop", arguments: SyntaxCase.all)
  func messages(_ example: SyntaxCase) {
    for diagnostic in MarkedSource.parse(example.source.text).diagnostics {
      let texts = [diagnostic.message, diagnostic.primary.text] + diagnostic.help
      #expect(texts.allSatisfy { !$0.hasSuffix(".") && !$0.contains("\n") })
      #expect(!diagnostic.message.isEmpty)
    }
  }

  @Test("Every code of the family has an example")
  func everyCode() {
    let seen = Set(
      SyntaxCase.all.flatMap { MarkedSource.parse($0.source.text).diagnostics }.map(\.code))
    // The encoding of a whole file has tests of its own, and so have the commands of the prompt.
    let apart = [101, 118, 134]
    let numbers = (Array(101...121) + Array(130...148)).filter { !apart.contains($0) }
    let expected = numbers.map { "E0\($0)" } + ["W0901"]
    #expect(Set(seen.map(\.rawValue)) == Set(expected))
  }

  @Test("Bytes that are no UTF-8 are found and kept")
  func invalidUTF8() {
    var bytes = Array("print \"a".utf8)
    bytes += [0xFF, 0xC3, 0x28, 0xED, 0xA0, 0x80]
    bytes += Array("\"\nrun # ".utf8)
    bytes += [0x80]
    let script = Parser.parse(SourceText(name: "a", bytes: bytes))
    #expect(script.printed == bytes)
    #expect(MarkedSource.marks(of: script) == ["1:9-10 E0101", "2:7-7 E0101"])
    #expect(
      Outline.of(script.statements[0]) == "print(\"a\u{FFFD}\u{FFFD}(\u{FFFD}\u{FFFD}\u{FFFD}\")")
  }

  @Test("Bytes that are no UTF-8 outside of strings are no token", arguments: [0xC0, 0x80, 0xF5])
  func invalidOutside(_ byte: UInt8) {
    let script = Parser.parse(SourceText(name: "a", bytes: Array("set a ".utf8) + [byte]))
    #expect(script.diagnostics.map(\.code) == [.invalidUTF8])
    #expect(Outline.of(script.statements[0]) == "set(a, malformed)")
  }

  @Test("A file in UTF-16 is one finding", arguments: [[0xFF, 0xFE], [0xFE, 0xFF]])
  func utf16(_ mark: [UInt8]) {
    let bytes = mark + [0x72, 0, 0x75, 0, 0x6E, 0, 0x0A, 0, 0x72, 0]
    let script = Parser.parse(SourceText(name: "a", bytes: bytes))
    #expect(script.diagnostics.map(\.code) == [.invalidUTF8])
    #expect(script.diagnostics.first?.message.contains("UTF-16") == true)
    #expect(script.printed == bytes)
  }

  @Test("The parser's message holds the form of the statement and an example")
  func forms() {
    let script = MarkedSource.parse("set prompt")
    #expect(
      script.diagnostics.first?.message
        == "expected a value: `set PATH value`, for example `set prompt \"a fox\"`")
  }
}
