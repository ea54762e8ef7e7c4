import Testing

@testable import skv

@Suite struct KeyDecoderTests {
  private func keys(_ bytes: [UInt8], passesUnknown: Bool = false) -> [KeyDecoder.Key] {
    var decoder = KeyDecoder()
    decoder.passesUnknown = passesUnknown
    decoder.push(bytes)
    decoder.releaseEscape()
    var keys: [KeyDecoder.Key] = []
    while let key = decoder.next() { keys.append(key) }
    return keys
  }

  private func scalars(_ text: String) -> [KeyDecoder.Key] {
    text.unicodeScalars.map { .scalar($0) }
  }

  @Test("Text of any script comes through as it is")
  func text() {
    let text = "a\tß漢\u{1F98A}e\u{301}\r"
    #expect(keys(Array(text.utf8)) == scalars(text))
  }

  @Test(
    "A byte that is no UTF-8 becomes one replacement character and takes nothing with it",
    arguments: [
      ([0xFF, 0x61], "\u{FFFD}a"), ([0xC3, 0x61], "\u{FFFD}a"), ([0xE6, 0xBC, 0x61], "\u{FFFD}a"),
      ([0xED, 0xA0, 0x80], "\u{FFFD}"), ([0x80], "\u{FFFD}"), ([0xC2, 0x80], "\u{FFFD}"),
      ([0xF4, 0x90, 0x80, 0x80], "\u{FFFD}"),
    ] as [([UInt8], String)])
  func invalid(bytes: [UInt8], text: String) {
    #expect(keys(bytes) == scalars(text))
  }

  @Test(
    "Sequences become keys",
    arguments: [
      ("[A", EditorKey.up), ("OB", .down), ("[C", .right), ("OD", .left), ("[1~", .home),
      ("OH", .home), ("[F", .end), ("[8~", .end), ("[3~", .delete), ("[1;5D", .wordLeft),
      ("[1;3C", .wordRight), ("Oc", .wordRight), ("[3;5~", .wordDelete),
    ])
  func sequences(sequence: String, key: EditorKey) {
    #expect(keys(Array("\u{1B}\(sequence)x".utf8)) == [.special(key), .scalar("x")])
  }

  @Test("An unknown sequence is dropped whole, or passed on for bindings of the person's own")
  func unknown() {
    #expect(keys(Array("a\u{1B}[15;2~b".utf8)) == scalars("ab"))
    #expect(keys(Array("\u{1B}[15~".utf8), passesUnknown: true) == scalars("\u{1B}[15~"))
  }

  @Test("Alt with a letter is Escape and the letter; a lone Escape is a key")
  func escape() {
    #expect(keys(Array("\u{1B}b".utf8)) == scalars("\u{1B}b"))
    #expect(keys([0x1B]) == scalars("\u{1B}"))
    #expect(keys([0x1B, 0x1B]) == scalars("\u{1B}\u{1B}"))
  }

  @Test("A sequence that never ends does not swallow the line")
  func endless() {
    let keys = keys(Array(("\u{1B}[" + String(repeating: "1", count: 60)).utf8))
    #expect(keys.count > 20)
  }

  @Test("A paste is one key, clean of what could do harm")
  func paste() {
    let bytes = Array("x\u{1B}[200~one\r\ntwo\u{1B}[31m\u{07}\tthree\r\u{1B}[201~y".utf8)
    #expect(keys(bytes) == [.scalar("x"), .paste("one\ntwo[31m\tthree"), .scalar("y")])
  }

  @Test("The same bytes cut at every place give the same keys")
  func cuts() {
    let bytes = Array("ä\u{1B}[1;5Dé\u{1B}[200~漢\rb\u{1B}[201~\u{1B}OA\u{1F98A}\u{1B}b".utf8)
    let whole = keys(bytes)
    #expect(whole.count == 8)
    for cut in bytes.indices {
      var decoder = KeyDecoder()
      var keys: [KeyDecoder.Key] = []
      for part in [bytes[..<cut], bytes[cut...]] {
        decoder.push(part)
        while let key = decoder.next() { keys.append(key) }
      }
      #expect(keys == whole, "cut at \(cut)")
    }
  }
}
