import LosslessJSON
import Testing

@Suite("UTF-8")
struct JSONEncodingTests {
  @Test(
    "The first and the last character of every length of sequence is read",
    arguments: [
      [0x7F], [0xC2, 0x80], [0xDF, 0xBF], [0xE0, 0xA0, 0x80], [0xEC, 0xBF, 0xBF],
      [0xED, 0x9F, 0xBF], [0xEE, 0x80, 0x80], [0xEF, 0xBF, 0xBF], [0xF0, 0x90, 0x80, 0x80],
      [0xF1, 0x80, 0x80, 0x80], [0xF3, 0xBF, 0xBF, 0xBF], [0xF4, 0x8F, 0xBF, 0xBF],
    ] as [[UInt8]])
  func sequences(bytes: [UInt8]) throws {
    let quoted = [UInt8(ascii: "\"")] + bytes + [UInt8(ascii: "\"")]
    #expect(Array(try JSON(parsing: quoted).string?.utf8 ?? "".utf8) == bytes)
  }

  private static let wrongSequences: [[UInt8]] = [
    [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC2], [0xC2, 0x41], [0xC2, 0xC2, 0x80],
    [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF], [0xE2, 0x82], [0xE2, 0x82, 0x41], [0xE2, 0x28, 0xA1],
    [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF],
    [0xF0, 0x9F, 0x98], [0xF0, 0x9F, 0x28, 0x80], [0xF0, 0x9F, 0x98, 0x41],
    [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80],
    [0xFE], [0xFF],
  ]

  @Test("A wrong sequence in a string is refused at its first byte", arguments: wrongSequences)
  func wrongInString(sequence: [UInt8]) throws {
    try Mistake(
      bytes: Array("[\n \"é".utf8) + sequence + Array("\"]".utf8), .invalidUTF8, at: 6, line: 2,
      column: 4
    ).check()
  }

  @Test("A wrong sequence after an escape is refused at its first byte", arguments: wrongSequences)
  func wrongAfterEscape(sequence: [UInt8]) throws {
    try Mistake(
      bytes: Array(#""\n"#.utf8) + sequence + Array("\"".utf8), .invalidUTF8, at: 3, column: 4
    ).check()
  }

  @Test("A wrong sequence outside strings is refused at its first byte", arguments: wrongSequences)
  func wrongOutsideStrings(sequence: [UInt8]) throws {
    try Mistake(bytes: Array("[1".utf8) + sequence, .invalidUTF8, at: 2, column: 3).check()
  }

  @Test("A sequence that the end of the text cuts off is refused at its first byte")
  func cutOff() throws {
    for length in 1...3 {
      let start = Array("\"😀".utf8).prefix(1 + length)
      try Mistake(bytes: Array(start), .invalidUTF8, at: 1, column: 2).check()
    }
  }

  @Test("A half byte order mark and one of UTF-16 are refused")
  func otherMarks() throws {
    try Mistake(bytes: [0xEF, 0xBB], .invalidUTF8, at: 0, column: 1).check()
    try Mistake(bytes: [0xFF, 0xFE, 0x31, 0x00], .invalidUTF8, at: 0, column: 1).check()
  }

  @Test("Bytes are read from any collection")
  func collections() throws {
    let bytes = Array(#"xx{"a":[1]}xx"#.utf8)
    #expect(try JSON(parsing: bytes[2..<11]) == ["a": [1]])
    #expect(try JSON(parsing: Array(bytes[2..<11].reversed()).reversed()) == ["a": [1]])
    #expect(try JSON(parsing: Substring(#"{"a":[1]}"#).utf8) == ["a": [1]])
  }

  @Test("An offset counts from the start of a slice")
  func sliceOffsets() throws {
    let bytes = Array("xx[x".utf8)
    let error = try #require(throws: JSONError.self) { try JSON(parsing: bytes[2...]) }
    #expect(error.offset == 1)
  }
}
