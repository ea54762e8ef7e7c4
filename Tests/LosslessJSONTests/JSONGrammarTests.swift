import LosslessJSON
import Testing

@Suite("The grammar")
struct JSONGrammarTests {
  @Test(
    "A compact text is printed as it was read",
    arguments: [
      "null", "true", "false", "0", "-0", "7", "-12", "1.50", "-0.0", "1e2", "1E2", "1e+2", "1E-02",
      "123456789012345678901234567890", "0.1e999999999999999999999999", #""""#, #""a""#,
      #""é€😀""#, #""\"\\\b\f\n\r\t\u0000\u001f""#, #""/""#, "\"\u{7F}\"", "\"\u{2028}\u{FEFF}\"",
      "[]", "{}", "[null]", "[1,2,3]", "[[],{},[[]]]", #"{"a":1}"#, #"{"":""}"#,
      #"{"b":1,"a":2,"b":3}"#, #"{"a":{"b":[{"c":null}]}}"#, #"[true,false,null,"x",1,{},[]]"#,
    ])
  func compactTextComesBack(text: String) throws {
    #expect(Array(try JSON(parsing: text).printed().utf8) == Array(text.utf8))
  }

  @Test(
    "White space may stand around every token",
    arguments: [
      (" \t\n\r1 \t\n\r", "1"), ("[ ]", "[]"), ("{\n}", "{}"), ("[\t1\r,\n2 ]", "[1,2]"),
      (" { \"a\" : 1 , \"b\" : [ ] } ", #"{"a":1,"b":[]}"#),
    ])
  func whiteSpace(text: String, compact: String) throws {
    #expect(try JSON(parsing: text).printed() == compact)
  }

  @Test(
    "A value that is none, or a word that is none, is refused where it begins",
    arguments: [
      Mistake("", .emptyDocument, at: 0),
      Mistake(" \n", .emptyDocument, at: 2, line: 2, column: 1),
      Mistake("\u{FEFF}", .emptyDocument, at: 3, line: 1, column: 1),
      Mistake(",", .expectedValue, at: 0),
      Mistake("]", .expectedValue, at: 0),
      Mistake("}", .expectedValue, at: 0),
      Mistake(":", .expectedValue, at: 0),
      Mistake("'a'", .expectedValue, at: 0),
      Mistake("// note\n1", .expectedValue, at: 0),
      Mistake("/**/1", .expectedValue, at: 0),
      Mistake("#", .expectedValue, at: 0),
      Mistake("\\u0031", .expectedValue, at: 0),
      Mistake("+1", .expectedValue, at: 0),
      Mistake(".5", .expectedValue, at: 0),
      Mistake("\u{0B}1", .expectedValue, at: 0),
      Mistake("\u{0C}1", .expectedValue, at: 0),
      Mistake("\u{A0}1", .expectedValue, at: 0),
      Mistake("\u{2028}1", .expectedValue, at: 0),
      Mistake("\0", .expectedValue, at: 0),
      Mistake("😀", .expectedValue, at: 0),
      Mistake("“a”", .expectedValue, at: 0),
      Mistake(" \u{FEFF}1", .expectedValue, at: 1),
      Mistake("\u{FEFF}\u{FEFF}1", .expectedValue, at: 3, line: 1, column: 1),
      Mistake("True", .invalidWord, at: 0),
      Mistake("nil", .invalidWord, at: 0),
      Mistake("NaN", .invalidWord, at: 0),
      Mistake("Infinity", .invalidWord, at: 0),
      Mistake("undefined", .invalidWord, at: 0),
      Mistake("truex", .invalidWord, at: 0),
      Mistake("null0", .invalidWord, at: 0),
      Mistake("falsefalse", .invalidWord, at: 0),
      Mistake("[nul]", .invalidWord, at: 1),
      Mistake("[1, tru, 2]", .invalidWord, at: 4),
    ])
  func noValue(mistake: Mistake) throws {
    try mistake.check()
  }

  @Test(
    "A mistake between values is refused where it stands",
    arguments: [
      Mistake("[,1]", .expectedValue, at: 1),
      Mistake("[1,,2]", .expectedValue, at: 3),
      Mistake("[1,]", .trailingComma, at: 2),
      Mistake("[1 , ]", .trailingComma, at: 3),
      Mistake("[1 2]", .expectedComma, at: 3),
      Mistake("[1:2]", .expectedComma, at: 2),
      Mistake("[1}", .expectedComma, at: 2),
      Mistake("[\"a\" \"b\"]", .expectedComma, at: 5),
      Mistake("[1\u{A0}]", .expectedComma, at: 2),
      Mistake("[1.5.2]", .expectedComma, at: 4),
      Mistake("[0x10]", .expectedComma, at: 2),
      Mistake("[1_000]", .expectedComma, at: 2),
      Mistake("{1:2}", .expectedKey, at: 1),
      Mistake("{a:1}", .expectedKey, at: 1),
      Mistake("{'a':1}", .expectedKey, at: 1),
      Mistake("{null:1}", .expectedKey, at: 1),
      Mistake("{,}", .expectedKey, at: 1),
      Mistake("{]", .expectedKey, at: 1),
      Mistake("{\"a\":1,,}", .expectedKey, at: 7),
      Mistake("{\"a\":1,}", .trailingComma, at: 6),
      Mistake("{\"a\":1,b}", .expectedKey, at: 7),
      Mistake("{\"a\" 1}", .expectedColon, at: 5),
      Mistake("{\"a\",1}", .expectedColon, at: 4),
      Mistake("{\"a\"}", .expectedColon, at: 4),
      Mistake("{\"a\"=1}", .expectedColon, at: 4),
      Mistake("{\"a\":}", .expectedValue, at: 5),
      Mistake("{\"a\"::1}", .expectedValue, at: 5),
      Mistake("{\"a\":1 \"b\":2}", .expectedComma, at: 7),
      Mistake("{\"a\":1;\"b\":2}", .expectedComma, at: 6),
      Mistake("{\"a\":1]", .expectedComma, at: 6),
      Mistake("1 2", .trailingContent, at: 2),
      Mistake("1,", .trailingContent, at: 1),
      Mistake("[]]", .trailingContent, at: 2),
      Mistake("{}{}", .trailingContent, at: 2),
      Mistake("null//", .trailingContent, at: 4),
      Mistake("1\0", .trailingContent, at: 1),
      Mistake("1\u{FEFF}", .trailingContent, at: 1),
    ])
  func betweenValues(mistake: Mistake) throws {
    try mistake.check()
  }

  @Test(
    "A text that ends too early is refused at its end",
    arguments: [
      "[", "[1", "[1,", "[1, ", "[[]", "{", "{\"a\"", "{\"a\" ", "{\"a\":", "{\"a\": ", "{\"a\":1",
      "{\"a\":1,", "{\"a\":1, ", "t", "tru", "f", "fals", "n", "nul", "[nul", "-", "1.", "1e",
      "1e+",
      "-0.", "0E-",
    ])
  func endsTooEarly(text: String) throws {
    try Mistake(text, .unexpectedEnd, at: text.utf8.count).check()
  }

  @Test(
    "A number outside the grammar is refused where it goes wrong",
    arguments: [
      Mistake("01", .leadingZero, at: 0),
      Mistake("00", .leadingZero, at: 0),
      Mistake("-01.5", .leadingZero, at: 1),
      Mistake("[1,007]", .leadingZero, at: 3),
      Mistake("-a", .missingDigit, at: 1),
      Mistake("--1", .missingDigit, at: 1),
      Mistake("-.5", .missingDigit, at: 1),
      Mistake("-Infinity", .missingDigit, at: 1),
      Mistake("[-]", .missingDigit, at: 2),
      Mistake("1.e5", .missingDigit, at: 2),
      Mistake("[1.]", .missingDigit, at: 3),
      Mistake("1ex", .missingDigit, at: 2),
      Mistake("[1e]", .missingDigit, at: 3),
      Mistake("1e+-2", .missingDigit, at: 3),
      Mistake("1e++2", .missingDigit, at: 3),
      Mistake("1e2.5", .trailingContent, at: 3),
      Mistake("1٣", .trailingContent, at: 1),
    ])
  func numbers(mistake: Mistake) throws {
    try mistake.check()
  }

  @Test("A byte order mark at the very start is skipped and not printed")
  func byteOrderMark() throws {
    #expect(try JSON(parsing: "\u{FEFF} [1]") == [1])
    #expect(try JSON(parsing: "\u{FEFF}[1]").printed() == "[1]")
  }
}
