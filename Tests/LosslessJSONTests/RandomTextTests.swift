import LosslessJSON
import Testing

@Suite("Random and damaged texts")
struct RandomTextTests {
  @Test("A value is read back from each style of its text", arguments: UInt64(0)..<300)
  func roundTrip(seed: UInt64) throws {
    var random = RandomJSON(seed: seed)
    let value = random.value()
    let text = value.printed()
    for style in [JSONPrinter.Style.compact, .spaced, .indented(0), .indented(2)] {
      let read = try JSON(parsing: value.printed(style))
      #expect(read == value)
      #expect(read.printed().utf8.elementsEqual(text.utf8))
    }
    #expect(JSONPrinter.bytes(of: value) == Array(text.utf8))
  }

  @Test("Text and bytes are read alike", arguments: UInt64(0)..<50)
  func textAndBytes(seed: UInt64) throws {
    var random = RandomJSON(seed: seed)
    let text = random.value().printed(.spaced)
    #expect(try JSON(parsing: text) == JSON(parsing: Array(text.utf8)))
  }

  @Test("A number text is a number with a fixed canonical text", arguments: UInt64(0)..<500)
  func numberTexts(seed: UInt64) throws {
    var random = RandomJSON(seed: seed)
    let text = random.numberText()
    let number = try #require(JSONNumber(text))
    let canonical = try #require(JSONNumber(number.canonicalText))
    #expect(canonical.canonicalText == canonical.text)
    #expect(number.compared(to: canonical) == 0)
    #expect(number.double == canonical.double)
    #expect(number.isInteger == canonical.isInteger)
  }

  private static let document = #"""
    {"null": null, "bools": [true, false], "numbers": [0, -1.5e+10, 2E-3, 100],
     "text é€😀": "\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00 é€😀", "empty": [{}, [], ""], "deep": [[[{"a": 1}]]]}
    """#

  @Test("Every proper beginning of a text is refused as cut off")
  func prefixes() throws {
    let bytes = Array(Self.document.utf8)
    _ = try JSON(parsing: bytes)
    let cutOff: Set<JSONError.Code> = [
      .emptyDocument, .unexpectedEnd, .unterminatedString, .invalidUTF8,
    ]
    for length in bytes.indices {
      let error = try #require(throws: JSONError.self) { try JSON(parsing: bytes[..<length]) }
      #expect(cutOff.contains(error.code), "\(length)")
      #expect(error.offset <= length)
    }
  }

  @Test("A text with one byte changed is read or refused within its bounds")
  func damagedBytes() throws {
    let bytes = Array(Self.document.utf8)
    let replacements: [UInt8] =
      Array("\"\\{}[]:,0-. eEun\n\0".utf8) + [0x80, 0xC3, 0xE2, 0xF0, 0xFF]
    for position in bytes.indices {
      for replacement in replacements {
        var damaged = bytes
        damaged[position] = replacement
        try holds(damaged)
      }
    }
  }

  @Test("Random bytes are read or refused within their bounds", arguments: UInt64(0)..<50)
  func randomBytes(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let alphabet: [UInt8] =
      Array("\"\\{}[]:,01-.eE+truefalsn d8cC\n ".utf8) + [0xC3, 0xA9, 0xED, 0xF0]
    for _ in 0..<200 {
      let count = Int.random(in: 0...40, using: &generator)
      try holds((0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) })
      try holds((0..<count).map { _ in alphabet.randomElement(using: &generator) ?? 0 })
      try holds([0x22] + (0..<count).map { _ in UInt8.random(in: 0x20...255, using: &generator) })
    }
  }

  /// Either the text is read, and then its print is read as the same value, or the error lies in it.
  private func holds(_ bytes: [UInt8]) throws {
    switch Result(catching: { () throws(JSONError) in try JSON(parsing: bytes) }) {
    case .success(let value):
      let printed = try JSON(parsing: value.printed())
      #expect(printed == value)
      let canonical = try JSON(parsing: value.canonicalBytes)
      #expect(canonical.canonicalBytes == value.canonicalBytes)
    case .failure(let error):
      #expect((0...bytes.count).contains(error.offset))
      #expect(error.line >= 1 && error.column >= 1)
      #expect(String(validating: bytes[..<error.offset], as: UTF8.self) != nil)
    }
  }
}
