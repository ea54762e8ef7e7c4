import LosslessJSON
import Testing

@Suite("Strings")
struct JSONStringTests {
  @Test(
    "An escape stands for its character",
    arguments: [
      (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{08}\u{0C}\n\r\t"),
      (#""\u0041\u00e9\u00E9\u20AC""#, "Aéé€"),
      (#""\u0000""#, "\0"),
      (#""\ud83d\ude00""#, "😀"),
      (#""\uD83D\uDE00""#, "😀"),
      (#""\ud800\udc00\udbff\udfff""#, "\u{10000}\u{10FFFF}"),
      (#""\ud7ff\ue000\uffff""#, "\u{D7FF}\u{E000}\u{FFFF}"),
      (#""a\nb\u00e9c""#, "a\nbéc"),
      (#""é\\é""#, "é\\é"),
      (#""\\u0041""#, "\\u0041"),
    ])
  func escapes(text: String, value: String) throws {
    let string = try #require(try JSON(parsing: text).string)
    #expect(Array(string.utf8) == Array(value.utf8))
  }

  @Test("Keys have escapes too")
  func keys() throws {
    #expect(try JSON(parsing: #"{"\u0061\n":1}"#)["a\n"] == 1)
  }

  @Test(
    "A wrong escape is refused at its backslash",
    arguments: [
      Mistake(#""\a""#, .invalidEscape, at: 1),
      Mistake(#""\'""#, .invalidEscape, at: 1),
      Mistake(#""\0""#, .invalidEscape, at: 1),
      Mistake(#""\x41""#, .invalidEscape, at: 1),
      Mistake(#""\N""#, .invalidEscape, at: 1),
      Mistake(#""\U0041""#, .invalidEscape, at: 1),
      Mistake("\"ab\\\nc\"", .invalidEscape, at: 3),
      Mistake("\"\\é\"", .invalidEscape, at: 1),
      Mistake(#""\u12""#, .invalidEscape, at: 1),
      Mistake(#""\u123g""#, .invalidEscape, at: 1),
      Mistake(#""\u 123""#, .invalidEscape, at: 1),
      Mistake(#""\u+123""#, .invalidEscape, at: 1),
      Mistake(#""\u{41}""#, .invalidEscape, at: 1),
      Mistake(#""\ud83d\u12""#, .invalidEscape, at: 7),
      Mistake(#""\n\n\q""#, .invalidEscape, at: 5),
      Mistake(#"{"\q":1}"#, .invalidEscape, at: 2),
    ])
  func wrongEscapes(mistake: Mistake) throws {
    try mistake.check()
  }

  @Test(
    "Half a surrogate pair is refused at its backslash",
    arguments: [
      Mistake(#""\ud800""#, .loneSurrogate, at: 1),
      Mistake(#""\udbff""#, .loneSurrogate, at: 1),
      Mistake(#""\udc00""#, .loneSurrogate, at: 1),
      Mistake(#""\udfff""#, .loneSurrogate, at: 1),
      Mistake(#""x\ud83d""#, .loneSurrogate, at: 2),
      Mistake(#""\ud83dx""#, .loneSurrogate, at: 1),
      Mistake(#""\ud83d\n""#, .loneSurrogate, at: 1),
      Mistake(#""\ud83d\ud83d""#, .loneSurrogate, at: 1),
      Mistake(#""\ud83d\u0041""#, .loneSurrogate, at: 1),
      Mistake(#""\ud83d\ue000""#, .loneSurrogate, at: 1),
      Mistake(#""\ude00\ud83d""#, .loneSurrogate, at: 1),
      Mistake(#""\ud83d\ude00\ude00""#, .loneSurrogate, at: 13),
      Mistake(#""\udc00"#, .loneSurrogate, at: 1),
      Mistake(#""\udc00\u12""#, .loneSurrogate, at: 1),
    ])
  func loneSurrogates(mistake: Mistake) throws {
    try mistake.check()
  }

  @Test("A character below U+0020 is refused where it stands", arguments: UInt8(0)..<0x20)
  func controlCharacters(byte: UInt8) throws {
    try Mistake(
      bytes: Array("[\"a".utf8) + [byte] + Array("\"]".utf8), .controlCharacter, at: 3, column: 4
    ).check()
  }

  @Test(
    "A string without a closing quote is refused at its opening quote",
    arguments: [
      Mistake("\"", .unterminatedString, at: 0),
      Mistake("\"a", .unterminatedString, at: 0),
      Mistake("[1, \"a]", .unterminatedString, at: 4),
      Mistake("{\"a\": \"é", .unterminatedString, at: 6),
      Mistake("{\"a", .unterminatedString, at: 1),
      Mistake("\"\\", .unterminatedString, at: 0),
      Mistake("\"a\\\"", .unterminatedString, at: 0),
      Mistake("\"\\u", .unterminatedString, at: 0),
      Mistake("\"\\u004", .unterminatedString, at: 0),
      Mistake("\"\\ud83d", .unterminatedString, at: 0),
      Mistake("\"\\ud83d\\", .unterminatedString, at: 0),
      Mistake("\"\\ud83d\\ude0", .unterminatedString, at: 0),
    ])
  func unterminated(mistake: Mistake) throws {
    try mistake.check()
  }

  @Test("A string keeps its spelling, composed or not")
  func noNormalisation() throws {
    let text = "[\"\u{E9}\",\"e\u{301}\",\"\u{212B}\"]"
    #expect(Array(try JSON(parsing: text).printed().utf8) == Array(text.utf8))
  }
}
